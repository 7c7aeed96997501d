/** Each model against its closed forms. Tolerances are four standard errors or more, seeds are fixed. */
import { describe, expect, it } from '@jest/globals';
import {
  garchSchema,
  type GeneratedMarket,
  generateMarket,
  gjrSchema,
} from '../../../../environments/market/generators/index.js';
import type { Bars } from '../../../../src/data/market-data.js';
import {
  autocorrelation,
  correlation,
  logarithmicReturns,
  rawKurtosis,
  skewness,
} from '../../../../src/statistics/finance/index.js';
import { mean, standardDeviation } from '../../../../src/statistics/summary.js';

type Generator = GeneratedMarket['generator'];

const assetsOf = (generator: Generator, bars: number, seed = 1): readonly Bars[] =>
  generateMarket({ generator, bars }, seed).assets;
const returnsOf = (generator: Generator, bars: number, seed = 1): Float64Array =>
  logarithmicReturns(assetsOf(generator, bars, seed)[0].close);
const variance = (values: ArrayLike<number>): number => standardDeviation(values) * standardDeviation(values);

function expectWithin(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual - expected)).toBeLessThan(tolerance);
}

describe('gbm', () => {
  const bars = 12_000;
  const returns = returnsOf({ gbm: { drift: 0.1, volatility: 0.3 } }, bars);

  it('has normal returns with mean (drift - volatility^2 / 2) dt and variance volatility^2 dt', () => {
    const s = 0.3 / Math.sqrt(252);
    expectWithin(mean(returns), (0.1 - 0.045) / 252, (4 * s) / Math.sqrt(bars));
    expectWithin(variance(returns) / (s * s), 1, 4 * Math.sqrt(2 / bars));
    expectWithin(skewness(returns), 0, 4 * Math.sqrt(6 / bars));
    expectWithin(rawKurtosis(returns), 3, 4 * Math.sqrt(24 / bars));
    expectWithin(autocorrelation(returns, 1), 0, 4 / Math.sqrt(bars));
  });

  it('has highs and lows as far from the open as those of a Brownian motion: s sqrt(2 / pi) on average', () => {
    // Without drift the maximum of a Brownian motion over the bar is distributed as |its end|.
    const [asset] = assetsOf({ gbm: { drift: 0.045, volatility: 0.3 } }, bars);
    const s = 0.3 / Math.sqrt(252);
    const ups = asset.high.map((high, t) => Math.log(high / asset.open[t]) / s);
    const downs = asset.low.map((low, t) => Math.log(asset.open[t] / low) / s);
    for (const distances of [ups, downs]) {
      expectWithin(mean(distances), Math.sqrt(2 / Math.PI), (4 * 0.6) / Math.sqrt(bars));
      expectWithin(mean(distances.map((x) => x * x)), 1, (4 * Math.sqrt(2)) / Math.sqrt(bars));
    }
  });

  it('grows as its drift says, in the mean over paths of a year', () => {
    const finals = Array.from({ length: 800 }, (_, seed) => {
      const close = assetsOf({ gbm: { drift: 0.1, volatility: 0.2, barsPerYear: 4 } }, 4, seed)[0].close;
      return close[3] / 100;
    });
    expectWithin(mean(finals), Math.exp(0.1), (4 * 0.23) / Math.sqrt(800));
  });

  it('splits the variance between night and day as asked', () => {
    const [asset] = assetsOf({ gbm: { overnight: 0.25 } }, bars);
    const nights = asset.open.subarray(1).map((open, t) => Math.log(open / asset.close[t]));
    const days = asset.close.map((close, t) => Math.log(close / asset.open[t]));
    const total = (0.199 * 0.199) / 252;
    expectWithin(variance(nights) / total, 0.25, 0.25 * 4 * Math.sqrt(2 / bars));
    expectWithin(variance(days) / total, 0.75, 0.75 * 4 * Math.sqrt(2 / bars));
    expectWithin(correlation(nights, days.subarray(1)), 0, 4 / Math.sqrt(bars));
  });
});

describe('merton', () => {
  it('has the mean, variance, skewness and kurtosis of normal returns with normal jumps', () => {
    const bars = 25_000;
    const [drift, sigma, jumps, m, s] = [0.06, 0.1, 60, -0.01, 0.02];
    const returns = returnsOf(
      { merton: { drift, volatility: sigma, jumps, jumpMean: m, jumpDeviation: s } },
      bars,
    );
    const dt = 1 / 252;
    const k = Math.exp(m + (s * s) / 2) - 1;
    // Cumulants of a compound Poisson process: its rate times the moments of a jump.
    const k2 = (sigma * sigma + jumps * (m * m + s * s)) * dt;
    const k3 = jumps * dt * (m ** 3 + 3 * m * s * s);
    const k4 = jumps * dt * (m ** 4 + 6 * m * m * s * s + 3 * s ** 4);
    expectWithin(
      mean(returns),
      (drift - jumps * k - (sigma * sigma) / 2 + jumps * m) * dt,
      4 * Math.sqrt(k2 / bars),
    );
    const kurtosis = 3 + k4 / (k2 * k2);
    expectWithin(variance(returns) / k2, 1, 4 * Math.sqrt((kurtosis - 1) / bars));
    expectWithin(skewness(returns), k3 / k2 ** 1.5, 0.2);
    expectWithin(rawKurtosis(returns), kurtosis, 0.15 * kurtosis);
  });

  it('without jumps has no fat tails', () => {
    expectWithin(rawKurtosis(returnsOf({ merton: { jumps: 0 } }, 4000)), 3, 4 * Math.sqrt(24 / 4000));
  });
});

describe('garch and gjr', () => {
  const bars = 25_000;
  const [omega, alpha, beta] = [1e-5, 0.1, 0.8];

  it('garch has its long-run variance, kurtosis and autocorrelation of squares', () => {
    const returns = returnsOf({ garch: { omega, alpha, beta, mean: 0 } }, bars);
    const squares = returns.map((value) => value * value);
    const persistence = alpha + beta;
    expectWithin(variance(returns) / (omega / (1 - persistence)), 1, 0.1);
    const kurtosis = (3 * (1 - persistence ** 2)) / (1 - persistence ** 2 - 2 * alpha ** 2);
    expectWithin(rawKurtosis(returns), kurtosis, 0.4);
    const first = (alpha * (1 - alpha * beta - beta ** 2)) / (1 - 2 * alpha * beta - beta ** 2);
    expectWithin(autocorrelation(squares, 1), first, 0.06);
    expectWithin(autocorrelation(squares, 5), first * persistence ** 4, 0.06);
  });

  it('gjr has its long-run variance, and squares that follow losses', () => {
    const returns = returnsOf({ gjr: { omega, alpha: 0.02, gamma: 0.16, beta, mean: 0 } }, bars);
    expectWithin(variance(returns) / (omega / (1 - 0.9)), 1, 0.1);
    const next = returns.subarray(1).map((value) => value * value);
    const afterLoss = mean(next.filter((_, t) => returns[t] < 0));
    const afterGain = mean(next.filter((_, t) => returns[t] > 0));
    // E[s2'] differs by gamma times E[e^2 | loss] = gamma times the long-run variance.
    expectWithin((afterLoss - afterGain) / (omega / 0.1), 0.16, 0.1);
  });

  it('the defaults have the volatility of the S&P 500: 18.8 % and 17.0 % a year', () => {
    const symmetric = garchSchema.parse({});
    const other = gjrSchema.parse({});
    const annual = (w: number, persistence: number): number => Math.sqrt((252 * w) / (1 - persistence));
    expect(annual(symmetric.omega, symmetric.alpha + symmetric.beta)).toBeCloseTo(0.188, 3);
    expect(annual(other.omega, other.alpha + other.gamma / 2 + other.beta)).toBeCloseTo(0.17, 3);
  });
});

describe('markovSwitching', () => {
  // States so different that every bar tells its own: returns of about 1e-6 against 0.06.
  const bars = 15_000;
  const returns = returnsOf(
    {
      markovSwitching: {
        calm: { mean: 0, volatility: 1e-5, stay: 0.9 },
        turbulent: { mean: 0, volatility: 1e-1, stay: 0.75 },
      },
    },
    bars,
  );
  const isTurbulent = [...returns].map((value) => Math.abs(value) > 1e-5);

  it('has spells of 1 / (1 - stay) bars', () => {
    const spells: [number[], number[]] = [[], []];
    let length = 0;
    isTurbulent.forEach((state, t) => {
      length += 1;
      if (isTurbulent[t + 1] === state) return;
      spells[state ? 1 : 0].push(length);
      length = 0;
    });
    // Some 1000 spells of each kind; the deviation of a geometric length is about its mean.
    expectWithin(mean(spells[0]), 10, 1.3);
    expectWithin(mean(spells[1]), 4, 0.5);
  });

  it('is in each state for its long-run share', () => {
    expectWithin(isTurbulent.filter(Boolean).length / bars, 0.1 / 0.35, 0.04);
  });

  it('by default has the volatilities and the growth of the S&P 500', () => {
    const defaults = returnsOf({ markovSwitching: {} }, 25_000);
    const share = 0.0251 / (0.0251 + 0.0102);
    const expected = Math.sqrt(share * 0.111 ** 2 + (1 - share) * 0.325 ** 2);
    expectWithin(Math.sqrt(252) * standardDeviation(defaults), expected, 0.02);
    expectWithin(
      252 * mean(defaults),
      share * 0.173 - (1 - share) * 0.309,
      (4 * 0.2) / Math.sqrt(25_000 / 252),
    );
  });
});

describe('heston', () => {
  const bars = 25_000;
  const years = bars / 252;
  const returns = returnsOf({ heston: {} }, bars);

  it('has its mean variance and its growth', () => {
    // The variance has deviation 0.0367 and forgets with rate 3 a year.
    expectWithin(252 * variance(returns), 0.04, 4 * 0.0367 * Math.sqrt(2 / (3 * years)));
    expectWithin(252 * mean(returns), 0.0538 - 0.02, (4 * 0.2) / Math.sqrt(years));
  });

  it('has squares that fade with the reversion: half after log 2 / 3 years', () => {
    const squares = returns.map((value) => value * value);
    const ratio = autocorrelation(squares, 60) / autocorrelation(squares, 2);
    expectWithin(ratio, Math.exp((-3 * 58) / 252), 0.25);
  });

  it('raises variance after losses: the correlation is negative, and without one there is none', () => {
    const leverage = (values: Float64Array): number =>
      correlation(
        values.subarray(0, -1),
        values.subarray(1).map((value) => value * value),
      );
    expect(leverage(returns)).toBeLessThan(-0.02);
    // Squares have fat tails, so the error is more than 1 / sqrt(bars).
    expectWithin(leverage(returnsOf({ heston: { correlation: 0 } }, bars)), 0, 0.04);
  });

  it('survives a variance that keeps touching 0', () => {
    const wild = returnsOf({ heston: { volatilityOfVariance: 1.5, reversion: 1 } }, 6000);
    expect(wild.every(Number.isFinite)).toBe(true);
    expect(252 * variance(wild)).toBeGreaterThan(0.002);
  });
});

describe('ornsteinUhlenbeckPairs', () => {
  it('has a spread that halves in its half-life and has its deviation', () => {
    const bars = 10_000;
    const beta = 1.4;
    const [a, b] = assetsOf({ ornsteinUhlenbeckPairs: { halfLife: 12, spread: 0.05, beta } }, bars);
    const spread = a.close.map((price, t) => Math.log(price / 100) - beta * Math.log(b.close[t] / 100));
    const persistence = autocorrelation(spread, 1);
    expectWithin(persistence, 2 ** (-1 / 12), 4 * Math.sqrt((1 - persistence ** 2) / bars));
    const independent = (bars * (1 - persistence)) / (1 + persistence);
    expectWithin(standardDeviation(spread), 0.05, (4 * 0.05) / Math.sqrt(independent));
    expectWithin(mean(spread), 0, (4 * 0.05) / Math.sqrt(independent));
  });
});
