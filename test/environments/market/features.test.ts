import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import {
  ADX,
  ATR,
  BollingerBands,
  CCI,
  EMA,
  MACD,
  ROC,
  RSI,
  SMA,
  StochasticOscillator,
  WSMA,
} from 'trading-signals';
import { featureTable, type Feature } from '../../../environments/market/features.js';
import { indicators } from '../../../environments/market/indicators.js';
import { log } from '../../../src/numerics/index.js';
import type { Bars, MarketData } from '../../../src/data/market-data.js';
import { barsOf, flatBars, marketOf, randomMarket } from './random-markets.js';

const bars = 300;
/** Without splits and dividends, so that another library's prices are ours. */
const plain = ((): MarketData => {
  const [asset] = randomMarket(3, bars, 1, { jump: 0.02, volume: 1e6 }).assets;
  let price = 100;
  const scale = asset.close.map((close, t) => {
    const factor = price / asset.open[t];
    price = close * factor;
    return factor;
  });
  const scaled = (column: Float64Array) => column.map((value, t) => value * scale[t]);
  const { open, high, low, close, volume } = asset;
  return marketOf(
    barsOf('A', { open: scaled(open), high: scaled(high), low: scaled(low), close: scaled(close), volume }),
  );
})();
const [{ high, low, close }] = plain.assets;
const candle = (t: number) => ({ high: high[t], low: low[t], close: close[t], open: close[t], volume: 1 });

function ours(feature: Feature, data = plain): { readonly first: number; readonly values: Float64Array } {
  const { values, firstBar } = featureTable(data, [feature]);
  return { first: firstBar, values };
}

interface Oracle<Input> {
  add(input: Input): unknown;
  getResult(): unknown;
}

/** What the other library has once it has something, else NaN. */
function theirs<Input>(
  indicator: Oracle<Input>,
  input: (t: number) => Input,
  read: (result: never) => number,
): number[] {
  return Array.from({ length: bars }, (_, t) => {
    indicator.add(input(t));
    const result = indicator.getResult();
    return result === null ? NaN : read(result as never);
  });
}

const price = (t: number) => close[t];
const number = (value: number) => value;

describe('indicators agree with trading-signals', () => {
  it.each<readonly [string, () => number[]]>([
    ['sma-ratio:20', () => theirs(new SMA(20), price, number).map((x, t) => close[t] / x - 1)],
    ['ema-ratio:20', () => theirs(new EMA(20), price, number).map((x, t) => close[t] / x - 1)],
    ['rsi:14', () => theirs(new RSI(14, WSMA), price, number).map((x) => x / 100)],
    [
      'macd:12,26',
      () =>
        theirs(new MACD(new EMA(12), new EMA(26), new EMA(9)), price, (r: { macd: number }) => r.macd).map(
          (x, t) => x / close[t],
        ),
    ],
    [
      'bollinger:20,2',
      () =>
        theirs(new BollingerBands(20, 2), price, (r: never) => r).map((r, t) => {
          const { upper, middle } = r as unknown as { upper: number; middle: number };
          return (close[t] - middle) / (upper - middle);
        }),
    ],
    ['momentum:21', () => theirs(new ROC(21), price, number)],
    [
      'stochastic:14',
      () =>
        theirs(
          new StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 1, dPeriod: 1 }),
          candle,
          (r: { stochK: number }) => r.stochK / 100,
        ),
    ],
    ['cci:20', () => theirs(new CCI(20), candle, (x: number) => x / 100)],
    ['atr:14', () => theirs(new ATR(14, WSMA), candle, number).map((x, t) => x / close[t])],
    ['adx:14', () => theirs(new ADX(14, WSMA), candle, (x: number) => x / 100)],
  ])('%s', (feature, oracle) => {
    const { first, values } = ours(feature);
    const expected = oracle();
    const known = expected.findIndex((value) => !Number.isNaN(value));
    expect(known).toBeGreaterThanOrEqual(0);
    // Averages that begin otherwise have become the same by the end.
    const settled = feature.startsWith('atr') || feature.startsWith('adx') ? 280 : Math.max(first, known);
    for (let t = settled; t < bars; t++) expect(values[t]).toBeCloseTo(expected[t], settled === 280 ? 6 : 9);
  });
});

describe('features by definition', () => {
  const data = marketOf(
    barsOf('A', {
      close: Float64Array.of(10, 11, 12, 6),
      high: Float64Array.of(12, 11, 13, 6),
      low: Float64Array.of(8, 11, 10, 6),
      volume: Float64Array.of(99, 199, 99, 99),
      features: { vix: Float64Array.of(NaN, 15, 16, 17) },
    }),
  );
  it.each([
    ['log-return', 1, [log(1.1), log(12 / 11), log(0.5)]],
    ['range', 0, [0.4, 0, 0.25, 0]],
    ['close-location', 0, [0, 0, 1 / 3, 0]],
    ['volume-change', 1, [log(2), log(0.5), 0]],
    ['column:vix', 1, [15, 16, 17]],
  ])('%s', (feature, first, expected) => {
    const table = ours(feature, data);
    expect(table.first).toBe(first);
    expected.forEach((value, index) => expect(table.values[first + index]).toBeCloseTo(value, 12));
  });

  it('volatility and normalised returns', () => {
    const returns = Array.from(close.slice(1), (c, t) => log(c / close[t]));
    const last = returns.slice(-20);
    const mean = last.reduce((sum, r) => sum + r / 20, 0);
    const deviation = Math.sqrt(last.reduce((sum, r) => sum + ((r - mean) * (r - mean)) / 20, 0));
    expect(ours('volatility:20').values[bars - 1]).toBeCloseTo(deviation, 12);
    // Weights (1 - a)^k a, the rest on the first return.
    const weight = 2 / 61;
    let [weights, remaining] = [[] as number[], 1];
    for (let t = returns.length - 1; t > 0; t--) {
      weights = [...weights, weight * remaining];
      remaining *= 1 - weight;
    }
    const all = [...returns].reverse();
    const center = all.reduce((sum, r, k) => sum + r * (weights[k] ?? remaining), 0);
    const variance = all.reduce(
      (sum, r, k) => sum + (r - center) * (r - center) * (weights[k] ?? remaining),
      0,
    );
    const expected = log(close[bars - 1] / close[bars - 22]) / Math.sqrt(variance * 21);
    expect(ours('normalised-return:21').values[bars - 1]).toBeCloseTo(expected, 9);
  });

  it('are those of total returns: splits and dividends leave no jump', () => {
    const split = marketOf(
      barsOf('A', {
        close: Float64Array.of(10, 10, 5, 4.9),
        splits: Float64Array.of(1, 1, 2, 1),
        dividends: Float64Array.of(0, 0, 0, 0.1),
      }),
    );
    const { values } = ours('log-return', split);
    expect(values[2]).toBeCloseTo(0, 12);
    expect(values[3]).toBeCloseTo(log(5 / 5), 12);
  });

  it('know nothing of later bars: cutting the data changes no bit before the cut', () => {
    const all: Feature[] = [
      ...Object.keys(indicators),
      { name: 'own', compute: ({ bars: { open } }) => open.map((x) => x * 2) },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 90, max: 200 }), (seed, cut) => {
        const data = randomMarket(seed, 200, 2, { jump: 0.05, volume: 1e5 });
        const width = 2 * all.length;
        const whole = featureTable(data, all);
        const part = featureTable(truncated(data, cut), all);
        expect(part.firstBar).toBe(whole.firstBar);
        expect(part.values).toEqual(whole.values.slice(0, cut * width));
      }),
      runs(15),
    );
  });

  it.each<readonly [Feature, string]>([
    ['rsy:14', 'did you mean rsi?'],
    ['rsi:14,3', 'with 1 positive whole numbers'],
    ['range:3', 'without numbers'],
    ['sma-ratio:0', 'with 1 positive whole numbers'],
    ['column:vix', 'an indicator: the data has no other columns'],
    [{ name: 'gap', compute: () => Float64Array.of(NaN, 1, NaN, 2) }, 'gap of A at bar 2 is NaN'],
    [{ name: 'short', compute: () => Float64Array.of(1) }, '4 values, one a bar'],
  ])('%j is refused', (feature, message) => {
    expect(() => featureTable(flatBars(10, 10, 10, 10), [feature])).toThrow(message);
  });
});

function truncated(data: MarketData, end: number): MarketData {
  const cut = (asset: Bars): Bars => {
    const columns = ['open', 'high', 'low', 'close', 'volume', 'dividends', 'splits', 'tradable'] as const;
    return { ...asset, ...Object.fromEntries(columns.map((name) => [name, asset[name].slice(0, end)])) };
  };
  return { ...data, times: data.times.slice(0, end), assets: data.assets.map(cut) };
}
