import { sizeOf } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { div } from './div.js';
import { sum } from './sum-broadcast.js';

/** The mean along one axis, which goes away; without an axis, of everything. */
export function mean(x: Tensor, axis?: number): Tensor {
  const total = sum(x, axis);
  return div(total, sizeOf(x.shape) / sizeOf(total.shape));
}
