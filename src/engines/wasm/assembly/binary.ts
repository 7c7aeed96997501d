/** Element-wise kernels of two operands, each dense or broadcast along rows, columns or both. */
import { loadLanes, storeLanes } from './lanes';

const enum Binary { add, sub, mul, div, minimum, maximum, less, lessEqual, equal } // prettier-ignore

/** `op` is constant wherever this is inlined, so only one branch is compiled. */
// @ts-ignore: decorator
@inline
function apply(op: Binary, a: v128, b: v128): v128 {
  switch (op) {
    case Binary.add:
      return f32x4.add(a, b);
    case Binary.sub:
      return f32x4.sub(a, b);
    case Binary.mul:
      return f32x4.mul(a, b);
    case Binary.div:
      return f32x4.div(a, b);
    case Binary.minimum:
      return f32x4.min(a, b);
    case Binary.maximum:
      return f32x4.max(a, b);
    case Binary.less:
      return v128.and(f32x4.lt(a, b), f32x4.splat(1));
    case Binary.lessEqual:
      return v128.and(f32x4.le(a, b), f32x4.splat(1));
    default:
      return v128.and(f32x4.eq(a, b), f32x4.splat(1));
  }
}

/** One row; an operand that is not dense is one number for all columns. */
// @ts-ignore: decorator
@inline
function zipRow(op: Binary, out: usize, a: usize, aDense: bool, b: usize, bDense: bool, n: i32): void {
  const aFixed = v128.load32_splat(a);
  const bFixed = v128.load32_splat(b);
  for (; n >= 8; n -= 8) {
    const first = apply(op, aDense ? v128.load(a) : aFixed, bDense ? v128.load(b) : bFixed);
    const second = apply(op, aDense ? v128.load(a, 16) : aFixed, bDense ? v128.load(b, 16) : bFixed);
    v128.store(out, first);
    v128.store(out, second, 16);
    if (aDense) a += 32;
    if (bDense) b += 32;
    out += 32;
  }
  for (; n > 0; n -= 4) {
    storeLanes(out, n, apply(op, aDense ? loadLanes(a, n) : aFixed, bDense ? loadLanes(b, n) : bFixed));
    if (aDense) a += 16;
    if (bDense) b += 16;
    out += 16;
  }
}

// @ts-ignore: decorator
@inline
function zip(
  op: Binary, out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  if (rows <= 0 || columns <= 0) return;
  if (columns == 1 && aRow <= 1 && bRow <= 1) {
    // a column is a row of as many elements
    columns = rows;
    rows = 1;
    aColumn = aRow;
    bColumn = bRow;
  } else if (aRow == aColumn * columns && bRow == bColumn * columns) {
    // rows that follow each other are one row
    columns *= rows;
    rows = 1;
  }
  for (; rows > 0; rows -= 1) {
    if (aColumn && bColumn) zipRow(op, out, a, true, b, true, columns);
    else if (aColumn) zipRow(op, out, a, true, b, false, columns);
    else if (bColumn) zipRow(op, out, a, false, b, true, columns);
    else zipRow(op, out, a, false, b, false, columns);
    out += <usize>columns << 2;
    a += <usize>aRow << 2;
    b += <usize>bRow << 2;
  }
}

export function add(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.add, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function sub(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.sub, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function mul(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.mul, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function div(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.div, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function minimum(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.minimum, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function maximum(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.maximum, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function less(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.less, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function lessEqual(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.lessEqual, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
export function equal(
  out: usize, a: usize, b: usize, rows: i32, columns: i32, aRow: i32, aColumn: i32, bRow: i32, bColumn: i32,
): void { // prettier-ignore
  zip(Binary.equal, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn);
}
