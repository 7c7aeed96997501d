import {
  deflatedSharpeRatio,
  minimumBacktestLength,
  minimumTrackRecordLength,
  probabilisticSharpeRatio,
  sharpeDifference,
  sharpeSample,
} from '../../src/statistics/finance/index.js';
import { check } from '../../src/errors.js';
import { Streams } from '../../src/random/index.js';
import type { LuckFigures } from '../../src/reports/tear-sheet/tear-sheet-input.js';
import type { FigureOptions } from './figures.js';

export interface LuckOptions extends FigureOptions {
  readonly returns: Float64Array;
  /** Absent where it is buy-and-hold that is tested. */
  readonly buyAndHold?: Float64Array;
  readonly trials: number;
  /** Of the trials' Sharpe ratios of a bar, where they were measured. */
  readonly trialsVariance?: number;
  readonly seed: number;
  /** Of the paired bootstrap. Default: 2000. */
  readonly resamples?: number;
}

const usualResamples = 2000;

/** Whether an edge could be luck. */
export function luckFigures(options: LuckOptions): LuckFigures {
  const { returns, riskFree, barsPerYear, trials } = options;
  check(Number.isSafeInteger(trials) && trials >= 1, {
    component: 'backtest',
    parameter: 'trials',
    value: trials,
    requirement: 'an integer of at least 1',
  });
  const { sharpe, bars, ...shape } = sharpeSample(returns, riskFree);
  const variance = options.trialsVariance ?? 1 / bars;
  const comparison = options.buyAndHold && againstHolding(options, options.buyAndHold);
  const figures = {
    years: bars / barsPerYear,
    probabilisticSharpe: probabilisticSharpeRatio(sharpe, { bars, ...shape }),
    trials,
    trialsVariance: {
      value: variance,
      source: options.trialsVariance === undefined ? ('assumed' as const) : ('measured' as const),
    },
    deflatedSharpe: deflatedSharpeRatio(sharpe, { bars, trials, variance, ...shape }),
    minimumTrackRecord: minimumTrackRecordLength(sharpe, shape),
    minimumBacktestYears: minimumBacktestLength(trials),
    ...(comparison !== undefined && { againstBuyAndHold: comparison }),
  };
  return { ...figures, verdict: verdictOf(figures) };
}

function againstHolding(
  { returns, riskFree, barsPerYear, seed, resamples = usualResamples }: LuckOptions,
  buyAndHold: Float64Array,
): LuckFigures['againstBuyAndHold'] {
  const hasRisk = (values: Float64Array): boolean => values.some((value) => value !== values[0]);
  // An account that never trades has no Sharpe ratio to compare.
  if (!hasRisk(returns) || !hasRisk(buyAndHold)) return undefined;
  const random = new Streams(seed).stream('backtest/sharpe-difference');
  const found = sharpeDifference(returns, buyAndHold, { random, resamples, riskFree, barsPerYear });
  const { difference, low, high, pValue, block } = found;
  return { difference, low, high, pValue, block, resamples };
}

function verdictOf(figures: Omit<LuckFigures, 'verdict'>): string {
  const { trials, probabilisticSharpe, deflatedSharpe, againstBuyAndHold: comparison } = figures;
  const said = trials === 1 ? 'taken as the only trial' : `the best of ${trials} trials`;
  if (Number.isNaN(probabilisticSharpe)) return 'No risk was taken, so there is nothing to judge.';
  const chance = `${(100 * deflatedSharpe).toFixed(1)} % that the true Sharpe ratio is above what luck would give, ${said}`;
  const isEdge = deflatedSharpe > 0.95;
  if (comparison === undefined)
    return `${isEdge ? 'The return is hard to explain by luck' : 'The return could be luck'}: ${chance}.`;
  const isBetter = comparison.low > 0;
  const isWorse = comparison.high < 0;
  const beside = `Sharpe ratio less that of buy-and-hold ${comparison.difference.toFixed(2)}, 95 % interval ${comparison.low.toFixed(2)} to ${comparison.high.toFixed(2)}`;
  if (isWorse) return `Worse than buy-and-hold: ${beside}.`;
  if (isBetter && isEdge)
    return `Better than buy-and-hold, and hard to explain by luck: ${beside}; ${chance}.`;
  if (isBetter) return `Better than buy-and-hold on these bars, but it could be luck: ${beside}; ${chance}.`;
  return `Not distinguishable from buy-and-hold: ${beside}; ${chance}.`;
}
