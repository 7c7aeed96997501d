/**
 * exp, log, tanh and sigmoid of four float32 at once, from additions, products, one division and bit shifts only, so that every
 * engine gives the same bits. The polynomials are minimax fits (Remez) of the named functions; the bounds hold for every one of
 * the 2^32 inputs.
 */

// Constants are read from memory: V8 builds a vector constant anew at each use.
const constants = memory.data<f32>(
  [
    1.4426950216293335, // 0: 1 / ln 2
    12582912.0, // 4: 1.5 * 2^23: adding it rounds to an integer, which the low bits then hold
    0.693145751953125, // 8: ln 2, its first 15 bits (k * this is exact)
    1.428606765330187e-6, // 12: ln 2, the rest
    1.0, // 16
    2.0, // 20
    0.5, // 24
    89.0, // 28: exp is Infinity from here on
    -104.0, // 32: exp is 0 from here on
    20.0, // 36: tanh(x / 2) is 1 from here on
    // 40: (exp(r) - 1 - r) / r^2 on [-ln 2 / 2, ln 2 / 2], highest power first
    0.0013814583653584123, 0.008368724025785923, 0.04166838899254799, 0.1666652113199234, 0.4999999403953552,
    // 60: the same on [0, ln 2]
    0.00026785791851580143, 0.001321229967288673, 0.008364819921553135, 0.041659362614154816,
    0.16666743159294128, 0.4999999701976776,
    // 84: (2 atanh(s) / s - 2) / z with z = s^2 on [0, 0.0295]
    0.298730731010437, 0.399774968624115, 0.6666677594184875,
    1.1754943508222875e-38, // 96: the least normal number
    8388608.0, // 100: 2^23
    -23.0, // 104
    Infinity, // 108
  ],
  16,
); // prettier-ignore

// @ts-ignore: decorator
@inline
function constant(offset: usize): v128 {
  return v128.load32_splat(constants + offset);
}

/** At most 0.98 ulp off. exp(x) = 2^k exp(r), x = k ln 2 + r; 2^k in two factors, so that denormal results round once. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, constant(28)), constant(32));
  const shifted = f32x4.add(f32x4.mul(x, constant(0)), constant(4));
  const whole = f32x4.sub(shifted, constant(4));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(whole, constant(8))), f32x4.mul(whole, constant(12)));
  let q = f32x4.add(f32x4.mul(constant(40), r), constant(44));
  q = f32x4.add(f32x4.mul(q, r), constant(48));
  q = f32x4.add(f32x4.mul(q, r), constant(52));
  q = f32x4.add(f32x4.mul(q, r), constant(56));
  const power = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), q), r), constant(16));
  const k = i32x4.sub(shifted, constant(4));
  const half = i32x4.shr_s(k, 1);
  const first = i32x4.add(i32x4.shl(half, 23), constant(16)); // the bits of 2^half
  const second = i32x4.add(i32x4.shl(i32x4.sub(k, half), 23), constant(16));
  return f32x4.mul(f32x4.mul(power, first), second);
}

/** At most 0.84 ulp off. x = 2^k (1 + f), f in [sqrt(1/2) - 1, sqrt(2) - 1]; log(1 + f) = 2 atanh(f / (2 + f)). */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const tiny = f32x4.lt(x, constant(96));
  const scaled = v128.bitselect(f32x4.mul(x, constant(100)), x, tiny);
  const exponent = i32x4.shr_s(i32x4.sub(scaled, i32x4.splat(0x3f3504f3)), 23); // sqrt(1/2)
  const k = f32x4.add(f32x4.convert_i32x4_s(exponent), v128.and(constant(104), tiny));
  const f = f32x4.sub(i32x4.sub(scaled, i32x4.shl(exponent, 23)), constant(16));
  const s = f32x4.div(f, f32x4.add(constant(20), f));
  const z = f32x4.mul(s, s);
  let q = f32x4.add(f32x4.mul(constant(84), z), constant(88));
  q = f32x4.add(f32x4.mul(q, z), constant(92));
  const rest = f32x4.mul(z, q);
  const half = f32x4.mul(f32x4.mul(constant(24), f), f);
  const low = f32x4.add(f32x4.mul(s, f32x4.add(half, rest)), f32x4.mul(k, constant(12)));
  const value = f32x4.sub(f32x4.mul(k, constant(8)), f32x4.sub(f32x4.sub(half, low), f));
  return logOfSpecials(x, value);
}

// @ts-ignore: decorator
@inline
function logOfSpecials(x: v128, value: v128): v128 {
  const zero = f32x4.splat(0);
  const orZero = v128.bitselect(f32x4.neg(constant(108)), value, f32x4.eq(x, zero));
  const orNegative = v128.bitselect(f32x4.splat(NaN), orZero, v128.not(f32x4.ge(x, zero)));
  return v128.bitselect(x, orNegative, f32x4.eq(x, constant(108)));
}

/**
 * At most 1.89 ulp off. With t = exp(2|x|) - 1 it is t / (t + 2); where t < 1 that would lose bits, and |x| + (t - 2|x| - t * t / (t + 2)) / 2
 * is the same number with |x| exact.
 */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const y = f32x4.pmin(f32x4.add(size, size), constant(36));
  const whole = f32x4.floor(f32x4.mul(y, constant(0)));
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(whole, constant(8))), f32x4.mul(whole, constant(12)));
  let q = f32x4.add(f32x4.mul(constant(60), r), constant(64));
  q = f32x4.add(f32x4.mul(q, r), constant(68));
  q = f32x4.add(f32x4.mul(q, r), constant(72));
  q = f32x4.add(f32x4.mul(q, r), constant(76));
  q = f32x4.add(f32x4.mul(q, r), constant(80));
  const bend = f32x4.mul(f32x4.mul(r, r), q);
  const scale = i32x4.add(i32x4.shl(f32x4.add(whole, constant(4)), 23), constant(16)); // 2^whole
  const t = f32x4.add(f32x4.mul(f32x4.add(bend, r), scale), f32x4.sub(scale, constant(16)));
  const quotient = f32x4.div(t, f32x4.add(t, constant(20)));
  const small = f32x4.add(size, f32x4.mul(constant(24), f32x4.sub(bend, f32x4.mul(t, quotient))));
  const value = v128.bitselect(small, quotient, f32x4.eq(whole, f32x4.splat(0)));
  return v128.bitselect(x, value, i32x4.splat(0x80000000)); // the sign of x
}

/** At most 2.5 ulp off for x > -87.3; below, where the result is denormal, it may be 0. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(constant(16), f32x4.add(constant(16), exp4(f32x4.neg(x))));
}
