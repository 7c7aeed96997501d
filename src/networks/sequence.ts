/** Layers one after the other. */
import type { Graph, ParameterSource, Shape, Tensor } from '../tensor/index.js';
import { activations, type ActivationName } from './activations.js';
import { plainLayer, type Layer, type LayerParameter, type Training } from './layers/layer.js';
import { makeLayer, type LayerSpecification } from './layers/index.js';

export interface Sequence {
  /** By full name: `extractor/0/weight`. */
  readonly parameters: ReadonlyMap<string, LayerParameter>;
  /** Of one row, without B. */
  readonly outputShape: Shape;
  apply(x: Tensor, source: ParameterSource, training?: Training): Tensor;
}

interface Step {
  /** `extractor/0`: layers count as they were written. */
  readonly name: string;
  readonly layer: Layer;
}

/**
 * @param name what the names of the parameters begin with: `extractor`
 * @param activation the network's
 * @param inputShape of one row, without B
 */
export function buildSequence(
  name: string,
  layers: readonly LayerSpecification[],
  activation: ActivationName,
  inputShape: Shape,
): Sequence {
  const steps = placeActivations(layers.map(makeLayer), activation, name);
  const parameters = new Map<string, LayerParameter>();
  let shape = inputShape;
  for (const step of steps) {
    for (const [own, parameter] of Object.entries(step.layer.parameters(shape)))
      parameters.set(`${step.name}/${own}`, parameter);
    shape = step.layer.outputShape(shape);
  }
  return {
    parameters,
    outputShape: shape,
    apply: (x, source, training) =>
      steps.reduce((features, step) => applyStep(step, features, source, training), x),
  };
}

function applyStep(
  { name, layer }: Step,
  x: Tensor,
  source: ParameterSource,
  training: Training | undefined,
): Tensor {
  const graph: Graph = x.graph;
  return layer.apply(x, { name, training, parameter: (own) => graph.parameter(source, `${name}/${own}`) });
}

/**
 * The rule of activations: a linear layer is followed by its own activation, or else by the network's. Normalisations that come
 * right after the layer go first: linear, normalisation, activation. Where the network's activation would be put before
 * an activation that is written out, the written one stands in its place.
 */
function placeActivations(layers: readonly Layer[], fallback: ActivationName, name: string): readonly Step[] {
  const steps: Step[] = [];
  let pending: Layer | undefined;
  const settle = (next?: Layer): void => {
    if (pending === undefined || next?.role === 'normalization') return;
    const replaced = next?.role === 'activation' && pending.activation === undefined;
    const chosen = activations[pending.activation ?? fallback];
    if (!replaced) steps.push({ name, layer: plainLayer('activation', chosen) });
    pending = undefined;
  };
  layers.forEach((layer, index) => {
    settle(layer);
    steps.push({ name: `${name}/${index}`, layer });
    if (layer.role === 'linear') pending = layer;
  });
  settle();
  return steps;
}
