import { addPairs, dividePairs, multiplyPairs, pair, type Pair } from './double-double.js';
import { float64, highWord, powerOfTwo, words } from './float64-bits.js';

/** ln 2 as a multiple of 2^-42 and the rest; with an exponent of 11 bits the first product is exact. */
const ln2 = 0.6931471805598903;
const ln2Rest = 5.497923018708371e-14;
const grid = 4398046511104; // 2^42
/** Mantissas run from 3/4 to 3/2; their eight leading bits after the first choose an entry of the table. */
const firstWord = 0x3fe80000;
const entrySize = 3;
/** Per entry: i/256 with i the integer nearest to 256/m, and log(i/256) as a multiple of 2^-42 and the rest. */
const table = makeTable();
const roundTo32 = 1572864; // 1.5 * 2^20: adding and subtracting it rounds to a multiple of 2^-32

/** What `separate` leaves: what is exact, the r of the log(1 + r) that is left, the rounding rest of the first. */
export const logarithmParts = new Float64Array(3);

/**
 * The natural logarithm. Within 0.51 ulp; the same bits in every JavaScript engine.
 * log(0) = -Infinity, log(x < 0) = NaN, log(1) = +0.
 */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  separate(x);
  return joined(logarithmParts[0], logarithmParts[1], logarithmParts[2]);
}

/**
 * log(1 + x) without the loss of digits near 0. Within 0.51 ulp; the same bits in every JavaScript engine.
 * log1p(-1) = -Infinity, log1p(x < -1) = NaN, log1p(-0) = -0.
 */
export function log1p(x: number): number {
  if (Math.abs(x) < 0.001953125) return Math.abs(x) < 1.734723475976807e-18 ? x : joined(0, x, 0);
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : NaN;
  const sum = 1 + x;
  const lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
  separate(sum);
  return joined(logarithmParts[0], logarithmParts[1], logarithmParts[2] + lost / sum);
}

/** log(1 + r) + exact + rest. */
function joined(exact: number, r: number, rest: number): number {
  const square = r * r;
  const high = exact + r;
  const low = exact - high + r;
  return high + (low + (rest + square * (-0.5 + r * logarithmTail(r, square))));
}

/** (log(1 + r) - r + r^2/2) / r^3 by its power series, |r| < 2^-7.9. */
export function logarithmTail(r: number, square: number): number {
  return 1 / 3 - r * (1 / 4) + square * (1 / 5 - r * (1 / 6) + square * (1 / 7 - r * (1 / 8)));
}

/**
 * Splits a positive, finite x = 2^k m and log x = (k ln 2 - log i/256) + log(1 + r), where i is near 256/m. Then
 * r = i m / 256 - 1 is below 2^-7.9 and has at most 53 bits: it is exact.
 */
export function separate(x: number): void {
  const isNormal = x >= 2.2250738585072014e-308;
  const normal = isNormal ? x : x * 18014398509481984; // 2^54
  float64[0] = normal;
  const word = words[highWord] - firstWord;
  const k = word >> 20;
  const at = entrySize * ((word >> 12) & 255);
  const m = normal * powerOfTwo(-k);
  const upper = m + roundTo32 - roundTo32;
  const scale = table[at];
  const exponent = isNormal ? k : k - 54;
  logarithmParts[0] = exponent * ln2 - table[at + 1];
  logarithmParts[1] = upper * scale - 1 + (m - upper) * scale;
  logarithmParts[2] = exponent * ln2Rest - table[at + 2];
}

function makeTable(): Float64Array {
  const entries = new Float64Array(256 * entrySize);
  const logarithms = logarithmsOfInverses();
  for (let j = 0; j < 256; j++) {
    const middle = j < 128 ? 0.75 + (j + 0.5) / 512 : 1 + (j - 127.5) / 256;
    const inverse = Math.round(256 / middle); // 256 on both sides of 1, where r is then all that is left
    const { high, low } = logarithms.get(inverse)!;
    const upper = Math.round(high * grid) / grid;
    entries.set([inverse / 256, upper, high - upper + low], j * entrySize);
  }
  return entries;
}

/** log(i/256) for every i from 170 to 342, each from its neighbour. */
function logarithmsOfInverses(): Map<number, Pair> {
  const logarithms = new Map([[256, pair(0, 0)]]);
  for (let i = 256; i < 342; i++)
    logarithms.set(i + 1, addPairs(logarithms.get(i)!, logarithmOfRatio(i + 1, i)));
  for (let i = 256; i > 170; i--)
    logarithms.set(i - 1, addPairs(logarithms.get(i)!, logarithmOfRatio(i - 1, i)));
  return logarithms;
}

/** log(a/b) = 2 artanh(t), t = (a - b) / (a + b), for neighbours a and b; from t^5 on one double will do. */
function logarithmOfRatio(a: number, b: number): Pair {
  const t = dividePairs(pair(a - b, 0), pair(a + b, 0));
  const square = multiplyPairs(t, t);
  const s = square.high;
  const tail = s * s * (1 / 5 + s * (1 / 7 + s * (1 / 9)));
  const series = addPairs(pair(1, tail), dividePairs(square, pair(3, 0)));
  return multiplyPairs(addPairs(series, series), t);
}
