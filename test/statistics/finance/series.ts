/** The series of empyrical's own tests, and S1, on which the real libraries were run. */
const percent = (...values: readonly number[]): Float64Array =>
  Float64Array.from(values, (value) => value / 100);

export const mixed = percent(NaN, 1, 10, -4, 2, 3, 2, 1, -10);
/** Of weeks or months. */
export const filled = percent(0, 1, 10, -4, 2, 3, 2, 1, -10);
export const negative = percent(0, -6, -7, -1, -9, -2, -6, -8, -5);
export const allNegative = percent(-2, -6, -7, -1, -9, -2, -6, -8, -5);
export const positive = percent(1, 2, 1, 1, 1, 1, 1, 1, 1);
export const benchmark = percent(0, 1, 0, 1, 0, 1, 0, 1, 0);
export const flat = percent(1, 1, 1, 1, 1, 1, 1, 1, 1);
export const upDownUp = percent(10, -10, 10);

const bars = Array.from({ length: 252 }, (_, i) => i + 1);
export const s1 = Float64Array.from(
  bars,
  (t) => 0.01 * Math.sin(1.7 * t) + 0.006 * Math.cos(0.31 * t) + 0.0005,
);
export const s1Benchmark = Float64Array.from(bars, (t) => 0.008 * Math.sin(1.3 * t + 0.5) + 0.0004);
