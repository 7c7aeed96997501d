import { describe, expect, it } from '@jest/globals';
import { bestKnown } from '../../../../environments/production-line/best-known.js';
import { runRule } from '../../../../environments/production-line/rules/choose.js';
import { orderOfJobs } from '../../../../environments/production-line/rules/fixed-order.js';
import { nehOrder } from '../../../../environments/production-line/rules/neh.js';
import { ruleNamed } from '../../../../environments/production-line/rules/registry.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { taillardFlowShop, taillardJobShop } from '../../../../environments/production-line/taillard.js';
import { instanceOf } from '../instances.js';

const shops = Array.from({ length: 80 }, (_, i) => compileProblem(taillardJobShop(i + 1)));
const upper = (name: string): number => bestKnown(name)?.upper ?? NaN;

function meanGap(rule: string, scheme: 'non-delay' | 'active'): number {
  const gaps = shops.map((plant) => {
    const { makespan } = runRule(plant, ruleNamed(rule), { scheme: { kind: scheme } }).state;
    return 100 * (makespan / upper(plant.problem.name) - 1);
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

describe('dispatching rules over ta01 to ta80', () => {
  it.each([
    ['FDD/MWKR', 18.0],
    ['MWKR', 19.6],
    ['MOPNR', 19.7],
    ['FIFO', 25.4],
    ['SPT', 27.5],
    ['LPT', 43.1],
    ['LWKR', 45.7],
  ])('%s without delay: mean gap %d %%', (rule, gap) => {
    expect(Math.abs(meanGap(rule, 'non-delay') - gap)).toBeLessThanOrEqual(0.1);
  });

  it.each([
    ['FDD/MWKR', 24.8],
    ['MOPNR', 25.9],
    ['MWKR', 26.1],
    ['SPT', 67.3],
  ])('%s in active schedules: mean gap %d %%', (rule, gap) => {
    expect(Math.abs(meanGap(rule, 'active') - gap)).toBeLessThanOrEqual(0.1);
  });

  it.each([
    ['ft06', { SPT: 88, LPT: 77, MWKR: 61, MOPNR: 59, 'FDD/MWKR': 67, FIFO: 65 }],
    ['ft10', { SPT: 1074, MWKR: 1108, 'FDD/MWKR': 1097, FIFO: 1184 }],
    ['ft20', { SPT: 1267, MWKR: 1501 }],
    ['la01', { SPT: 751, MWKR: 735 }],
    ['ta01', { SPT: 1462, MWKR: 1491, 'FDD/MWKR': 1433, FIFO: 1486 }],
    ['ta41', { FIFO: 2543, 'FDD/MWKR': 2537 }],
  ])('%s: the makespans of other programs', (name, expected) => {
    const plant = compileProblem(instanceOf(name));
    const found = Object.keys(expected).map((rule) => [rule, runRule(plant, ruleNamed(rule)).state.makespan]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe('nehOrder', () => {
  it.each([
    ['20 x 5', 1, 3.3],
    ['20 x 10', 11, 4.6],
    ['20 x 20', 21, 3.73],
    ['50 x 5', 31, 0.73],
    ['50 x 10', 41, 5.07],
    ['50 x 20', 51, 6.65],
    ['100 x 5', 61, 0.53],
    ['100 x 10', 71, 2.21],
    ['100 x 20', 81, 5.34],
    ['200 x 10', 91, 1.26],
    ['200 x 20', 101, 4.41],
    ['500 x 20', 111, 2.07],
  ])(
    "Taillard's flow shops of %s, from number %i on: mean gap %d %% (Ruiz and Maroto 2005)",
    (_, first, gap) => {
      let sum = 0;
      for (let number = first; number < first + 10; number++) {
        const plant = compileProblem({ ...taillardFlowShop(number), permutation: true });
        const shop = new Shop(plant, { plan: orderOfJobs(plant, nehOrder(plant)) });
        for (shop.reset(0); !shop.isDone;) shop.take(0);
        sum += 100 * (shop.state.makespan / upper(plant.problem.name) - 1);
      }
      expect(Math.abs(sum / 10 - gap)).toBeLessThanOrEqual(0.01);
    },
  );

  it('refuses a shop that is no flow shop', () => {
    expect(() => nehOrder(compileProblem(instanceOf('ft06')))).toThrow('the same machines in the same order');
  });
});
