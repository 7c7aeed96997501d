/** Sums and maxima along the last or a middle axis. */
import { loadLanes, storeLanes } from './lanes';
import { greatestOf, sumOf, Term } from './row-sums';

export function sumRows(out: usize, a: usize, rows: i32, columns: i32): void {
  const zero = f32x4.splat(0);
  for (; rows > 0; rows -= 1) {
    store<f32>(out, sumOf(Term.itself, a, a, columns, zero));
    out += 4;
    a += <usize>columns << 2;
  }
}

export function maxRows(out: usize, a: usize, rows: i32, columns: i32): void {
  for (; rows > 0; rows -= 1) {
    store<f32>(out, greatestOf(a, columns));
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

/** One strip of 16 columns, row after row. */
// @ts-ignore: decorator
@inline
function reduceWide(sum: bool, out: usize, a: usize, step: usize, length: i32): void {
  const start = f32x4.splat(sum ? 0 : -Infinity);
  let s0 = start, s1 = start, s2 = start, s3 = start; // prettier-ignore
  for (; length > 0; length -= 1) {
    s0 = join(sum, s0, v128.load(a));
    s1 = join(sum, s1, v128.load(a, 16));
    s2 = join(sum, s2, v128.load(a, 32));
    s3 = join(sum, s3, v128.load(a, 48));
    a += step;
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
}

/** One strip of `count` columns, at most 4. */
// @ts-ignore: decorator
@inline
function reduceNarrow(sum: bool, out: usize, a: usize, step: usize, length: i32, count: i32): void {
  let s = f32x4.splat(sum ? 0 : -Infinity);
  for (; length > 0; length -= 1) {
    s = join(sum, s, loadLanes(a, count));
    a += step;
  }
  storeLanes(out, count, s);
}

/** The last strip may begin earlier and reduce some columns again, which gives the same bits. */
// @ts-ignore: decorator
@inline
function reduceMiddle(sum: bool, out: usize, a: usize, outer: i32, length: i32, inner: i32): void {
  const step = <usize>inner << 2;
  for (; outer > 0; outer -= 1) {
    let i = 0;
    if (inner >= 16) {
      for (; inner - i > 4; i += 16) {
        const at = <usize>min(i, inner - 16) << 2;
        reduceWide(sum, out + at, a + at, step, length);
      }
    }
    for (; i < inner; i += 4) {
      const at = <usize>i << 2;
      reduceNarrow(sum, out + at, a + at, step, length, inner - i);
    }
    out += step;
    a += step * <usize>length;
  }
}

export function sumMiddle(out: usize, a: usize, outer: i32, length: i32, inner: i32): void {
  reduceMiddle(true, out, a, outer, length, inner);
}

export function maxMiddle(out: usize, a: usize, outer: i32, length: i32, inner: i32): void {
  reduceMiddle(false, out, a, outer, length, inner);
}
