/** Sums and maxima along the last or a middle axis. */
import { loadLanes, storeLanes } from './lanes';

/** Partial sums 0 to 3 and 4 to 7, added up by the fixed tree ((0+4)+(2+6))+((1+5)+(3+7)). */
// @ts-ignore: decorator
@inline
export function treeSum(low: v128, high: v128): f32 {
  const four = f32x4.add(low, high);
  const two = f32x4.add(four, v128.shuffle<f32>(four, four, 2, 3, 0, 1));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}

/** The sum of n elements in 8 interleaved partial sums; the zeros that fill the last vector change no bit. */
export function sumOf(a: usize, n: i32): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (; n >= 8; n -= 8) {
    low = f32x4.add(low, v128.load(a));
    high = f32x4.add(high, v128.load(a, 16));
    a += 32;
  }
  if (n > 0) low = f32x4.add(low, loadLanes(a, n));
  if (n > 4) high = f32x4.add(high, loadLanes(a + 16, n - 4));
  return treeSum(low, high);
}

export function maxOf(a: usize, n: i32): f32 {
  let most = f32x4.splat(-Infinity);
  for (; n >= 4; n -= 4) {
    most = f32x4.max(most, v128.load(a));
    a += 16;
  }
  const two = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  let one = max(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1));
  for (; n > 0; n -= 1) {
    one = max(one, load<f32>(a));
    a += 4;
  }
  return one;
}

export function sumRows(out: usize, a: usize, rows: i32, columns: i32): void {
  for (; rows > 0; rows -= 1) {
    store<f32>(out, sumOf(a, columns));
    out += 4;
    a += <usize>columns << 2;
  }
}

export function maxRows(out: usize, a: usize, rows: i32, columns: i32): void {
  for (; rows > 0; rows -= 1) {
    store<f32>(out, maxOf(a, columns));
    out += 4;
    a += <usize>columns << 2;
  }
}

export function argmaxRows(out: usize, a: usize, rows: i32, columns: i32): void {
  for (; rows > 0; rows -= 1) {
    let best = <f32>-Infinity;
    let index = 0;
    for (let c = 0; c < columns; c += 1) {
      const value = load<f32>(a);
      if (value > best) {
        best = value;
        index = c;
      }
      a += 4;
    }
    store<i32>(out, index);
    out += 4;
  }
}

// @ts-ignore: decorator
@inline
function join(sum: bool, a: v128, b: v128): v128 {
  return sum ? f32x4.add(a, b) : f32x4.max(a, b);
}

/** Strips of 16 columns in registers, row after row, then strips of up to 4. */
// @ts-ignore: decorator
@inline
function reduceMiddle(sum: bool, out: usize, a: usize, outer: i32, length: i32, inner: i32): void {
  const start = f32x4.splat(sum ? 0 : -Infinity);
  const step = <usize>inner << 2;
  for (; outer > 0; outer -= 1) {
    let columns = inner;
    for (; columns >= 16; columns -= 16) {
      let s0 = start, s1 = start, s2 = start, s3 = start; // prettier-ignore
      let row = a;
      for (let l = length; l > 0; l -= 1) {
        s0 = join(sum, s0, v128.load(row));
        s1 = join(sum, s1, v128.load(row, 16));
        s2 = join(sum, s2, v128.load(row, 32));
        s3 = join(sum, s3, v128.load(row, 48));
        row += step;
      }
      v128.store(out, s0);
      v128.store(out, s1, 16);
      v128.store(out, s2, 32);
      v128.store(out, s3, 48);
      out += 64;
      a += 64;
    }
    for (; columns > 0; columns -= 4) {
      let s = start;
      let row = a;
      for (let l = length; l > 0; l -= 1) {
        s = join(sum, s, loadLanes(row, columns));
        row += step;
      }
      storeLanes(out, columns, s);
      const width = <usize>min(columns, 4) << 2;
      out += width;
      a += width;
    }
    a += step * <usize>(length - 1); // the strips have moved it along one row already
  }
}

export function sumMiddle(out: usize, a: usize, outer: i32, length: i32, inner: i32): void {
  reduceMiddle(true, out, a, outer, length, inner);
}

export function maxMiddle(out: usize, a: usize, outer: i32, length: i32, inner: i32): void {
  reduceMiddle(false, out, a, outer, length, inner);
}
