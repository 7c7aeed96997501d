import { runAccount } from '../../environments/market/run-account.js';
import type { AccountOptions } from '../../environments/market/settings.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { WalkForwardFold } from '../../src/data/split-in-time.js';
import { Streams } from '../../src/random/index.js';
import type {
  BacktestCurve,
  FigureInterval,
  FoldRow,
  LuckFigures,
} from '../../src/reports/tear-sheet/tear-sheet-input.js';
import {
  backtestOverfitting,
  maxDrawdown,
  sharpeDifference,
  sharpeRatio,
  totalReturn,
} from '../../src/statistics/finance/index.js';
import { meanOverSeeds } from '../../src/reports/aggregate.js';
import { backtest, type BacktestResult } from './backtest.js';
import { baselineTraders } from './baselines.js';
import { withVerdict } from './luck.js';
import type { Trader } from './trader.js';

/** What an agent decided on bars that it had not seen. */
export interface DecidedBars {
  readonly firstBar: number;
  /** Target weights, a list for each bar from `firstBar` on. */
  readonly weights: readonly (readonly number[])[];
}

/** Agents of all folds and seeds, and what they decided. */
export interface WalkForwardRuns {
  readonly name: string;
  readonly data: MarketData;
  readonly hash?: string;
  readonly mode: 'expanding' | 'rolling';
  readonly folds: readonly WalkForwardFold[];
  readonly seeds: readonly number[];
  /** By fold, then by seed. */
  readonly decided: readonly (readonly DecidedBars[])[];
  readonly account: AccountOptions;
  /** What the data should be read with, and why nothing on them is to be believed. */
  readonly notes?: readonly string[];
  readonly alarms?: readonly string[];
}

/**
 * All tests of a walk forward as one backtest, beside all baselines. The account goes through the folds without a break and holds the mean of what
 * the seeds' agents want: the same capital on each. What single seeds would have earned is in the intervals.
 */
export function stitchFolds(runs: WalkForwardRuns, command?: string): BacktestResult {
  const { data, folds, seeds, account, hash, notes = [], alarms = [] } = runs;
  const from = folds[0].test.from;
  const to = Math.min(folds[folds.length - 1].test.to, data.times.length) - 1;
  const together = backtest({
    data,
    account,
    from,
    to,
    trader: recorded(
      runs,
      seeds.map((_, index) => index),
    ),
    baselines: baselineTraders(data, from),
    trials: seeds.length,
    warnings: notes,
    alarms,
    ...(hash !== undefined && { dataHash: hash }),
    ...(command !== undefined && { command }),
  });
  const { sheet } = together;
  const ofSeeds = seeds.map((_, index) => {
    const { equity } = recorded(runs, [index]).play({ data, account, from, to, seed: 0 });
    return returnsOf(Array.from(equity));
  });
  const [ours, ...others] = sheet.curves;
  return {
    ...together,
    sheet: withVerdict({
      ...sheet,
      luck: { ...sheet.luck, ...overfittingOf(sheet.curves) },
      folds: folds.map((fold, index) => foldRow(runs, fold, index, sheet.curves, ofSeeds, from)),
      intervals: [
        ...(seeds.length < 2 ? [] : [seedInterval(ofSeeds, data.barsPerYear)]),
        ...others.flatMap((other) => difference(ours, other, data.barsPerYear)),
      ],
    }),
  };
}

/** The decisions of some of the seeds, played again. */
function recorded({ name, decided, seeds, mode, folds }: WalkForwardRuns, chosen: readonly number[]): Trader {
  const targets = new Map<number, readonly number[]>();
  for (const ofSeeds of decided) {
    const [first] = ofSeeds;
    first.weights.forEach((weights, index) => {
      const mean = weights.map((_, asset) => {
        const all = chosen.map((seed) => ofSeeds[seed].weights[index]?.[asset] ?? 0);
        return all.reduce((sum, value) => sum + value, 0) / chosen.length;
      });
      targets.set(first.firstBar + index, mean);
    });
  }
  return {
    name,
    description: `agents of ${folds.length} folds (${mode}), each tested on bars after its training; the mean of ${chosen.length} of ${seeds.length} seeds`,
    parameters: { folds: folds.length, mode, seeds: chosen.map((index) => seeds[index]) },
    alarms: [],
    play: ({ data, account, from, to }) =>
      runAccount(data, account, ({ bar }) => targets.get(bar), { from, to }),
  };
}

function foldRow(
  { data, seeds }: WalkForwardRuns,
  { train, test }: WalkForwardFold,
  index: number,
  [ours, holding]: readonly BacktestCurve[],
  ofSeeds: readonly (readonly number[])[],
  from: number,
): FoldRow {
  const { times, barsPerYear } = data;
  // returns[t] is of bar from + t + 1
  const cut = (returns: readonly number[]): readonly number[] =>
    returns.slice(test.from - from, test.to - from);
  const [mine, held] = [cut(ours.returns), cut(holding.returns)];
  const sharpe = (returns: readonly number[]): number => sharpeRatio(returns, { barsPerYear });
  return {
    name: `fold ${index + 1}`,
    trainFrom: times[train.from],
    trainTo: times[train.to - 1],
    testFrom: times[test.from],
    testTo: times[Math.min(test.to, times.length) - 1],
    bars: mine.length,
    totalReturn: totalReturn(mine),
    sharpe: sharpe(mine),
    maxDrawdown: maxDrawdown(mine),
    buyAndHoldReturn: totalReturn(held),
    buyAndHoldSharpe: sharpe(held),
    ...(seeds.length > 1 && { seedSharpes: ofSeeds.map((returns) => sharpe(cut(returns))) }),
  };
}

function seedInterval(ofSeeds: readonly (readonly number[])[], barsPerYear: number): FigureInterval {
  const sharpes = ofSeeds.map((returns) => {
    const sharpe = sharpeRatio(returns, { barsPerYear });
    return Number.isFinite(sharpe) ? sharpe : 0;
  });
  const { estimate: mean, low, high } = meanOverSeeds(sharpes);
  return { name: 'Sharpe ratio of a seed', mean, low, high, unit: 'seed', count: sharpes.length };
}

const resamples = 1000;

/** Fewer trials have too few ranks, fewer bars a block too little of a Sharpe ratio. */
const [leastTrials, leastBars, blocks] = [4, 160, 16];

/**
 * What a choice between the account and the baselines by one half of the bars is worth in the other. The trials are the account, that is the mean
 * of the seeds, and the baselines that trade; single seeds are none, as nobody chooses among them.
 */
function overfittingOf(curves: readonly BacktestCurve[]): Pick<LuckFigures, 'overfitting'> {
  const trials = curves.filter(moves).map(({ returns }) => returns);
  if (trials.length < leastTrials || trials[0].length < leastBars) return {};
  const { probability, logits } = backtestOverfitting(trials, { blocks });
  return { overfitting: { probability, trials: trials.length, splits: logits.length } };
}

const moves = ({ returns }: BacktestCurve): boolean => returns.some((value) => value !== returns[0]);

/** Paired, block by block; nothing where one of the two never moves. */
function difference(
  ours: BacktestCurve,
  other: BacktestCurve,
  barsPerYear: number,
): readonly FigureInterval[] {
  if (!moves(ours) || !moves(other)) return [];
  const random = new Streams(0).stream(`walk-forward/${other.name}`);
  const found = sharpeDifference(ours.returns, other.returns, { random, resamples, barsPerYear });
  const { low, high } = found;
  return [
    {
      name: `Sharpe ratio less that of ${other.name}`,
      mean: found.difference,
      low,
      high,
      unit: 'bar',
      count: ours.returns.length,
    },
  ];
}

const returnsOf = (equity: readonly number[]): readonly number[] =>
  equity.slice(1).map((value, index) => (equity[index] > 0 ? value / equity[index] - 1 : 0));
