import { quarterPi, reduced, reduceToQuadrant } from './argument-reduction.js';
import { addPairs, dividePairs, multiplyPairs, negatePair, pair, type Pair } from './double-double.js';

/** The nodes of the table are k/128 for |k| <= 101, which covers a little more than [-pi/4, pi/4]. */
const step = 0.0078125;
const perStep = 128;
const largest = 101;
/** Per node: sine, cosine, minus sine; each as its upper 27 bits and the rest. */
const entrySize = 6;
const table = makeTable();
/** Adding and subtracting 1.5 * 2^18 rounds to a multiple of 2^-34. */
const roundTo34 = 393216;
const tiny = 1.52587890625e-5; // 2^-16

/**
 * The sine of x (radians). Within 0.501 ulp for every double; the same bits in every JavaScript engine.
 * NaN for NaN and the infinities, -0 for -0.
 */
export function sin(x: number): number {
  return ofQuadrant(reduceToQuadrant(x));
}

/**
 * The cosine of x (radians). Within 0.501 ulp for every double; the same bits in every JavaScript engine.
 * NaN for NaN and the infinities.
 */
export function cos(x: number): number {
  return ofQuadrant(reduceToQuadrant(x) + 1);
}

/**
 * Writes sine and cosine of `angles[index]` to out[0] and out[1]: the bits of `sin` and `cos`, computed together. It is for inner
 * loops: a number that is passed or returned may be allocated on the way, one in an array is not.
 */
export function sineCosine(angles: Float64Array, index: number, out: Float64Array): void {
  const high = angles[index];
  if (!(Math.abs(high) <= quarterPi)) {
    const quadrant = reduceToQuadrant(high);
    out[0] = ofQuadrant(quadrant);
    out[1] = ofQuadrant(quadrant + 1);
    return;
  }
  // As in `ofQuadrant`, where the reduced angle has no low part; written out, because what goes through memory waits for it.
  const node = (high * perStep + (largest + 0.5)) | 0;
  const upper = high + roundTo34 - roundTo34;
  const turn = upper - (node - largest) * step;
  const turnRest = high - upper;
  const angle = turn + turnRest;
  const square = angle * angle;
  const c = cosineCurve(square);
  const s = angle * sineCurve(square);
  const at = node * entrySize;
  const sine = table[at];
  const sineRest = table[at + 1];
  const cosine = table[at + 2];
  const cosineRest = table[at + 3];
  const rise = cosine * turn;
  const sineHead = sine + rise;
  const sineBend = (sine + sineRest) * c + (cosine + cosineRest) * s;
  const sineTail = sine - sineHead + rise + (cosine * turnRest + cosineRest * angle + sineRest + sineBend);
  out[0] = Math.abs(high) < tiny ? high + tinySineTail(high, 0) : sineHead + sineTail;
  const fall = sine * turn;
  const cosineHead = cosine - fall;
  const cosineBend = (cosine + cosineRest) * c - (sine + sineRest) * s;
  const cosineTail =
    cosine - cosineHead - fall + (cosineRest - sine * turnRest - sineRest * angle + cosineBend);
  out[1] = cosineHead + cosineTail;
}

/** The number that `ofQuadrant` gave last, without its sign, as a sum of two: with the part that rounding takes. */
export const parts = new Float64Array(2);

/**
 * The sine of the reduced angle plus `quadrant` quarter turns, that is +-sin or +-cos of the reduced angle.
 *
 * f(node + angle) = f(node) cos(angle) + f'(node) sin(angle), where f is the sine (part 0) or the cosine (part 2).
 * The upper part of the angle, the turn, has 26 bits and f' in the table has 27: their product is exact. All the
 * rest is small enough for its rounding not to matter.
 */
export function ofQuadrant(quadrant: number): number {
  const high = reduced[0];
  const low = reduced[1];
  const part = 2 * (quadrant & 1);
  const sign = 1 - (quadrant & 2);
  if (part === 0 && Math.abs(high) < tiny) return sign * sumOf(high, tinySineTail(high, low));
  const index = (high * perStep + (largest + 0.5)) | 0;
  const upper = high + roundTo34 - roundTo34;
  const turn = upper - (index - largest) * step;
  const turnRest = high - upper + low;
  const angle = turn + turnRest;
  const square = angle * angle;
  const at = index * entrySize + part;
  const value = table[at];
  const valueRest = table[at + 1];
  const slope = table[at + 2];
  const slopeRest = table[at + 3];
  const product = slope * turn;
  const head = value + product;
  const bend = (value + valueRest) * cosineCurve(square) + (slope + slopeRest) * (angle * sineCurve(square));
  const tail = value - head + product + (slope * turnRest + slopeRest * angle + valueRest + bend);
  return sign * sumOf(head, tail);
}

function sumOf(head: number, tail: number): number {
  parts[0] = head;
  parts[1] = tail;
  return head + tail;
}

/** What is missing from `high` as the sine of high + low, below 2^-16. */
function tinySineTail(high: number, low: number): number {
  return high === 0 ? high : low - high * high * high * (1 / 6); // -0 + -0 is -0
}

/** cos(angle) - 1 by its power series; |angle| <= 2^-8. */
function cosineCurve(square: number): number {
  return square * (-0.5 + square * (1 / 24 - square * (1 / 720)));
}

/** sin(angle) / angle - 1. */
function sineCurve(square: number): number {
  return square * (-1 / 6 + square * (1 / 120 - square * (1 / 5040)));
}

/** Sine and cosine of every node, from those of 1/128 by the addition theorems. */
function makeTable(): Float64Array {
  const entries = new Float64Array((2 * largest + 1) * entrySize);
  const [stepSine, stepCosine] = seriesOfStep();
  let sine: Pair = pair(0, 0);
  let cosine: Pair = pair(1, 0);
  for (let k = 0; k <= largest; k++) {
    const minusSine = negatePair(sine);
    store(entries, largest + k, [sine, cosine, minusSine]);
    store(entries, largest - k, [minusSine, cosine, sine]);
    const nextSine = addPairs(multiplyPairs(sine, stepCosine), multiplyPairs(cosine, stepSine));
    cosine = addPairs(multiplyPairs(cosine, stepCosine), negatePair(multiplyPairs(sine, stepSine)));
    sine = nextSine;
  }
  return entries;
}

/** Sine and cosine of 1/128 by their power series; the last term is below 2^-150. */
function seriesOfStep(): readonly [sine: Pair, cosine: Pair] {
  let term = pair(1, 0);
  const sums = [pair(1, 0), pair(0, 0)];
  for (let n = 1; n <= 16; n++) {
    term = dividePairs(multiplyPairs(term, pair(step, 0)), pair(n, 0));
    sums[n & 1] = addPairs(sums[n & 1], (n & 2) === 0 ? term : negatePair(term));
  }
  return [sums[1], sums[0]];
}

function store(entries: Float64Array, index: number, values: readonly Pair[]): void {
  values.forEach(({ high, low }, part) => {
    const upper = Math.round(high * 134217728) / 134217728;
    entries[index * entrySize + 2 * part] = upper;
    entries[index * entrySize + 2 * part + 1] = high - upper + low;
  });
}
