import { describe, expect, it } from '@jest/globals';
import { randomPlant } from '../../../../environments/production-line/random-plant.js';
import type { ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { chooseByRule } from '../../../../environments/production-line/rules/choose.js';
import { ruleNamed } from '../../../../environments/production-line/rules/registry.js';
import { playRandomly, shopOf } from './play.js';

const stochastic = randomPlant(7, {
  features: [
    ...(['unequal', 'flexible', 'setups', 'calendar', 'pausable', 'failures', 'buffers'] as const),
    ...(['transport', 'maintenance', 'noise', 'rework', 'crews', 'arrivals'] as const),
  ],
  jobs: 8,
  machines: 4,
});
const branching = randomPlant(10, {
  features: [
    ...(['assembly', 'unequal', 'resources', 'energy', 'transport'] as const),
    ...(['scrap', 'rework', 'failures', 'pausable', 'flexible'] as const),
  ],
  jobs: 8,
  machines: 4,
});
const noWaitFlow = randomPlant(11, {
  features: ['noWait', 'permutation', 'setups', 'resources', 'energy', 'calendar', 'pausable', 'transport'],
  jobs: 8,
  machines: 4,
});
const noWait = randomPlant(8, { features: ['noWait', 'calendar', 'transport'], jobs: 6, machines: 3 });
const calm = randomPlant(12, {
  features: ['assembly', 'resources', 'setups', 'calendar', 'pausable', 'transport', 'flexible', 'energy'],
  jobs: 5,
  machines: 3,
});
const plain = randomPlant(9, { features: ['setups', 'dueDates'], jobs: 6, machines: 3 });
const cases: readonly (readonly [string, typeof plain, ShopOptions])[] = [
  ['everything by chance', stochastic, { maintenance: { kind: 'action' } }],
  ['bounded delay', stochastic, { scheme: { kind: 'bounded-delay', bound: 10 } }],
  ['branching routes', branching, {}],
  ['no-wait', noWait, {}],
  ['no-wait, in one order, with set-ups and operators', noWaitFlow, {}],
  ['plain', plain, {}],
  ['active', plain, { scheme: { kind: 'active' } }],
  ['active, with branching routes and operators', calm, { scheme: { kind: 'active' } }],
];

describe('Shop', () => {
  it.each(cases)(
    '%s: goes on from a snapshot exactly, at every decision, in a new shop too',
    (_, problem, options) => {
      const shop = shopOf(problem, options, 5);
      const steps = playRandomly(shop, 2);
      const end = shop.snapshot();
      for (let at = 0; at <= steps; at += 3) {
        const early = shopOf(problem, options, 5);
        playRandomly(early, 2, at);
        const other = new Shop(early.plant, options);
        other.restore(early.snapshot());
        expect(other.snapshot()).toEqual(early.snapshot());
        expect(candidatesOf(other)).toEqual(candidatesOf(early));
        finish(early);
        finish(other);
        expect(other.snapshot()).toEqual(early.snapshot());
      }
      shop.reset(5);
      playRandomly(shop, 2);
      expect(shop.snapshot()).toEqual(end);
    },
  );

  it('leaves a feasible part of a schedule at every decision', () => {
    const shop = shopOf(stochastic, {}, 5);
    while (!shop.isDone) {
      const part = scheduleOf(shop, 'LPT');
      // What still runs or waits is not there yet: the task of a repair that is over, the jobs that fill a buffer.
      const found = verifySchedule(stochastic, part, { partial: true });
      expect(found.filter(({ invariant }) => !['repair', 'blocking'].includes(invariant))).toEqual([]);
      shop.take(chooseByRule(shop, ruleNamed('LPT')));
    }
  });

  it('refuses a snapshot of another plant, and a candidate that is none', () => {
    const shop = shopOf(plain);
    expect(() => shop.restore(shopOf(noWait).snapshot())).toThrow('production-line-shop');
    expect(() => shop.take(shop.candidates.count)).toThrow('Shop.take: index is');
    expect(() => shop.take(-1)).toThrow('Shop.take: index is -1');
  });

  it('meets the same durations, failures and defects whatever is decided', () => {
    const drawn = ['SPT', 'LPT'].map((name) => {
      const shop = shopOf(stochastic, {}, 11);
      while (!shop.isDone) shop.take(chooseByRule(shop, ruleNamed(name)));
      const { tasks } = scheduleOf(shop, name);
      return new Map(
        tasks.map(({ job, operation, attempt, work, machine, outcome }) => {
          const { alternatives } = stochastic.jobs[job].operations[operation];
          const planned = alternatives.find((one) => one.machine === machine)?.duration ?? NaN;
          const factor = planned === 0 ? 1 : Math.round((work / planned) * 1e9) / 1e9;
          return [`${job}/${operation}/${attempt}`, [factor, outcome]] as const;
        }),
      );
    });
    const [spt, lpt] = drawn;
    let compared = 0;
    for (const [key, value] of spt) {
      if (!lpt.has(key)) continue;
      compared++;
      expect(lpt.get(key)).toEqual(value);
    }
    expect(compared).toBeGreaterThan(20);
  });
});

function candidatesOf({ candidates }: Shop): readonly (readonly number[])[] {
  const { count, operation, machine, speed } = candidates;
  return Array.from({ length: count }, (_, i) => [operation[i], machine[i], speed[i]]);
}

function finish(shop: Shop): void {
  while (!shop.isDone) shop.take(shop.candidates.count - 1);
}
