/** The sum of something, and the greatest, of the elements of one row. */
import { laneMask, loadLanes } from './lanes';
import { exp4 } from './transcendental';

/** What is summed up: x, exp(x), (x - shift)^2 or x * y. */
export const enum Term { itself, exponential, square, product } // prettier-ignore

// @ts-ignore: decorator
@inline
function termOf(term: Term, x: v128, y: v128, shift: v128): v128 {
  if (term == Term.itself) return x;
  if (term == Term.exponential) return exp4(x);
  if (term == Term.product) return f32x4.mul(x, y);
  const difference = f32x4.sub(x, shift);
  return f32x4.mul(difference, difference);
}

/** The terms of up to four elements, +0 in the other lanes. */
// @ts-ignore: decorator
@inline
function lastTerms(term: Term, a: usize, b: usize, n: i32, shift: v128): v128 {
  const y = term == Term.product ? loadLanes(b, n) : shift;
  return v128.and(termOf(term, loadLanes(a, n), y, shift), laneMask(n));
}

/**
 * Element i goes to partial sum i mod 8, in order, and the tree ((0+4)+(2+6))+((1+5)+(3+7)) adds them up. A partial sum is never
 * -0, so the +0 that fill the last vectors change nothing.
 */
// @ts-ignore: decorator
@inline
export function sumOf(term: Term, a: usize, b: usize, n: i32, shift: v128): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (; n >= 8; n -= 8) {
    const y0 = term == Term.product ? v128.load(b) : shift;
    const y1 = term == Term.product ? v128.load(b, 16) : shift;
    low = f32x4.add(low, termOf(term, v128.load(a), y0, shift));
    high = f32x4.add(high, termOf(term, v128.load(a, 16), y1, shift));
    a += 32;
    b += 32;
  }
  if (n > 0) low = f32x4.add(low, lastTerms(term, a, b, n, shift));
  if (n > 4) high = f32x4.add(high, lastTerms(term, a + 16, b + 16, n - 4, shift));
  const four = f32x4.add(low, high);
  const two = f32x4.add(four, v128.shuffle<f32>(four, four, 2, 3, 0, 1));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}

/** As Math.max of all; -Infinity of none. */
// @ts-ignore: decorator
@inline
export function greatestOf(a: usize, n: i32): f32 {
  const least = f32x4.splat(-Infinity);
  let even = least;
  let odd = least;
  for (; n >= 8; n -= 8) {
    even = f32x4.max(even, v128.load(a));
    odd = f32x4.max(odd, v128.load(a, 16));
    a += 32;
  }
  if (n > 0) even = f32x4.max(even, v128.bitselect(loadLanes(a, n), least, laneMask(n)));
  if (n > 4) odd = f32x4.max(odd, v128.bitselect(loadLanes(a + 16, n - 4), least, laneMask(n - 4)));
  const four = f32x4.max(even, odd);
  const two = f32x4.max(four, v128.shuffle<f32>(four, four, 2, 3, 0, 1));
  return max(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1));
}
