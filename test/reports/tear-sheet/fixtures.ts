import { sin } from '../../../src/numerics/index.js';
import type {
  BacktestCurve,
  LuckFigures,
  PerformanceFigures,
  RoundTrip,
  TearSheetInput,
} from '../../../src/reports/tear-sheet/tear-sheet-input.js';

const day = 86_400_000;
/** Monday, 1 January 2018. */
export const firstDay = 17_532 * day;

export const someFigures: PerformanceFigures = {
  totalReturn: 0.4321,
  annualReturn: 0.0876,
  annualVolatility: 0.1534,
  sharpe: 0.612,
  sortino: 0.871,
  calmar: 0.432,
  omega: 1.123,
  maxDrawdown: -0.2034,
  ulcerIndex: 0.0712,
  downsideRisk: 0.1012,
  stability: 0.812,
  tailRatio: 0.987,
  valueAtRisk: -0.0151,
  conditionalValueAtRisk: -0.0222,
  skewness: -0.31,
  kurtosis: 6.54,
  bestBar: 0.051,
  worstBar: -0.062,
  winningBars: 0.541,
};

export const luck: LuckFigures = {
  years: 2,
  probabilisticSharpe: 0.81,
  trials: 12,
  trialsVariance: { value: 0.002, source: 'measured' },
  deflatedSharpe: 0.42,
  minimumTrackRecord: 1890,
  minimumBacktestYears: 2.75,
  againstBuyAndHold: { difference: 0.21, low: -0.34, high: 0.77, pValue: 0.44, block: 8, resamples: 2000 },
  verdict: 'unused',
};

export function curve(
  name: string,
  kind: BacktestCurve['kind'],
  equity: readonly number[],
  figures: Partial<PerformanceFigures> = {},
): BacktestCurve {
  return {
    name,
    kind,
    equity,
    returns: equity.slice(1).map((value, t) => value / equity[t] - 1),
    figures: { ...someFigures, ...figures },
    ...(kind === 'strategy' && {
      relative: {
        alpha: 0.031,
        beta: 0.55,
        correlation: 0.71,
        excessSharpe: 0.012,
        upCapture: 0.62,
        downCapture: 0.48,
      },
    }),
  };
}

export const trade: RoundTrip = {
  asset: 0,
  side: 'long',
  entryTime: firstDay + day,
  exitTime: firstDay + 3 * day,
  bars: 2,
  quantity: 10,
  entryPrice: 101,
  exitPrice: 104,
  profit: 29,
  costs: 1,
  return: 0.0287,
  entryReason: 'target 1',
  exitReason: 'target 0',
};

/** A backtest of one asset on these closes and with this equity, a bar a weekday; whatever else is invented. */
export function backtestOf(
  closes: readonly number[],
  equity: readonly number[],
  more: Partial<TearSheetInput> = {},
): TearSheetInput {
  const zeros = closes.map(() => 0);
  return {
    format: 'lepton-backtest/1',
    title: 'sma-cross on SPX',
    strategy: { name: 'sma-cross', description: 'holds what rises', parameters: { short: 50, long: 200 } },
    data: { assets: ['SPX'], barsPerYear: 252 },
    account: { fill: 'next-open', costs: { perValue: 0.0005, slippage: 0.0002 } },
    riskFree: 0,
    times: closes.map((_, bar) => firstDay + day * (7 * Math.floor(bar / 5) + (bar % 5))),
    curves: [
      curve('sma-cross', 'strategy', equity),
      curve(
        'buy-and-hold',
        'baseline',
        closes.map((close) => (100 * close) / closes[0]),
        { annualReturn: 0.05, sharpe: 0.4 },
      ),
    ],
    prices: [
      {
        asset: 'SPX',
        open: closes.map((_, t) => closes[Math.max(0, t - 1)]),
        high: closes.map((close, t) => Math.max(close, closes[Math.max(0, t - 1)]) + 1),
        low: closes.map((close, t) => Math.min(close, closes[Math.max(0, t - 1)]) - 1),
        close: closes,
        volume: zeros,
      },
    ],
    positions: [zeros],
    weights: [closes.map((_, bar) => bar % 2)],
    traded: closes.map((_, bar) => (bar === 0 ? 0 : 50)),
    trades: [trade],
    tradeFigures: {
      count: 1,
      stillOpen: 0,
      winRate: 1,
      profitFactor: Infinity,
      payoffRatio: NaN,
      expectancy: 29,
      longestLosingRun: 0,
      meanBars: 2,
    },
    fills: 2,
    costs: { commissions: 3, slippage: 2, borrowFees: 0, interest: 0, dividends: 0 },
    turnover: 1.5,
    exposure: { timeInMarket: 0.5, gross: 0.5, net: 0.5, greatest: 1 },
    drawdowns: [{ depth: -0.1, peakTime: firstDay, valleyTime: firstDay + 2 * day, bars: 9 }],
    months: [
      {
        year: 2018,
        months: [0.02, -0.031, ...Array.from({ length: 10 }, () => null)],
        total: -0.0116,
      },
    ],
    costSensitivity: [
      { factor: 0, totalReturn: 0.5, annualReturn: 0.1, sharpe: 0.7, maxDrawdown: -0.2 },
      { factor: 1, totalReturn: 0.4, annualReturn: 0.08, sharpe: 0.6, maxDrawdown: -0.2 },
      { factor: 3, totalReturn: 0.2, annualReturn: 0.04, sharpe: 0.3, maxDrawdown: -0.2 },
    ],
    luck,
    rebuiltWithin: 3.2e-13,
    alarms: [],
    warnings: ['the data end on a Friday'],
    command: 'npx lepton backtest sma-cross --data spx.csv',
    ...more,
  };
}

/** Two years of waves, with everything that a page can show. */
export function longBacktest(more: Partial<TearSheetInput> = {}): TearSheetInput {
  const closes = Array.from({ length: 504 }, (_, t) => 100 + 0.05 * t + 8 * sin(t / 17) + sin(1.7 * t));
  const equity = closes.map((_, t) => 100_000 * (1 + 0.0004 * t + 0.04 * sin(t / 23) + 0.004 * sin(2.3 * t)));
  const paid = closes.map((_, t) => (t % 20 === 0 ? 5 : 0));
  const none = closes.map(() => 0);
  return backtestOf(closes, equity, {
    costsByBar: { commissions: paid, slippage: paid, borrowFees: none, interest: none, dividends: none },
    folds: [1, 2, 3].map((fold) => ({
      name: `fold ${fold}`,
      trainFrom: firstDay,
      trainTo: firstDay + 50 * day,
      testFrom: firstDay + 60 * day,
      testTo: firstDay + 90 * day,
      bars: 21,
      totalReturn: 0.01 * fold,
      sharpe: 0.3 * fold,
      maxDrawdown: -0.05,
      buyAndHoldReturn: 0.02,
      buyAndHoldSharpe: 0.5,
      seedSharpes: [0.1, 0.2],
    })),
    intervals: [{ name: 'Sharpe ratio', mean: 0.6, low: 0.1, high: 1.1, unit: 'seed', count: 10 }],
    ...more,
  });
}
