import { check } from '../../errors.js';
import { cumulativeReturns } from './returns.js';

/**
 * How far wealth is below its highest value so far, at most 0; the wealth before the first bar counts as a height.
 * NaN counts as 0. [T]
 */
export function drawdownsOf(returns: ArrayLike<number>): Float64Array {
  let peak = 1;
  return cumulativeReturns(returns).map((cumulative) => {
    peak = Math.max(peak, 1 + cumulative);
    return (1 + cumulative) / peak - 1;
  });
}

/** The deepest drawdown, at most 0; NaN of nothing. */
export function maxDrawdown(returns: ArrayLike<number>): number {
  return returns.length === 0
    ? NaN
    : drawdownsOf(returns).reduce((worst, value) => Math.min(worst, value), 0);
}

/** One fall from a height, and the way back. Bars are those of the returns; -1 is before the first one. */
export interface Drawdown {
  /** The last bar at the old height. */
  readonly peak: number;
  /** The lowest bar; the first of several. */
  readonly valley: number;
  /** The first bar that is at the old height again; absent where that has not happened. */
  readonly recovery?: number;
  /** At the valley, below 0. */
  readonly depth: number;
  /** Bars from peak to recovery, or to the last bar. */
  readonly duration: number;
  readonly barsToValley: number;
  /** From the valley; absent where it has not happened. */
  readonly barsToRecovery?: number;
}

/** The `count` deepest falls, deepest first, equal ones in order of time. They do not overlap. */
export function worstDrawdowns(returns: ArrayLike<number>, count = 5): readonly Drawdown[] {
  check(Number.isSafeInteger(count) && count >= 0, {
    component: 'worstDrawdowns',
    parameter: 'count',
    value: count,
    requirement: 'an integer of at least 0',
  });
  return allDrawdowns(drawdownsOf(returns))
    .sort((a, b) => a.depth - b.depth)
    .slice(0, count);
}

function allDrawdowns(path: Float64Array): Drawdown[] {
  const found: Drawdown[] = [];
  for (let t = 0; t < path.length; t++) {
    if (path[t] >= 0) continue;
    const peak = t - 1;
    let valley = t;
    for (; t < path.length && path[t] < 0; t++) if (path[t] < path[valley]) valley = t;
    found.push({
      peak,
      valley,
      depth: path[valley],
      duration: Math.min(t, path.length - 1) - peak,
      barsToValley: valley - peak,
      ...(t < path.length ? { recovery: t, barsToRecovery: t - valley } : {}),
    });
  }
  return found;
}

/** The root of the mean square drawdown, divisor n: how deep and how long under water. Martin and McCann, 1989. */
export function ulcerIndex(returns: ArrayLike<number>): number {
  const path = drawdownsOf(returns);
  return Math.sqrt(path.reduce((sum, value) => sum + value * value, 0) / path.length);
}
