import type { AccountHistory } from '../../environments/market/ledger.js';
import { accountSettings, looksAhead, type AccountOptions } from '../../environments/market/settings.js';
import { strategyPlan } from '../../environments/market/strategies/index.js';
import { check } from '../../src/errors.js';
import { pow } from '../../src/numerics/index.js';
import type { MarketData } from '../../src/data/market-data.js';
import type {
  BacktestCurve,
  CostSensitivityRow,
  TearSheetInput,
} from '../../src/reports/tear-sheet/tear-sheet-input.js';
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
import {
  type Benchmark,
  benchmarkEquity,
  curvesOf,
  paddedEquity,
  type RawCurve,
  returnsOf,
} from './curves.js';
import { type FigureOptions, performanceFigures } from './figures.js';
import { luckFigures, withVerdict } from './luck.js';
import { roundTrips } from './round-trips.js';
import { drawdownsOf, monthsOf, positionsOf, pricesOf } from './sheet-parts.js';
import { type Play, strategyTrader, type Trader } from './trader.js';
import { alarmsOf, tooGood, unrepeatable, warningsOf } from './warnings.js';

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
  /** Why no result on these data is one to believe. */
  readonly alarms?: readonly string[];
  readonly dataHash?: string;
  readonly command?: string;
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
      alarms: [
        ...(options.alarms ?? []),
        ...alarmsOf(trader, looksAhead(accountSettings(play.account))),
        ...unrepeatable(history, trader.play(play)),
        ...tooGood(curves[0].figures.sharpe, data.barsPerYear, times.length),
      ],
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
