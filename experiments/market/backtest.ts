import type { AccountHistory } from '../../environments/market/ledger.js';
import { adjustedPrices } from '../../environments/market/adjusted.js';
import { accountSettings, looksAhead, type AccountOptions } from '../../environments/market/settings.js';
import { strategyPlan } from '../../environments/market/strategies/index.js';
import { check } from '../../src/errors.js';
import { pow } from '../../src/numerics/index.js';
import type { MarketData } from '../../src/data/market-data.js';
import type {
  BacktestCurve,
  CostSensitivityRow,
  PriceBars,
  TearSheetInput,
} from '../../src/reports/tear-sheet/tear-sheet-input.js';
import { returnsByMonth, simpleReturns, worstDrawdowns } from '../../src/statistics/finance/index.js';
import { proveLedger } from './prove-ledger.js';
import {
  costsByBar,
  costsPaid,
  exposureFigures,
  tradedByBar,
  tradeFigures,
  turnoverOf,
} from './account-figures.js';
import { costsTimes } from './costs-times.js';
import { type FigureOptions, performanceFigures, relativeFigures } from './figures.js';
import { luckFigures, withVerdict } from './luck.js';
import { roundTrips } from './round-trips.js';
import { type Play, strategyTrader, type Trader } from './trader.js';
import { alarmsOf, warningsOf } from './warnings.js';

/** Who trades what, from when to when, and what it is compared with. */
export interface BacktestOptions {
  readonly data: MarketData;
  readonly trader: Trader;
  /** Of the strategy and of all baselines. Default: those of the market. */
  readonly account?: AccountOptions;
  /** The bar at whose close the first decision is made. Default: the first at which the trader can. */
  readonly from?: number;
  /** The last bar. Default: the data's last. */
  readonly to?: number;
  /** Run on the same bars with the same account, for comparison; buy-and-hold always is. */
  readonly baselines?: readonly Trader[];
  /** An index, on the data's calendar. */
  readonly benchmark?: Benchmark;
  /** A year, as a fraction; or a rate a bar for each return, and where it is from. Default: 0. */
  readonly riskFree?: number | { readonly source: string; readonly rates: Float64Array };
  readonly seed?: number;
  /** How many strategies, settings and seeds were tried before this one was chosen, itself counted. Default: 1. */
  readonly trials?: number;
  /** Times the costs. Default: 0, 1, 2 and 5. */
  readonly costFactors?: readonly number[];
  /** Of the paired bootstrap against buy-and-hold. Default: 2000. */
  readonly resamples?: number;
  readonly warnings?: readonly string[];
  readonly dataHash?: string;
  readonly command?: string;
}

/** An index to compare with. */
export interface Benchmark {
  readonly name: string;
  /** Total-return prices at the data's bars. [T] */
  readonly prices: Float64Array;
}

/** The tear sheet, and what it was made of. */
export interface BacktestResult {
  readonly sheet: TearSheetInput;
  readonly history: AccountHistory;
}

const buyAndHold = strategyTrader(strategyPlan('buy-and-hold'));
const usualFactors: readonly number[] = [0, 1, 2, 5];

/**
 * Runs a strategy or an agent on price history, and says everything that can be said of it. The equity is rebuilt from the ledger before
 * anything is computed.
 *
 * @throws LeptonError `invalid-value`; `contract-broken` where ledger and equity disagree, which is a bug
 */
export function backtest(options: BacktestOptions): BacktestResult {
  const { data, trader } = options;
  const play = playOf(options);
  const history = trader.play(play);
  const rebuiltWithin = proveLedger(data, history);
  const figureOptions: FigureOptions = {
    barsPerYear: data.barsPerYear,
    riskFree: ratesOf(options.riskFree ?? 0, data.barsPerYear, play.to - play.from),
  };
  const times = Array.from(data.times.slice(play.from, play.to + 1));
  const curves = curvesBeside(options, play, history, figureOptions);
  const returns = Float64Array.from(curves[0].returns);
  return {
    history,
    sheet: withVerdict({
      format: 'lepton-backtest/1',
      title: `${trader.name} on ${titleOf(data)}`,
      ...describedInput(options, play),
      times,
      curves,
      prices: data.assets.map((asset) => pricesOf(asset, play.from, play.to)),
      ...accountParts(data, history, times.length),
      drawdowns: drawdownsOf(returns, times),
      months: monthsOf(returns, times),
      costSensitivity: sensitivity(options, play, history, figureOptions),
      luck: luckFigures({
        returns,
        ...(isHolding(trader) ? {} : { buyAndHold: Float64Array.from(curves[1].returns) }),
        ...figureOptions,
        trials: options.trials ?? 1,
        seed: play.seed,
        ...(options.resamples !== undefined && { resamples: options.resamples }),
      }),
      rebuiltWithin,
      alarms: alarmsOf(trader, looksAhead(accountSettings(play.account))),
      warnings: [...(options.warnings ?? []), ...warningsOf(history, times, data.barsPerYear)],
      ...(options.command !== undefined && { command: options.command }),
    }),
  };
}

function playOf({ data, trader, account = {}, seed = 0, ...range }: BacktestOptions): Play {
  const { from = trader.firstBar?.(data) ?? 0, to = data.times.length - 1 } = range;
  check(from >= 0 && from + 2 <= to && to < data.times.length, {
    component: 'backtest',
    parameter: 'range',
    value: `bars ${from} to ${to}`,
    requirement: `at least three bars of the ${data.times.length}`,
  });
  return { data, account, from, to, seed };
}

const isHolding = ({ name }: Trader): boolean => name === buyAndHold.name;

/** The trader's curve, buy-and-hold's and those of the others. */
function curvesBeside(
  { trader, baselines = [], benchmark }: BacktestOptions,
  play: Play,
  history: AccountHistory,
  figureOptions: FigureOptions,
): readonly BacktestCurve[] {
  const bars = play.to - play.from + 1;
  const others = [...(isHolding(trader) ? [] : [buyAndHold]), ...baselines];
  const raw: readonly RawCurve[] = [
    { name: trader.name, kind: 'strategy', equity: paddedEquity(history, bars) },
    ...others.map((one) => ({
      name: one.name,
      kind: 'baseline' as const,
      equity: paddedEquity(one.play(play), bars),
    })),
    ...benchmarkEquity(benchmark, history.initialCapital, play.from, play.to),
  ];
  const holding = isHolding(trader) ? 0 : 1;
  return curvesOf(raw, figureOptions, benchmark === undefined ? holding : -1);
}

/** What was put in. */
function describedInput({ data, trader, dataHash, riskFree = 0 }: BacktestOptions, play: Play) {
  return {
    strategy: {
      name: trader.name,
      description: trader.description,
      parameters: { ...trader.parameters, ...trader.chosenFor?.(play) },
    },
    data: {
      assets: data.assets.map(({ name }) => name),
      barsPerYear: data.barsPerYear,
      ...(dataHash !== undefined && { hash: dataHash }),
    },
    account: { ...accountSettings(play.account) },
    ...riskFreeParts(riskFree),
  };
}

/** What the account held, traded and paid. */
function accountParts(data: MarketData, history: AccountHistory, bars: number) {
  const trades = roundTrips(data, history);
  return {
    ...positionsOf(data, history, bars),
    traded: Array.from(tradedByBar(history, bars)),
    trades,
    tradeFigures: tradeFigures(trades),
    fills: history.ledger.filter(({ kind }) => kind === 'fill').length,
    costs: costsPaid(history.ledger),
    costsByBar: costsByBar(history, bars),
    turnover: turnoverOf(history, data.barsPerYear),
    exposure: exposureFigures(data, history),
  };
}

function sensitivity(
  { trader, costFactors = usualFactors }: BacktestOptions,
  play: Play,
  history: AccountHistory,
  figureOptions: FigureOptions,
): readonly CostSensitivityRow[] {
  const settings = accountSettings(play.account);
  const bars = play.to - play.from + 1;
  return costFactors.map((factor) => {
    const account = costsTimes(settings, play.account, factor);
    const run = factor === 1 ? history : trader.play({ ...play, account });
    return sensitivityRow(factor, run, { ...figureOptions, bars });
  });
}

interface RawCurve extends Pick<BacktestCurve, 'name' | 'kind'> {
  readonly equity: Float64Array;
}

/** @param reference the curve that the others are compared with; -1 is the last one */
function curvesOf(
  raw: readonly RawCurve[],
  options: FigureOptions,
  reference: number,
): readonly BacktestCurve[] {
  const returns = raw.map(({ equity }) => returnsOf(equity));
  const compared = reference === -1 ? raw.length - 1 : reference;
  return raw.map(({ name, kind, equity }, index) => ({
    name,
    kind,
    equity: Array.from(equity),
    returns: Array.from(returns[index]),
    figures: performanceFigures(returns[index], options),
    ...(index !== compared && { relative: relativeFigures(returns[index], returns[compared], options) }),
  }));
}

/** Simple returns; 0 once nothing is left. */
function returnsOf(equity: Float64Array): Float64Array {
  return simpleReturns(equity).map((value, t) => (equity[t] > 0 ? value : 0));
}

/** A bankrupt agent's equity stays what it was. */
function paddedEquity({ equity }: AccountHistory, bars: number): Float64Array {
  const padded = new Float64Array(bars).fill(equity[equity.length - 1]); // [N]
  padded.set(equity);
  return padded;
}

function benchmarkEquity(
  benchmark: Benchmark | undefined,
  initialCapital: number,
  from: number,
  to: number,
): readonly RawCurve[] {
  if (benchmark === undefined) return [];
  const { name, prices } = benchmark;
  const equity = prices.slice(from, to + 1).map((price) => (initialCapital * price) / prices[from]);
  return [{ name, kind: 'benchmark', equity }];
}

/** What a benchmark's data is at the bars of other data: the last total-return price known at each; NaN before the first. */
export function benchmarkFrom(benchmark: MarketData, times: Float64Array): Benchmark {
  const [asset] = benchmark.assets;
  const { close } = adjustedPrices(asset);
  const prices = new Float64Array(times.length); // [T]
  let known = -1;
  times.forEach((time, t) => {
    while (known + 1 < close.length && benchmark.times[known + 1] <= time) known++;
    prices[t] = known < 0 ? NaN : close[known];
  });
  return { name: asset.name, prices };
}

function ratesOf(riskFree: NonNullable<BacktestOptions['riskFree']>, barsPerYear: number, count: number) {
  if (typeof riskFree === 'number') return pow(1 + riskFree, 1 / barsPerYear) - 1;
  check(riskFree.rates.length === count, {
    component: 'backtest',
    parameter: 'riskFree.rates',
    value: `${riskFree.rates.length} values`,
    requirement: `${count}, one for each return`,
  });
  return riskFree.rates;
}

const riskFreeParts = (riskFree: NonNullable<BacktestOptions['riskFree']>) =>
  typeof riskFree === 'number'
    ? { riskFree }
    : { riskFree: riskFree.source, riskFreeRates: Array.from(riskFree.rates) };

function positionsOf({ assets }: MarketData, history: AccountHistory, bars: number) {
  const { firstBar, equity, positions } = history;
  const of = (value: (bar: number, asset: number) => number) =>
    assets.map((_, asset) =>
      Array.from({ length: bars }, (_unused, bar) => (bar < equity.length ? value(bar, asset) : 0)),
    );
  const held = (bar: number, asset: number): number => positions[bar * assets.length + asset];
  return {
    positions: of(held),
    weights: of((bar, asset) =>
      equity[bar] > 0 ? (held(bar, asset) * assets[asset].close[firstBar + bar]) / equity[bar] : 0,
    ),
  };
}

function pricesOf(asset: MarketData['assets'][number], from: number, to: number): PriceBars {
  const cut = (column: Float64Array): readonly number[] => Array.from(column.slice(from, to + 1));
  const { name, open, high, low, close, volume } = asset;
  return {
    asset: name,
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
  };
}

function drawdownsOf(returns: Float64Array, times: readonly number[]): TearSheetInput['drawdowns'] {
  return worstDrawdowns(returns, 10).map(({ depth, peak, valley, recovery, duration }) => ({
    depth,
    peakTime: times[peak + 1],
    valleyTime: times[valley + 1],
    ...(recovery !== undefined && { recoveryTime: times[recovery + 1] }),
    bars: duration,
  }));
}

function monthsOf(returns: Float64Array, times: readonly number[]): TearSheetInput['months'] {
  return returnsByMonth(times.slice(1), returns).map(({ year, months, total }) => ({
    year,
    months: Array.from(months, (value) => (Number.isNaN(value) ? null : value)),
    total,
  }));
}

function sensitivityRow(
  factor: number,
  history: AccountHistory,
  { bars, ...options }: FigureOptions & { readonly bars: number },
): CostSensitivityRow {
  const returns = returnsOf(paddedEquity(history, bars));
  const { totalReturn, annualReturn, sharpe, maxDrawdown } = performanceFigures(returns, options);
  return { factor, totalReturn, annualReturn, sharpe, maxDrawdown };
}

const titleOf = ({ assets }: MarketData): string =>
  assets.length <= 3 ? assets.map(({ name }) => name).join(', ') : `${assets.length} assets`;
