import type { Shape, Tensor } from '../../tensor/index.js';
import type { ActivationName } from '../activations.js';
import type { InitializedParameter, Initializer } from '../initializers.js';

/** A parameter of a layer, and how it begins. */
export interface LayerParameter extends InitializedParameter {
  readonly initializer: Initializer;
}

/** Randomness while training, which is an input like any other. */
export interface Training {
  /**
   * A mask for dropout: 0 with probability `rate`, else 1 / (1 - rate).
   * @param name of the layer, `extractor/1`
   * @param shape that of what is dropped, [B, ...]
   */
  dropoutMask(name: string, shape: Shape, rate: number): Tensor;
}

/** What a layer has at hand when it is applied. */
export interface LayerContext {
  /** Of the layer in the network: `extractor/1`. */
  readonly name: string;
  /** The layer's own parameter, `weight`. */
  parameter(name: string): Tensor;
  /** Undefined where the network decides and does not learn. */
  readonly training: Training | undefined;
}

/**
 * One step from features to features. Shapes are those of one row, without B. Layers of any kind are added to the table in
 * `index.ts`; nothing else knows them.
 */
export interface Layer {
  /** An activation follows a linear layer, and waits for a normalisation; see `sequence.ts`. */
  readonly role: 'linear' | 'normalization' | 'activation' | 'other';
  /** The activation that a linear layer asks for; undefined: the network's. */
  readonly activation?: ActivationName | undefined;
  parameters(inputShape: Shape): Readonly<Record<string, LayerParameter>>;
  outputShape(inputShape: Shape): Shape;
  /** @param x [B, ...inputShape] */
  apply(x: Tensor, context: LayerContext): Tensor;
}

/** A layer without parameters that keeps the shape. */
export function plainLayer(role: Layer['role'], apply: Layer['apply']): Layer {
  return { role, parameters: () => ({}), outputShape: (shape) => shape, apply };
}
