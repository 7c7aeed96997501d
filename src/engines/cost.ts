import { sizeOf } from '../tensor/shape.js';
import { bytesPerElement, type Tensor } from '../tensor/tensor.js';

/** What one run of a program takes, without padding. */
export interface Cost {
  /** Floating-point operations; a transcendental function counts as one. */
  readonly flops: number;
  /** Bytes that operators read and write. */
  readonly bytes: number;
}

/** The cost of simplified nodes, leaves included (they cost nothing). */
export function costOf(nodes: readonly Tensor[]): Cost {
  const bytesOf = (tensor: Tensor) => sizeOf(tensor.shape) * bytesPerElement[tensor.type];
  let flops = 0;
  let bytes = 0;
  for (const node of nodes) {
    flops += node.operator.flops(node);
    // A reshape moves nothing.
    if (node.inputs.length === 0 || node.operator.name === 'reshape') continue;
    bytes += node.inputs.reduce((sum, input) => sum + bytesOf(input), bytesOf(node));
  }
  return { flops, bytes };
}
