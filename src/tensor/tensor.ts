import type { Graph } from './graph.js';
import type { Shape } from './shape.js';

export type TensorType = 'float32' | 'int32' | 'uint8';

export const bytesPerElement: Readonly<Record<TensorType, number>> = { float32: 4, int32: 4, uint8: 1 };

/** Plain data, so that equal nodes can be recognised and a graph can be written down. */
export type AttributeValue = number | string | boolean | readonly number[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** A value that a graph will compute: which operator, of which tensors. Nothing is computed when it is made. */
export interface Tensor {
  readonly graph: Graph;
  /** Position in the graph; inputs always have smaller ones. */
  readonly id: number;
  readonly operator: Operator;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
  readonly shape: Shape;
  readonly type: TensorType;
}

/**
 * What can be computed. From this one definition come execution on every engine, gradients, and cost; each engine knows how
 * to run an operator by its name.
 */
export interface Operator {
  readonly name: string;
  /** Shape and type of the result; raises `invalid-value` where the inputs do not fit. */
  infer(
    inputs: readonly Tensor[],
    attributes: Attributes,
  ): { readonly shape: Shape; readonly type: TensorType };
  /** The gradient of the loss for each input, given that for the result; undefined where none flows. */
  gradient?(node: Tensor, outputGradient: Tensor): readonly (Tensor | undefined)[];
  /** Floating-point operations of one execution, without padding; a transcendental function counts as one. */
  flops(node: Tensor): number;
  /** For element-wise operators: the meaning for one element, in float64. */
  readonly scalar?: (...values: number[]) => number;
}

/** A tensor, or a number that becomes a float32 constant of the same graph. */
export type Operand = Tensor | number;
