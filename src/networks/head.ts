import { add, mean, reshape, sub, type ParameterSource, type Shape, type Tensor } from '../tensor/index.js';
import type { ActivationName } from './activations.js';
import type { LayerParameter, Training } from './layers/layer.js';
import type { LayerSpecification } from './layers/index.js';
import { buildSequence, type Sequence } from './sequence.js';

/** What turns features into Q-values. */
export interface Head {
  readonly parameters: ReadonlyMap<string, LayerParameter>;
  /** @returns [B, A] */
  apply(features: Tensor, source: ParameterSource, training?: Training): Tensor;
}

export interface HeadSettings {
  /** Hidden layers; a dueling head has them twice. */
  readonly layers: readonly LayerSpecification[];
  readonly activation: ActivationName;
  /** Of the features of one row. */
  readonly inputShape: Shape;
  readonly actions: number;
}

/** Hidden layers and a dense layer to A values. Parameters: `head/0/weight`. */
export function plainHead({ layers, activation, inputShape, actions }: HeadSettings): Head {
  return buildSequence('head', withOutput(layers, actions), activation, inputShape);
}

/**
 * Q = V + (A - mean_a A): one stream says what the state is worth, the other how much better each action is than the mean.
 * Parameters: `head/value/0/weight`, `head/advantage/0/weight`.
 *
 * See "Dueling Network Architectures for Deep Reinforcement Learning" (Wang et al., 2016), eq. 9.
 * Deviation: gradients into the extractor are not scaled by 1 / sqrt(2).
 */
export function duelingHead({ layers, activation, inputShape, actions }: HeadSettings): Head {
  const stream = (name: string, outputs: number): Sequence =>
    buildSequence(`head/${name}`, withOutput(layers, outputs), activation, inputShape);
  const valueStream = stream('value', 1);
  const advantageStream = stream('advantage', actions);
  return {
    parameters: new Map([...valueStream.parameters, ...advantageStream.parameters]),
    apply: (features, source, training) => {
      const value = valueStream.apply(features, source, training); // [B, 1]
      const advantage = advantageStream.apply(features, source, training); // [B, A]
      const meanAdvantage = reshape(mean(advantage, -1), value.shape); // [B, 1]
      return add(advantage, sub(value, meanAdvantage)); // [B, A]
    },
  };
}

const withOutput = (layers: readonly LayerSpecification[], units: number): readonly LayerSpecification[] => [
  ...layers,
  { dense: { units, activation: 'identity' } },
];
