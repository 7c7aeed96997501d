import { check } from '../../errors.js';
import { pow } from '../../numerics/index.js';
import type { IntegerGenerator } from '../bootstrap.js';
import { checkResampling } from '../check-resampling.js';
import { mean, quantileOfSorted, standardDeviation } from '../summary.js';
import { sharpePerBar } from './performance.js';
import { excessOver, type Rate } from './returns.js';
import { studentOutside } from './student-distribution.js';

export interface SharpeDifferenceOptions {
  readonly random: IntegerGenerator;
  /** `stationary`: blocks of geometric length (Politis & Romano, 1994); `circular`: all of one length (1992). Default `stationary`. */
  readonly method?: 'stationary' | 'circular';
  /** Mean length of a block in bars, an integer; default the cube root of the bars, rounded. 1 takes bars one by one. */
  readonly block?: number;
  /** Default 2000. */
  readonly resamples?: number;
  /** Default 0.95. */
  readonly confidence?: number;
  /** Rate a bar, subtracted from both; default 0. */
  readonly riskFree?: Rate;
  /** Default 252. */
  readonly barsPerYear?: number;
}

/** The difference of two annual Sharpe ratios, and how far chance alone would move it. */
export interface SharpeDifference {
  readonly first: number;
  readonly second: number;
  /** first - second. */
  readonly difference: number;
  /** Percentile interval. */
  readonly low: number;
  readonly high: number;
  /** Infinity where a resampled difference is infinite. */
  readonly standardError: number;
  /** Share of the resampled differences, centred, that are at least as far from 0 (itself counted): two sides. NaN where the difference is infinite. */
  readonly pValue: number;
  readonly block: number;
}

/**
 * Compares the Sharpe ratios of two strategies on the same bars by a paired bootstrap of blocks: the same bars are drawn for
 * both, so that what moves both cancels, and in blocks, so that volatility stays clustered.
 *
 * As in "Robust Performance Hypothesis Testing with the Sharpe Ratio" (Ledoit & Wolf, 2008), but the statistic
 * is not studentised and the block length is not calibrated: with few bars the test rejects somewhat too often.
 *
 * Returns that do not vary, all of them or those of a resample, have a ratio too: 0 where they are 0 (an account that does
 * nothing), else an infinite one. Two equal infinities differ by 0.
 * @throws LeptonError `invalid-value`
 */
export function sharpeDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: SharpeDifferenceOptions,
): SharpeDifference {
  const { random, method = 'stationary', resamples = 2000, confidence = 0.95 } = options;
  const scale = Math.sqrt(options.barsPerYear ?? 252);
  const ours = excessOver(first, options.riskFree ?? 0);
  const theirs = excessOver(second, options.riskFree ?? 0);
  const block = options.block ?? Math.max(1, Math.round(pow(first.length, 1 / 3)));
  checkArguments(ours, theirs, { block, resamples, confidence });
  const [ourSharpe, theirSharpe] = [scale * sharpeOrZero(ours), scale * sharpeOrZero(theirs)];
  const difference = distance(ourSharpe, theirSharpe);
  const rows = new Int32Array(ours.length); // [T]
  const draw = method === 'stationary' ? drawStationary : drawCircular;
  const [ourBars, theirBars] = [barsOf(ours), barsOf(theirs)];
  const differences = Float64Array.from({ length: resamples }, () => {
    draw(rows, block, random);
    return scale * distance(sharpeOfRows(ourBars, rows), sharpeOfRows(theirBars, rows));
  }).sort(); // [resamples]
  const isFinite = differences.every(Number.isFinite);
  const tail = (1 - confidence) / 2;
  const atLeast = differences.filter((value) => Math.abs(value - difference) >= Math.abs(difference)).length;
  return {
    first: ourSharpe,
    second: theirSharpe,
    difference,
    low: quantileOfSorted(differences, tail),
    high: quantileOfSorted(differences, 1 - tail),
    standardError: isFinite ? standardDeviation(differences, 1) : Infinity,
    pValue: Number.isFinite(difference) ? (1 + atLeast) / (1 + resamples) : NaN,
    block,
  };
}

const distance = (first: number, second: number): number => (first === second ? 0 : first - second);

/** `sharpePerBar`, and 0 of returns that are all 0, which have none. */
function sharpeOrZero(values: Float64Array): number {
  const ratio = sharpePerBar(values);
  return Number.isNaN(ratio) ? 0 : ratio;
}

/** At every bar a new block begins with probability 1 / block; the last bar is followed by the first. */
function drawStationary(rows: Int32Array, block: number, random: IntegerGenerator): void {
  for (let t = 0; t < rows.length; t++) {
    const begins = t === 0 || random.integer(block) === 0;
    rows[t] = begins ? random.integer(rows.length) : after(rows, t);
  }
}

function drawCircular(rows: Int32Array, block: number, random: IntegerGenerator): void {
  for (let t = 0; t < rows.length; t++)
    rows[t] = t % block === 0 ? random.integer(rows.length) : after(rows, t);
}

/** The bar that follows the one at t - 1. */
function after(rows: Int32Array, t: number): number {
  const next = rows[t - 1] + 1;
  return next === rows.length ? 0 : next;
}

interface Bars {
  /** [T] */
  readonly values: Float64Array;
  /** Of all, about which sums lose little to rounding. */
  readonly center: number;
}

const barsOf = (values: Float64Array): Bars => ({ values, center: mean(values) });

/** `sharpeOrZero` of some rows, in one pass and without a copy: 100 000 bars 2000 times are many. */
function sharpeOfRows({ values, center }: Bars, rows: Int32Array): number {
  const count = rows.length;
  let [sum, squares] = [0, 0];
  for (let t = 0; t < count; t++) {
    const distance = values[rows[t]] - center;
    sum += distance;
    squares += distance * distance;
  }
  const scatter = squares - (sum * sum) / count;
  // Where next to nothing is left of the sum of squares the two passes decide whether anything is.
  return scatter <= 1e-6 * squares
    ? sharpeOrZero(gather(values, rows))
    : (center + sum / count) / Math.sqrt(scatter / (count - 1));
}

function gather(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length); // [T]
  for (let t = 0; t < rows.length; t++) taken[t] = values[rows[t]];
  return taken;
}

/** Whether pairs differ on average. */
export interface PairedTest {
  readonly count: number;
  /** Mean of first - second. */
  readonly difference: number;
  /** Of the differences, divisor n - 1. */
  readonly std: number;
  /** difference / (std / root of n). */
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two sides. */
  readonly pValue: number;
}

/** Student's test of paired differences: two agents on the same stocks, folds or seeds, one value each. */
export function pairedTTest(first: ArrayLike<number>, second: ArrayLike<number>): PairedTest {
  const differences = excessOver(first, second);
  const count = differences.length;
  check(count >= 2, {
    component: 'pairedTTest',
    parameter: 'pairs',
    value: count,
    requirement: 'at least 2',
  });
  const difference = mean(differences);
  const std = standardDeviation(differences, 1);
  const t = difference / (std / Math.sqrt(count));
  const degreesOfFreedom = count - 1;
  return { count, difference, std, t, degreesOfFreedom, pValue: studentOutside(t, degreesOfFreedom) };
}

interface Checked {
  readonly block: number;
  readonly resamples: number;
  readonly confidence: number;
}

function checkArguments(
  ours: Float64Array,
  theirs: Float64Array,
  { block, resamples, confidence }: Checked,
): void {
  const component = 'sharpeDifference';
  const isWhole = ours.length === theirs.length && ours.length >= 2;
  check(isWhole && [...ours, ...theirs].every(Number.isFinite), {
    component,
    parameter: 'returns',
    value: `${ours.length} and ${theirs.length} values`,
    requirement: 'two finite series of one length, at least 2',
  });
  check(Number.isSafeInteger(block) && block > 0, {
    component,
    parameter: 'block',
    value: block,
    requirement: 'a positive integer',
  });
  checkResampling(component, resamples, confidence);
}
