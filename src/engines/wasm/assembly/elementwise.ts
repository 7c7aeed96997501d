/** Element-wise kernels. Each may write over an operand of the same shape: a vector is read before it is written. */
import { loadLanes, storeLanes } from './lanes';
import { exp4, log4, sigmoid4, tanh4 } from './transcendental';

const enum Unary { neg, abs, sign, square, sqrt, exp, log, tanh, sigmoid, relu, fromInt32, toInt32 } // prettier-ignore

/** `op` is constant wherever this is inlined, so only one branch is compiled. */
// @ts-ignore: decorator
@inline
function apply(op: Unary, x: v128): v128 {
  switch (op) {
    case Unary.neg:
      return f32x4.neg(x);
    case Unary.abs:
      return f32x4.abs(x);
    case Unary.sign:
      return sign4(x);
    case Unary.square:
      return f32x4.mul(x, x);
    case Unary.sqrt:
      return f32x4.sqrt(x);
    case Unary.exp:
      return exp4(x);
    case Unary.log:
      return log4(x);
    case Unary.tanh:
      return tanh4(x);
    case Unary.sigmoid:
      return sigmoid4(x);
    case Unary.relu:
      return relu4(x);
    case Unary.fromInt32:
      return f32x4.convert_i32x4_s(x);
    default:
      return i32x4.trunc_sat_f32x4_s(x);
  }
}

// @ts-ignore: decorator
@inline
function sign4(x: v128): v128 {
  const zero = f32x4.splat(0);
  const signed = v128.bitselect(x, f32x4.splat(1), i32x4.splat(0x80000000));
  return v128.bitselect(signed, x, v128.or(f32x4.lt(x, zero), f32x4.gt(x, zero)));
}

/** pmax keeps NaN and -0; adding +0 makes +0 of the latter. Cheaper than f32x4.max. */
// @ts-ignore: decorator
@inline
function relu4(x: v128): v128 {
  const zero = f32x4.splat(0);
  return f32x4.add(f32x4.pmax(x, zero), zero);
}

// @ts-ignore: decorator
@inline
function map(op: Unary, out: usize, a: usize, n: i32): void {
  for (; n >= 8; n -= 8) {
    const first = apply(op, v128.load(a));
    const second = apply(op, v128.load(a, 16));
    v128.store(out, first);
    v128.store(out, second, 16);
    a += 32;
    out += 32;
  }
  for (; n > 0; n -= 4) {
    storeLanes(out, n, apply(op, loadLanes(a, n)));
    a += 16;
    out += 16;
  }
}

export function neg(out: usize, a: usize, n: i32): void {
  map(Unary.neg, out, a, n);
}
export function abs(out: usize, a: usize, n: i32): void {
  map(Unary.abs, out, a, n);
}
export function sign(out: usize, a: usize, n: i32): void {
  map(Unary.sign, out, a, n);
}
export function square(out: usize, a: usize, n: i32): void {
  map(Unary.square, out, a, n);
}
export function sqrt(out: usize, a: usize, n: i32): void {
  map(Unary.sqrt, out, a, n);
}
export function exp(out: usize, a: usize, n: i32): void {
  map(Unary.exp, out, a, n);
}
export function log(out: usize, a: usize, n: i32): void {
  map(Unary.log, out, a, n);
}
export function tanh(out: usize, a: usize, n: i32): void {
  map(Unary.tanh, out, a, n);
}
export function sigmoid(out: usize, a: usize, n: i32): void {
  map(Unary.sigmoid, out, a, n);
}
export function relu(out: usize, a: usize, n: i32): void {
  map(Unary.relu, out, a, n);
}
export function castInt32ToFloat32(out: usize, a: usize, n: i32): void {
  map(Unary.fromInt32, out, a, n);
}
export function castFloat32ToInt32(out: usize, a: usize, n: i32): void {
  map(Unary.toInt32, out, a, n);
}

export function castUint8ToFloat32(out: usize, a: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    const words = i16x8.extend_low_i8x16_u(v128.load32_zero(a));
    v128.store(out, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(words)));
    a += 4;
    out += 16;
  }
  for (; n > 0; n -= 1) {
    store<f32>(out, <f32>load<u8>(a));
    a += 1;
    out += 4;
  }
}

// @ts-ignore: decorator
@inline
function reluGradient4(out: usize, dy: usize, y: usize, count: i32): void {
  storeLanes(out, count, v128.and(loadLanes(dy, count), f32x4.gt(loadLanes(y, count), f32x4.splat(0))));
}

export function reluGradient(out: usize, dy: usize, y: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    reluGradient4(out, dy, y, 4);
    dy += 16;
    y += 16;
    out += 16;
  }
  if (n > 0) reluGradient4(out, dy, y, n);
}

// @ts-ignore: decorator
@inline
function where4(out: usize, condition: usize, a: usize, b: usize, count: i32): void {
  const chosen = f32x4.ne(loadLanes(condition, count), f32x4.splat(0));
  storeLanes(out, count, v128.bitselect(loadLanes(a, count), loadLanes(b, count), chosen));
}

export function where(out: usize, condition: usize, a: usize, b: usize, n: i32): void {
  for (; n >= 4; n -= 4) {
    where4(out, condition, a, b, 4);
    condition += 16;
    a += 16;
    b += 16;
    out += 16;
  }
  if (n > 0) where4(out, condition, a, b, n);
}
