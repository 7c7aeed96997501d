import { describe, expect, it } from '@jest/globals';
import { CostModel } from '../../../environments/market/costs.js';
import { costsSchema } from '../../../environments/market/settings.js';

const none = { perValue: 0, slippage: 0 };
const model = (costs: object) => new CostModel(costsSchema.parse({ ...none, ...costs }));

describe('commission', () => {
  it.each([
    ['per share', { perShare: 0.005 }, 1000, 50, 5],
    ['per value', { perValue: 0.0015 }, -100, 50, 7.5],
    ['fixed and per share', { fixed: 1, perShare: 0.01 }, 100, 50, 2],
    ['at least the minimum', { perShare: 0.005, minimum: 1 }, 100, 50, 1],
    [
      'in tiers, each for its part',
      {
        tiers: [
          { from: 0, perValue: 0.002 },
          { from: 1000, perValue: 0.001 },
        ],
      },
      100,
      50,
      2 + 4,
    ],
  ])('%s', (_name, costs, quantity, price, cash) => {
    expect(model(costs).commission(quantity, price)).toBeCloseTo(cash, 12);
  });
});

describe('price', () => {
  it.each([
    ['half the spread', { spread: 0.002 }, 10, 100.1],
    ['slippage against a sale', { slippage: 0.0005 }, -10, 99.95],
    ["zipline's volume share, 0.1 of (2.5 %)^2", { volumeShare: 0.1 }, 25, 100 * (1 + 0.1 * 0.025 * 0.025)],
    ['the square root of the share of the volume', { impact: 1 }, -40, 100 * (1 - 0.02 * 0.2)],
    [
      'all of them added',
      { spread: 0.002, slippage: 0.001, impact: 1 },
      40,
      100 * (1 + 0.001 + 0.001 + 0.004),
    ],
    ['never below nothing', { impact: 100 }, -1000, 0],
  ])('%s', (_name, costs, quantity, price) => {
    expect(model(costs).price(100, quantity, 1000, 0.02)).toBeCloseTo(price, 10);
  });
});
