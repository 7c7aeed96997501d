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
import type { LuckFigures, TearSheetInput } from '../../src/reports/tear-sheet/tear-sheet-input.js';
import { verdictOf } from '../../src/reports/tear-sheet/verdict.js';
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

/** Whether an edge could be luck: the figures, which `withVerdict` puts into words. */
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
  return {
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
    verdict: '',
  };
}

/** The sheet with what its figures say, in the words of the page. */
export function withVerdict(sheet: TearSheetInput): TearSheetInput {
  const { headline, reasons } = verdictOf(sheet);
  return { ...sheet, luck: { ...sheet.luck, verdict: [headline, ...reasons].join(' ') } };
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
