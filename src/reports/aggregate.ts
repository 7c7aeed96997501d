import { RandomStream } from '../random/random-stream.js';
import { bootstrapBand, bootstrapInterval } from '../statistics/bootstrap.js';
import type { Interval } from '../statistics/bootstrap.js';
import { interquartileMean } from '../statistics/interquartile-mean.js';
import { mean } from '../statistics/summary.js';
import type { Series } from './downsample.js';

const gridPoints = 160;
const resamples = 2000;

/** Curves of several seeds, summed up point by point on a common grid of steps. */
export interface Aggregate {
  readonly x: readonly number[];
  readonly mean: readonly number[];
  /** Percentile bootstrap interval of the mean over seeds. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly interquartileMean: readonly number[];
}

/**
 * The mean of curves over the steps that all of them cover, read linearly between neighbouring points; undefined
 * for fewer than two curves or no common steps.
 */
export function aggregate(curves: readonly Series[]): Aggregate | undefined {
  const x = curves.length < 2 ? [] : commonGrid(curves);
  if (x.length === 0) return undefined;
  const rows = curves.map((curve) => valuesAt(curve, x)); // [S, G]
  const { estimate, low, high } = bootstrapBand(rows, mean, { random: bootstrapStream(), resamples });
  const column = new Float64Array(rows.length);
  const middle = x.map((_, g) => {
    rows.forEach((row, s) => (column[s] = row[g]!));
    return interquartileMean(column);
  });
  return { x, mean: [...estimate], low: [...low], high: [...high], interquartileMean: middle };
}

/** The mean over seeds with its 95 % interval; without an interval for a single seed. */
export function meanOverSeeds(values: readonly number[]): Interval {
  return bootstrapInterval(values, mean, { random: bootstrapStream(), resamples: 5 * resamples });
}

/** Fixed, and anew for each use: a page's numbers depend on its data only. */
function bootstrapStream(): RandomStream {
  return new RandomStream([0x6c657074, 0x6f6e2d72, 0x65706f72]);
}

/** The steps of the curves where they agree and are not too many, otherwise evenly spaced whole steps. */
function commonGrid(curves: readonly Series[]): number[] {
  const first = curves[0].x;
  const agree = curves.every(({ x }) => x.length === first.length && x.every((step, i) => step === first[i]));
  if (agree && first.length <= gridPoints) return [...first];
  const start = Math.max(...curves.map(({ x }) => x[0]));
  const end = Math.min(...curves.map(({ x }) => x.at(-1)!));
  if (end < start) return [];
  const count = Math.min(gridPoints, end - start + 1);
  if (count === 1) return [start];
  return Array.from({ length: count }, (_, i) => Math.round(start + (i * (end - start)) / (count - 1)));
}

/** The curve at each step of a grid that ascends within the curve's range. */
function valuesAt({ x, y }: Series, grid: readonly number[]): number[] {
  let right = 0;
  return grid.map((step) => {
    while (x[right] < step) right++;
    const left = Math.max(0, right - 1);
    if (x[right] === step || left === right) return y[right];
    const share = (step - x[left]) / (x[right] - x[left]);
    return y[left] + share * (y[right] - y[left]);
  });
}
