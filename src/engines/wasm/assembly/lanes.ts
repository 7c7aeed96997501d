/** Loads, stores and masks of the first `count` lanes of a vector, where `count` >= 4 means all of them. */

/** Lanes from `count` on are +0. */
// @ts-ignore: decorator
@inline
export function loadLanes(pointer: usize, count: i32): v128 {
  if (count >= 4) return v128.load(pointer);
  if (count == 1) return v128.load32_zero(pointer);
  const two = v128.load64_zero(pointer);
  return count == 2 ? two : v128.load_lane<f32>(pointer, two, 2, 8);
}

/** Lanes from `count` on are not written. */
// @ts-ignore: decorator
@inline
export function storeLanes(pointer: usize, count: i32, values: v128): void {
  if (count >= 4) {
    v128.store(pointer, values);
  } else if (count == 1) {
    v128.store_lane<f32>(pointer, values, 0);
  } else {
    v128.store_lane<f64>(pointer, values, 0);
    if (count == 3) v128.store_lane<f32>(pointer, values, 2, 8);
  }
}

const masks = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0], 16);

/** All bits set in the first `count` lanes, none in the others. */
// @ts-ignore: decorator
@inline
export function laneMask(count: i32): v128 {
  return v128.load(masks + (<usize>(4 - min(count, 4)) << 2));
}
