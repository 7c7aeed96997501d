/** What follows a product's sums: bias, activation, mask. */
import { loadLanes, storeLanes } from './lanes';

/** The least value that an output may have, four times; pmax with it is the activation, because a sum from +0 is never -0. */
// @ts-ignore: decorator
@inline
export function floorOf(activation: i32): v128 {
  return f32x4.splat(activation == 1 ? 0 : -Infinity);
}

/** The bias of `count` outputs, or +0, which changes no sum. */
// @ts-ignore: decorator
@inline
export function biasOf(bias: usize, at: usize, count: i32): v128 {
  return bias && count > 0 ? loadLanes(bias + at, count) : f32x4.splat(0);
}

/** Writes the first `count` of four outputs. `masked` says whether there is a mask. */
// @ts-ignore: decorator
@inline
export function finish(out: usize, mask: usize, masked: bool, sum: v128, count: i32, bias: v128, floor: v128): void {
  let value = f32x4.pmax(f32x4.add(sum, bias), floor);
  if (masked) value = v128.and(value, f32x4.gt(loadLanes(mask, count), f32x4.splat(0)));
  storeLanes(out, count, value);
}
