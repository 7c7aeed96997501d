import { reduced, reduceToQuadrant } from './argument-reduction.js';
import { addPairs, dividePairs, multiplyPairs, negatePair, pair, type Pair } from './double-double.js';

const quarterPi = 0.7853981633974483;
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
  if (Math.abs(x) <= quarterPi) return sineNear(x);
  return ofQuadrant(reduceToQuadrant(x));
}

/**
 * The cosine of x (radians). Within 0.501 ulp for every double; the same bits in every JavaScript engine.
 * NaN for NaN and the infinities.
 */
export function cos(x: number): number {
  if (Math.abs(x) <= quarterPi) return near(x, 0, 2);
  return ofQuadrant(reduceToQuadrant(x) + 1);
}

/** Writes `sin(x)` to out[0] and `cos(x)` to out[1]: the same bits, in less time than the two calls. */
export function sineCosine(x: number, out: Float64Array): void {
  if (Math.abs(x) <= quarterPi) {
    bothNear(x, 0);
    out[0] = x === 0 ? x : halves[0]! + halves[1]!;
    out[1] = halves[2]! + halves[3]!;
    return;
  }
  const quadrant = reduceToQuadrant(x);
  bothNear(reduced[0]!, reduced[1]!);
  const sine = halves[0]! + halves[1]!;
  const cosine = halves[2]! + halves[3]!;
  const isSwapped = (quadrant & 1) !== 0;
  out[0] = (1 - (quadrant & 2)) * (isSwapped ? cosine : sine);
  out[1] = (1 - ((quadrant + 1) & 2)) * (isSwapped ? sine : cosine);
}

/** The sine of the reduced angle plus `quadrant` quarter turns. */
function ofQuadrant(quadrant: number): number {
  const high = reduced[0]!;
  const low = reduced[1]!;
  const part = 2 * (quadrant & 1);
  const sign = 1 - (quadrant & 2);
  if (part === 0 && Math.abs(high) < tiny) return sign * (high + tinySineTail(high, low));
  return sign * near(high, low, part);
}

function sineNear(x: number): number {
  if (Math.abs(x) < tiny) return x === 0 ? x : x + tinySineTail(x, 0);
  return near(x, 0, 0);
}

/** What is missing from `high` as the sine of high + low, below 2^-16. */
function tinySineTail(high: number, low: number): number {
  return low - high * high * high * (1 / 6);
}

/**
 * f(node + angle) = f(node) cos(angle) + f'(node) sin(angle), where f is the sine (part 0) or the cosine (part 2)
 * and node + angle = high + low. The upper part of the angle, the turn, has 26 bits and f' in the table has 27, so
 * that their product is exact; the rest is small enough for its rounding not to matter.
 */
function near(high: number, low: number, part: number): number {
  const index = (high * perStep + (largest + 0.5)) | 0;
  const at = index * entrySize + part;
  const upper = high + roundTo34 - roundTo34;
  const turn = upper - (index - largest) * step;
  const turnRest = high - upper + low;
  const angle = turn + turnRest;
  const square = angle * angle;
  const head = table[at]! + table[at + 2]! * turn;
  return head + tailOf(head, at, turn, turnRest, cosineMinusOne(square), square * angle * sineCurve(square));
}

/** What `sine(high + low)` and its cosine are sums of: sine, its tail, cosine, its tail. */
export const halves = new Float64Array(4);

/** Writes to `halves` what `near` adds up, for sine and cosine together. */
export function bothNear(high: number, low: number): void {
  const index = (high * perStep + (largest + 0.5)) | 0;
  const at = index * entrySize;
  const upper = high + roundTo34 - roundTo34;
  const turn = upper - (index - largest) * step;
  const turnRest = high - upper + low;
  const angle = turn + turnRest;
  const square = angle * angle;
  const versine = cosineMinusOne(square);
  const excess = square * angle * sineCurve(square);
  const isTiny = Math.abs(high) < tiny;
  const sine = isTiny ? high : table[at]! + table[at + 2]! * turn;
  const cosine = table[at + 2]! + table[at + 4]! * turn;
  halves[0] = sine;
  halves[1] = isTiny ? tinySineTail(high, low) : tailOf(sine, at, turn, turnRest, versine, excess);
  halves[2] = cosine;
  halves[3] = tailOf(cosine, at + 2, turn, turnRest, versine, excess);
}

/** cos(angle) - 1 by its power series; |angle| <= 2^-8. */
function cosineMinusOne(square: number): number {
  return square * (-0.5 + square * (1 / 24 - square * (1 / 720)));
}

/** (sin(angle) - angle) / angle^3. */
function sineCurve(square: number): number {
  return -1 / 6 + square * (1 / 120 - square * (1 / 5040));
}

/** All that the head f(node) + f'(node) turn leaves out, its rounding error included. */
function tailOf(
  head: number,
  at: number,
  turn: number,
  turnRest: number,
  versine: number,
  excess: number,
): number {
  const value = table[at]!;
  const valueRest = table[at + 1]!;
  const slope = table[at + 2]!;
  const slopeRest = table[at + 3]!;
  const bend = (value + valueRest) * versine + (slope + slopeRest) * excess;
  const lost = value - head + slope * turn;
  return lost + (slope * turnRest + slopeRest * (turn + turnRest) + valueRest + bend);
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
    sums[n & 1] = addPairs(sums[n & 1]!, (n & 2) === 0 ? term : negatePair(term));
  }
  return [sums[1]!, sums[0]!];
}

function store(entries: Float64Array, index: number, values: readonly Pair[]): void {
  values.forEach(({ high, low }, part) => {
    const upper = Math.round(high * 134217728) / 134217728;
    entries[index * entrySize + 2 * part] = upper;
    entries[index * entrySize + 2 * part + 1] = high - upper + low;
  });
}
