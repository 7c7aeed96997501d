/** From observations by key to one row of features. */
import { fail } from '../errors.js';
import { equalShapes, showShape } from '../tensor/shape.js';
import { cast, concat, div, reshape, sizeOf } from '../tensor/index.js';
import type { ParameterSource, Shape, Tensor, TensorType } from '../tensor/index.js';
import { failUnknownName } from '../unknown-name.js';
import type { ActivationName } from './activations.js';
import type { LayerParameter, Training } from './layers/layer.js';
import type { LayerSpecification } from './layers/index.js';
import { buildSequence } from './sequence.js';

/** One array of an observation; a plain observation has one, of any key. */
export interface ObservationSpecification {
  readonly key: string;
  /** Of one row, without B. */
  readonly shape: Shape;
  readonly type: TensorType;
}

export interface InputBranches {
  readonly parameters: ReadonlyMap<string, LayerParameter>;
  readonly outputShape: Shape;
  /** @returns one branch: what it gives; several: each flattened, side by side, [B, F] */
  apply(observations: Readonly<Record<string, Tensor>>, source: ParameterSource, training?: Training): Tensor;
}

/** One branch of layers for each observation key. Parameters: `extractor/inputs/window/0/weight`. */
export function buildInputs(
  observations: readonly ObservationSpecification[],
  layers: Readonly<Record<string, readonly LayerSpecification[]>>,
  activation: ActivationName,
): InputBranches {
  const keys = observations.map(({ key }) => key);
  for (const key of Object.keys(layers)) {
    if (!keys.includes(key)) failUnknownName('network', 'input', key, keys);
  }
  const branches = observations.map((observation) => ({
    observation,
    sequence: buildSequence(
      `extractor/inputs/${observation.key}`,
      layers[observation.key] ?? [],
      activation,
      observation.shape,
    ),
  }));
  const shapes = branches.map(({ sequence }) => sequence.outputShape);
  const total = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
  return {
    parameters: new Map(branches.flatMap(({ sequence }) => [...sequence.parameters])),
    outputShape: shapes.length === 1 ? shapes[0] : [total],
    apply: (inputs, source, training) => {
      const parts = branches.map(({ observation, sequence }) =>
        sequence.apply(asNumbers(inputs[observation.key], observation), source, training),
      );
      if (parts.length === 1) return parts[0];
      return concat(parts.map(flat), -1); // [B, F]
    },
  };
}

/** Values of an observation as float32. Bytes are pixels: 0 to 255 becomes 0 to 1. int32 values stay what they are. */
function asNumbers(tensor: Tensor | undefined, { key, shape, type }: ObservationSpecification): Tensor {
  if (tensor === undefined || !equalShapes(tensor.shape.slice(1), shape) || tensor.type !== type) {
    return fail('invalid-value', {
      component: 'network',
      parameter: `observation ${key}`,
      value: tensor && `${tensor.type} ${showShape(tensor.shape)}`,
      requirement: `${type} [B, ${shape.join(', ')}]`,
    });
  }
  const numbers = cast(tensor, 'float32'); // [B, ...shape]
  return type === 'uint8' ? div(numbers, 255) : numbers; // [B, ...shape]
}

function flat(x: Tensor): Tensor {
  const [B, ...shape] = x.shape as [number, ...number[]];
  return reshape(x, [B, sizeOf(shape)]); // [B, F]
}
