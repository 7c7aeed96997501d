/** From observations by key to one row of features. */
import { fail } from '../errors.js';
import { equalShapes, showShape } from '../tensor/shape.js';
import { cast, concat, div, equal, reshape, sizeOf, slice } from '../tensor/index.js';
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
  /**
   * For int32 elements that are names and not quantities: the values that each may have, from `start` on. They become
   * one-hot, [sum of counts]; a value that is none of them becomes zeros.
   */
  readonly categories?: readonly { readonly start: number; readonly count: number }[];
  /** What the values are divided by: 255 for the bytes of pictures. */
  readonly divisor?: number;
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
      numbersShape(observation),
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

/** The shape of one row as numbers. */
function numbersShape({ shape, categories }: ObservationSpecification): Shape {
  return categories ? [categories.reduce((sum, { count }) => sum + count, 0)] : shape;
}

/** Values of an observation as float32: one-hot where they are names, divided where there is a divisor, else as they are. */
function asNumbers(tensor: Tensor | undefined, observation: ObservationSpecification): Tensor {
  const { key, shape, type, categories, divisor } = observation;
  if (tensor === undefined || !equalShapes(tensor.shape.slice(1), shape) || tensor.type !== type) {
    return fail('invalid-value', {
      component: 'network',
      parameter: `observation ${key}`,
      value: tensor && `${tensor.type} ${showShape(tensor.shape)}`,
      requirement: `${type} [B, ${shape.join(', ')}]`,
    });
  }
  const numbers = cast(tensor, 'float32'); // [B, ...shape]
  if (categories) return oneHot(flat(numbers), categories); // [B, sum of counts]
  return divisor === undefined ? numbers : div(numbers, divisor); // [B, ...shape]
}

/** 1 at the value of each element, 0 elsewhere. Comparing, unlike writing at an index, cannot leave the row. */
function oneHot(values: Tensor, categories: NonNullable<ObservationSpecification['categories']>): Tensor {
  const parts = categories.map(({ start, count }, d) => {
    const names = Array.from({ length: count }, (_, index) => start + index);
    return equal(slice(values, 1, d, 1), values.graph.constant(names, [count])); // [B, count]
  });
  return parts.length === 1 ? parts[0] : concat(parts, -1); // [B, sum of counts]
}

function flat(x: Tensor): Tensor {
  const [B, ...shape] = x.shape as [number, ...number[]];
  return reshape(x, [B, sizeOf(shape)]); // [B, F]
}
