import { check } from '../errors.js';
import { checkResampling } from './check-resampling.js';
import { quantileOfSorted } from './summary.js';

/** What the bootstrap draws from; `RandomStream` is one. `integer(n)` is uniform over 0 to n - 1. */
export interface IntegerGenerator {
  integer(n: number): number;
}

export interface BootstrapOptions {
  readonly random: IntegerGenerator;
  /** Default 2000. */
  readonly resamples?: number;
  /** Share of the resamples that lies between `low` and `high`; default 0.95. */
  readonly confidence?: number;
}

/** An estimate, and the ends of the interval around it. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** An interval at each grid point: arrays of one length. [G] */
export interface Band {
  readonly estimate: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export type Statistic = (values: Float64Array) => number;

/**
 * The percentile bootstrap: how far the statistic of as many independent values would scatter. The values are
 * usually one number a seed. With fewer than about five of them the interval is too narrow; with one it is a point.
 * See "An Introduction to the Bootstrap" (Efron & Tibshirani, 1993), section 13.3.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: Statistic,
  options: BootstrapOptions,
): Interval {
  const band = bootstrapBand(
    Array.from(values, (value) => [value]),
    statistic,
    options,
  );
  return { estimate: band.estimate[0], low: band.low[0], high: band.high[0] };
}

/**
 * The same for curves on a common grid. Whole curves are drawn, the same draw at every grid point; the band holds
 * point by point, not for the curve as a whole.
 * @param curves one row a seed [S, G]
 */
export function bootstrapBand(
  curves: readonly ArrayLike<number>[],
  statistic: Statistic,
  { random, resamples = 2000, confidence = 0.95 }: BootstrapOptions,
): Band {
  checkArguments(curves, resamples, confidence);
  const draws = drawWithReplacement(curves.length, resamples, random);
  const points = curves[0].length;
  const band = {
    estimate: new Float64Array(points),
    low: new Float64Array(points),
    high: new Float64Array(points),
  };
  const column = new Float64Array(curves.length);
  const tail = (1 - confidence) / 2;
  for (let g = 0; g < points; g++) {
    for (let s = 0; s < curves.length; s++) column[s] = curves[s][g]!;
    const results = resampled(column, draws, statistic).sort();
    band.estimate[g] = statistic(column);
    band.low[g] = quantileOfSorted(results, tail);
    band.high[g] = quantileOfSorted(results, 1 - tail);
  }
  return band;
}

function resampled(values: Float64Array, draws: readonly Int32Array[], statistic: Statistic): Float64Array {
  const sample = new Float64Array(values.length);
  return Float64Array.from(draws, (draw) => {
    for (let i = 0; i < draw.length; i++) sample[i] = values[draw[i]]!;
    return statistic(sample);
  });
}

function drawWithReplacement(n: number, resamples: number, random: IntegerGenerator): Int32Array[] {
  return Array.from({ length: resamples }, () => {
    const draw = new Int32Array(n);
    for (let i = 0; i < n; i++) draw[i] = random.integer(n);
    return draw;
  });
}

function checkArguments(curves: readonly ArrayLike<number>[], resamples: number, confidence: number): void {
  const component = 'bootstrap';
  check(curves.length > 0, { component, parameter: 'values.length', value: 0, requirement: 'at least 1' });
  const other = curves.find((curve) => curve.length !== curves[0].length);
  check(other === undefined, {
    component,
    parameter: 'the length of a curve',
    value: other?.length,
    requirement: `${curves[0].length}, as that of the first one`,
  });
  checkResampling(component, resamples, confidence);
}
