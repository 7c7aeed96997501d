/**
 * An unevaluated sum of two doubles, |low| <= ulp(high) / 2: about 106 bits. The tables of this folder are made
 * with it when the module loads, so that they come from formulas instead of pages of digits.
 *
 * See "A floating-point technique for extending the available precision" (Dekker, 1971).
 */
export interface Pair {
  readonly high: number;
  readonly low: number;
}

/** 2^27 + 1: multiplying by it and subtracting leaves the upper 26 bits (Veltkamp's splitting). */
const splitter = 134217729;

/** The upper 26 bits of x, so that products of two such halves are exact; |x| < 2^996. */
export function upperHalf(x: number): number {
  const scaled = splitter * x;
  return scaled - (scaled - x);
}

/** What rounding takes from a * b: a * b = product + productError(a, b, product), exactly. */
export function productError(a: number, b: number, product: number): number {
  const a1 = upperHalf(a);
  const a2 = a - a1;
  const b1 = upperHalf(b);
  const b2 = b - b1;
  return a1 * b1 - product + a1 * b2 + a2 * b1 + a2 * b2;
}

/** What rounding takes from a + b, for any a and b. */
export function sumError(a: number, b: number, sum: number): number {
  const b1 = sum - a;
  return a - (sum - b1) + (b - b1);
}

/** The normalised pair of high + low, where |high| >= |low|. */
export function pair(high: number, low: number): Pair {
  const sum = high + low;
  return { high: sum, low: low - (sum - high) };
}

export function addPairs(a: Pair, b: Pair): Pair {
  const sum = a.high + b.high;
  return pair(sum, sumError(a.high, b.high, sum) + (a.low + b.low));
}

export function negatePair(a: Pair): Pair {
  return { high: -a.high, low: -a.low };
}

export function multiplyPairs(a: Pair, b: Pair): Pair {
  const product = a.high * b.high;
  return pair(product, productError(a.high, b.high, product) + (a.high * b.low + a.low * b.high));
}

export function dividePairs(a: Pair, b: Pair): Pair {
  const quotient = a.high / b.high;
  return pair(quotient, remainderOf(quotient, a.high, a.low, b.high, b.low) / b.high);
}

/**
 * (aHigh + aLow) / (bHigh + bLow), where the low parts may be up to 2^-9 of the high ones: within 0.502 ulp.
 * The quotient of the high parts is corrected by what is left of a. Allocates nothing.
 */
export function quotientOf(aHigh: number, aLow: number, bHigh: number, bLow: number): number {
  const quotient = aHigh / bHigh;
  return quotient + remainderOf(quotient, aHigh, aLow, bHigh, bLow) / (bHigh + bLow);
}

/** a - quotient * b, where the quotient is that of the high parts. */
function remainderOf(quotient: number, aHigh: number, aLow: number, bHigh: number, bLow: number): number {
  const product = quotient * bHigh;
  return aHigh - product - productError(quotient, bHigh, product) + (aLow - quotient * bLow);
}
