/**
 * The features that every market has, from prices adjusted forwards (`adjusted.ts`). Each value needs its own bar and
 * earlier ones only; NaN where there are too few. `n` and the like are counted in bars; c, h, l, v are close, high, low
 * and volume.
 */
import { log } from '../../src/numerics/index.js';
import type { AdjustedPrices } from './adjusted.js';
import {
  deviation,
  exponentialDeviation,
  exponentialMean,
  lagged,
  least,
  mean,
  meanDistance,
  most,
  rolling,
  wilderMean,
} from './rolling.js';

interface Indicator {
  /** Its numbers, in order, where none are given. */
  readonly defaults: readonly number[];
  readonly meaning: string;
  compute(prices: AdjustedPrices, ...numbers: readonly number[]): Float64Array; // [T]
}

export const indicators: Readonly<Record<string, Indicator>> = {
  'log-return': {
    defaults: [1],
    meaning: 'ln(c / c n bars before)',
    compute: ({ close }, n) => logRatio(close, lagged(close, n)),
  },
  range: {
    defaults: [],
    meaning: '(h - l) / c',
    compute: ({ high, low, close }) => zip((h, l, c) => (h - l) / c, high, low, close),
  },
  'close-location': {
    defaults: [],
    meaning: 'where the close lies in the range: -1 at the low, 1 at the high, 0 without a range',
    compute: ({ high, low, close }) =>
      zip((h, l, c) => (h > l ? (2 * c - h - l) / (h - l) : 0), high, low, close),
  },
  'volume-change': {
    defaults: [],
    meaning: 'ln((v + 1) / (v of the bar before + 1))',
    compute: ({ volume }) => {
      const more = volume.map((v) => v + 1);
      return logRatio(more, lagged(more, 1));
    },
  },
  'sma-ratio': {
    defaults: [20],
    meaning: 'c / mean of n closes - 1',
    compute: ({ close }, n) => zip((c, average) => c / average - 1, close, rolling(close, n, mean)),
  },
  'ema-ratio': {
    defaults: [20],
    meaning: 'c / exponential mean of span n - 1',
    compute: ({ close }, n) => zip((c, average) => c / average - 1, close, exponentialMean(close, n)),
  },
  rsi: {
    defaults: [14],
    meaning: "Wilder's relative strength index, from 0 to 1",
    compute: ({ close }, n) => relativeStrength(close, n),
  },
  macd: {
    defaults: [12, 26],
    meaning: '(exponential mean of the first span - of the second) / c',
    compute: ({ close }, short, long) => zip((m, c) => m / c, convergence(close, short, long), close),
  },
  'macd-histogram': {
    defaults: [12, 26, 9],
    meaning: 'MACD less its exponential mean, / c',
    compute({ close }, short, long, span) {
      const line = convergence(close, short, long);
      return zip((m, signal, c) => (m - signal) / c, line, exponentialMean(line, span), close);
    },
  },
  bollinger: {
    defaults: [20, 2],
    meaning: '(c - mean of n closes) / (k standard deviations): -1 at the lower band, 1 at the upper',
    compute: ({ close }, n, k) =>
      zip(
        (c, average, spread) => (spread > 0 ? (c - average) / (k * spread) : 0),
        close,
        rolling(close, n, mean),
        rolling(close, n, deviation),
      ),
  },
  atr: {
    defaults: [14],
    meaning: "Wilder's average true range / c",
    compute: (prices, n) => zip((range, c) => range / c, wilderMean(trueRange(prices), n), prices.close),
  },
  volatility: {
    defaults: [20],
    meaning: 'standard deviation of n log returns, a bar',
    compute: ({ close }, n) => rolling(logRatio(close, lagged(close, 1)), n, deviation),
  },
  momentum: {
    defaults: [21],
    meaning: 'c / c n bars before - 1',
    compute: ({ close }, n) => zip((c, before) => c / before - 1, close, lagged(close, n)),
  },
  stochastic: {
    defaults: [14],
    meaning: '%K: where c lies between the lowest low and the highest high of n bars, from 0 to 1',
    compute: ({ high, low, close }, n) =>
      zip(
        (c, lowest, highest) => (highest > lowest ? (c - lowest) / (highest - lowest) : 0.5),
        close,
        rolling(low, n, least),
        rolling(high, n, most),
      ),
  },
  adx: {
    defaults: [14],
    meaning: "Wilder's average directional index, from 0 to 1",
    compute: (prices, n) => directionalIndex(prices, n),
  },
  cci: {
    defaults: [20],
    meaning: 'commodity channel index / 100, of the typical price (h + l + c) / 3',
    compute({ high, low, close }, n) {
      const typical = zip((h, l, c) => (h + l + c) / 3, high, low, close);
      return zip(
        (price, average, distance) => (distance > 0 ? (price - average) / (1.5 * distance) : 0),
        typical,
        rolling(typical, n, mean),
        rolling(typical, n, meanDistance),
      );
    },
  },
  'normalised-return': {
    defaults: [21],
    meaning:
      'log return over n bars / (s sqrt(n)), s the exponentially weighted deviation of span 60 of 1-bar returns (Zhang, Zohren & Roberts 2020)',
    compute({ close }, n) {
      const single = exponentialDeviation(logRatio(close, lagged(close, 1)), 60);
      return zip((r, s) => (s > 0 ? r / (s * Math.sqrt(n)) : 0), logRatio(close, lagged(close, n)), single);
    },
  },
};

/** A formula bar by bar. NaN comes out wherever NaN goes in, which is checked here as comparisons would hide it. */
function zip(
  formula: (a: number, b: number, c: number) => number,
  first: Float64Array,
  second: Float64Array = first,
  third: Float64Array = first,
): Float64Array {
  const result = new Float64Array(first.length); // [T]
  for (let t = 0; t < result.length; t++) {
    const [a, b, c] = [first[t], second[t], third[t]];
    result[t] = Number.isNaN(a + b + c) ? NaN : formula(a, b, c);
  }
  return result;
}

function logRatio(a: Float64Array, b: Float64Array): Float64Array {
  return zip((x, y) => log(x / y), a, b);
}

function convergence(close: Float64Array, short: number, long: number): Float64Array {
  return zip((a, b) => a - b, exponentialMean(close, short), exponentialMean(close, long));
}

function relativeStrength(close: Float64Array, n: number): Float64Array {
  const change = zip((c, before) => c - before, close, lagged(close, 1));
  const gain = wilderMean(
    zip((x) => Math.max(x, 0), change),
    n,
  );
  const loss = wilderMean(
    zip((x) => Math.max(-x, 0), change),
    n,
  );
  return zip((up, down) => (up + down > 0 ? up / (up + down) : 0.5), gain, loss);
}

/** Known from the second bar on, as it needs the close before. */
function trueRange({ high, low, close }: AdjustedPrices): Float64Array {
  return zip(
    (h, l, before) => Math.max(h - l, Math.abs(h - before), Math.abs(l - before)),
    high,
    low,
    lagged(close, 1),
  );
}

function directionalIndex(prices: AdjustedPrices, n: number): Float64Array {
  const { high, low } = prices;
  const up = zip((h, before) => h - before, high, lagged(high, 1));
  const down = zip((l, before) => before - l, low, lagged(low, 1));
  const plus = wilderMean(
    zip((a, b) => (a > b ? Math.max(a, 0) : 0), up, down),
    n,
  );
  const minus = wilderMean(
    zip((a, b) => (b > a ? Math.max(b, 0) : 0), up, down),
    n,
  );
  // Both are divided by the same true range, which drops out.
  const index = zip((a, b) => (a + b > 0 ? Math.abs(a - b) / (a + b) : 0), plus, minus);
  return wilderMean(index, n);
}
