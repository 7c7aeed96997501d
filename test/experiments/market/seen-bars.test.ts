import { describe, expect, it } from '@jest/globals';
import { generateMarket } from '../../../environments/market/generators/index.js';
import { firstUnseen, hasLearnedFrom } from '../../../experiments/market/seen-bars.js';
import type { MarketData } from '../../../src/data/market-data.js';

const own = generateMarket({ generator: { gbm: {} }, bars: 100 }, 1);
const learned = { data: own, seenEnd: 70, testFrom: 75 };

/** Some bars of a market, as a file of their own would have them. */
function cut(data: MarketData, from: number, to: number): MarketData {
  const part = (column: Float64Array): Float64Array => column.slice(from, to); // [to - from]
  return {
    ...data,
    times: part(data.times),
    assets: data.assets.map((asset) => ({ ...asset, close: part(asset.close) })),
  };
}

describe('bars that an agent has learned from', () => {
  it('are found in its own data up to the end of the validation part, and not after', () => {
    expect(hasLearnedFrom(learned, own, 69, 99)).toBe(true);
    expect(hasLearnedFrom(learned, own, 70, 99)).toBe(false);
  });

  it('are found in another file of the same prices, whatever it begins and ends with', () => {
    const other = cut(own, 60, 100);
    expect(hasLearnedFrom(learned, other, 0, 39)).toBe(true);
    expect(hasLearnedFrom(learned, other, 10, 39)).toBe(false);
  });

  it('are found where the prices are adjusted, here by a thousandth on every tenth day', () => {
    const [asset] = own.assets;
    const close = asset.close.map((price, bar) => price * (1 - 0.001 * Math.floor((99 - bar) / 10)));
    const adjusted = { ...own, assets: [{ ...asset, close }] };
    expect(hasLearnedFrom(learned, adjusted, 10, 99)).toBe(true);
    expect(hasLearnedFrom(learned, adjusted, 70, 99)).toBe(false);
  });

  it('are not found in another market over the same days', () => {
    expect(hasLearnedFrom(learned, generateMarket({ generator: { gbm: {} }, bars: 100 }, 2), 1, 99)).toBe(
      false,
    );
  });

  it('end before the first bar of a backtest, in its own data and in a cut of it', () => {
    expect(firstUnseen(learned, own)).toBe(75);
    expect(firstUnseen(learned, cut(own, 60, 100))).toBe(15);
    expect(firstUnseen(learned, cut(own, 0, 50))).toBe(0);
  });
});
