/**
 * What follows a product's sums: bias, activation, mask. A block in memory holds it for one panel of columns: the bias of 8 columns,
 * then four times the least value that an output may have. A sum that starts at +0 is never -0, so adding a bias of +0 changes
 * nothing, and pmax is relu.
 */
import { loadLanes, storeLanes } from './lanes';

// @ts-ignore: decorator
@inline
export const epilogueBytes: usize = 48;

// @ts-ignore: decorator
@inline
export function prepareEpilogue(block: usize, bias: usize, columns: i32, relu: bool): void {
  const zero = f32x4.splat(0);
  v128.store(block, bias ? loadLanes(bias, columns) : zero);
  v128.store(block, bias && columns > 4 ? loadLanes(bias + 16, columns - 4) : zero, 16);
  v128.store(block, f32x4.splat(relu ? 0 : -Infinity), 32);
}

/** Writes the first `count` of four sums; `mask` may be 0. `half` is 16 for the panel's columns 4 to 7. */
// @ts-ignore: decorator
@inline
export function finish(out: usize, mask: usize, sum: v128, count: i32, block: usize, half: usize): void {
  let value = f32x4.pmax(f32x4.add(sum, v128.load(block + half)), v128.load(block, 32));
  if (mask) value = v128.and(value, f32x4.gt(loadLanes(mask, count), f32x4.splat(0)));
  storeLanes(out, count, value);
}
