import { describe, expect, it } from '@jest/globals';
import {
  blockBootstrap,
  type GeneratedMarket,
  generateMarket,
  generatorNames,
  gbm,
  ramp,
} from '../../../../environments/market/generators/index.js';
import type { MarketData } from '../../../../src/data/market-data.js';
import { Pcg64 } from '../../../../src/random/index.js';

type Generator = GeneratedMarket['generator'];

const source = generateMarket({ generator: { ornsteinUhlenbeckPairs: { overnight: 0.2 } }, bars: 300 }, 9);
const make = (name: string, seed: number, bars = 400): MarketData =>
  generateMarket({ generator: { [name]: {} } as unknown as Generator, bars }, seed, source);

describe.each(generatorNames)('%s', (name) => {
  it('has bars that hold together: low <= open, close <= high, positive prices and volumes', () => {
    for (const { open, high, low, close, volume, splits, dividends, tradable } of make(name, 3).assets) {
      for (let t = 0; t < 400; t++) {
        expect(low[t]).toBeLessThanOrEqual(Math.min(open[t], close[t]));
        expect(high[t]).toBeGreaterThanOrEqual(Math.max(open[t], close[t]));
        expect(low[t]).toBeGreaterThan(0);
        expect(high[t]).toBeLessThan(Infinity);
        expect(volume[t]).toBeGreaterThan(0);
      }
      expect([new Set(splits), new Set(dividends), new Set(tradable)]).toEqual([
        new Set([1]),
        new Set([0]),
        new Set([1]),
      ]);
    }
  });

  it('is the same for the same seed, and another for another, but for the ramp', () => {
    expect(make(name, 5)).toEqual(make(name, 5));
    if (name === 'ramp') expect(make(name, 5)).toEqual(make(name, 6));
    else expect(make(name, 5).assets[0].close).not.toEqual(make(name, 6).assets[0].close);
  });

  it('opens where it closed, on weekdays', () => {
    const { times, assets, barsPerYear } = make(name, 1);
    if (name !== 'blockBootstrap')
      for (const { open, close } of assets) expect([...open.subarray(1)]).toEqual([...close.subarray(0, -1)]);
    expect(barsPerYear).toBe(252);
    const dates = [...times].map((time) => new Date(time));
    expect(dates[0].toISOString()).toBe('2000-01-03T00:00:00.000Z');
    expect(dates.filter((date) => date.getUTCDay() % 6 === 0)).toEqual([]);
    expect([...times].every((time, t) => t === 0 || time > times[t - 1])).toBe(true);
  });
});

describe('a year of other bars', () => {
  it('divides 365 days', () => {
    const { times, barsPerYear } = generateMarket({ generator: { gbm: { barsPerYear: 8760 } }, bars: 3 }, 0);
    expect(barsPerYear).toBe(8760);
    expect(times[2] - times[0]).toBe(2 * 3_600_000);
  });
});

describe('the volume', () => {
  it('rises with the return where coupled, and is constant where asked', () => {
    const volume = { mean: 500, noise: 0, coupling: 0 };
    const [constant] = gbm({ volume }, 50, new Pcg64(1)).assets;
    expect(new Set(constant.volume)).toEqual(new Set([500]));
    const [coupled] = gbm({ volume: { ...volume, coupling: 2 } }, 50, new Pcg64(1)).assets;
    const deviation = 0.199 / Math.sqrt(252);
    coupled.close.forEach((close, t) => {
      const size = Math.abs(Math.log(close / coupled.open[t])) / deviation;
      expect(coupled.volume[t]).toBeCloseTo(500 * (1 + 2 * size), 8);
    });
  });
});

describe('curves', () => {
  it('the sine is one, between its ends, from its phase on', () => {
    const settings = { low: 10, high: 30, period: 40, phase: 0.25 };
    const [{ open, close }] = generateMarket({ generator: { sine: settings }, bars: 100 }, 0).assets;
    expect(open[0]).toBeCloseTo(30, 12);
    close.forEach((price, t) =>
      expect(price).toBeCloseTo(20 + 10 * Math.sin(2 * Math.PI * ((t + 1) / 40 + 0.25)), 10),
    );
  });

  it('the triangle goes up and down by equal steps', () => {
    const settings = { low: 100, high: 200, period: 20, phase: 0 };
    const [{ close }] = generateMarket({ generator: { triangle: settings }, bars: 40 }, 0).assets;
    [...close].forEach((price, t) => expect(price).toBeCloseTo(200 - Math.abs(100 - 10 * ((t + 1) % 20)), 9));
  });

  it('the ramp goes from its first price to its last', () => {
    const [{ open, close }] = ramp({ from: 200, to: 100 }, 4).assets;
    expect([open[0], ...close]).toEqual([200, 175, 150, 125, 100]);
  });

  it('phases that are drawn are spread over the period', () => {
    const opens = Array.from({ length: 200 }, (_, seed) => make('triangle', seed, 1).assets[0].open[0]);
    expect(opens.filter((price) => price < 150).length / 200).toBeGreaterThan(0.36);
    expect(opens.filter((price) => price < 150).length / 200).toBeLessThan(0.64);
  });
});

describe('blockBootstrap', () => {
  const marked: MarketData = {
    ...source,
    assets: source.assets.map((asset) => ({
      ...asset,
      dividends: asset.close.map((close, t) => (t % 50 === 7 ? 0.01 * close : 0)),
      features: { row: asset.close.map((_, t) => t) },
    })),
  };
  const path = blockBootstrap({ meanBlock: 8 }, 5000, new Pcg64(2), marked);
  const rows = path.assets[0].features['row'];

  it('takes the same row of every asset, and keeps what it is relative to the close before', () => {
    expect(path.assets[1].features['row']).toEqual(rows);
    path.assets.forEach((asset, a) => {
      const real = marked.assets[a];
      for (const t of [1, 777, 4999]) {
        const row = rows[t];
        for (const column of ['open', 'high', 'low', 'close', 'dividends'] as const)
          expect(asset[column][t] / asset.close[t - 1]).toBeCloseTo(
            real[column][row] / real.close[row - 1],
            12,
          );
        expect(asset.volume[t]).toBe(real.volume[row]);
      }
    });
  });

  it('has blocks of the mean length, and every row but the first about equally often', () => {
    const begins = rows.filter((row, t) => t === 0 || row !== (rows[t - 1] % 299) + 1).length;
    expect(5000 / begins).toBeGreaterThan(7);
    expect(5000 / begins).toBeLessThan(9);
    expect(rows.includes(0)).toBe(false);
    expect(new Set(rows).size).toBe(299);
  });
});

describe('plain data', () => {
  const generate = (generator: unknown, bars = 10) =>
    generateMarket({ generator: generator as Generator, bars }, 1);

  it.each([
    [{ gmb: {} }, 'did you mean "gbm"?'],
    [{ gbm: { volatilty: 1 } }, 'did you mean "volatility"?'],
    [{ gbm: {}, sine: {} }, 'expected exactly one key of gbm'],
    [{ gbm: { volatility: -1 } }, 'generator.gbm.volatility is -1'],
    [{ markovSwitching: { calm: { stay: 1 } } }, 'generator.markovSwitching.calm.stay is 1'],
    [{ garch: { alpha: 0.2 } }, 'alpha + beta is 1.0647, but must be below 1'],
    [{ gjr: { gamma: 1 } }, 'alpha + gamma / 2 + beta'],
    [{ sine: { low: 300 } }, 'sine: low is 300, but must be below high, 200'],
    [{ blockBootstrap: {} }, 'source is undefined, but must be market data'],
    [{ gbm: { drift: 1e6 } }, 'the price of bar 0 is Infinity'],
  ])('%j is refused: %s', (generator, message) => {
    expect(() => generate(generator)).toThrow(message);
  });

  it('no bars, and a source of one bar, are refused', () => {
    expect(() => generate({ gbm: {} }, 0)).toThrow('bars is 0');
    expect(() => gbm({}, 1.5, new Pcg64(0))).toThrow('gbm: bars is 1.5, but must be a positive integer');
    const one = generateMarket({ generator: { gbm: {} }, bars: 1 }, 0);
    expect(() => generateMarket({ generator: { blockBootstrap: {} } }, 0, one)).toThrow(
      'bars of the source is 1',
    );
  });
});
