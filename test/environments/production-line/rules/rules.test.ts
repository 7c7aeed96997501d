import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../../environments/production-line/problem.js';
import { chooseByRule, runRule } from '../../../../environments/production-line/rules/choose.js';
import { ruleNamed, rules, seventeenRules } from '../../../../environments/production-line/rules/registry.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import { refusedCombinations } from '../../../../environments/production-line/simulator/refused-combinations.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';

const on = (machine: number, duration: number, family = 0) => ({
  alternatives: [{ machine, duration }],
  family,
});

/** At time 10, when M1 is free for the first time, three jobs wait for it; M2 has 8 of work waiting and M3 none. */
const problem: Problem = {
  name: 'rules by hand',
  machines: [
    {
      name: 'M1',
      closed: [{ start: 0, end: 10 }],
      setups: [
        [0, 6],
        [1, 0],
      ],
      family: 0,
    },
    { name: 'M2', closed: [{ start: 0, end: 20 }] },
    { name: 'M3' },
  ],
  jobs: [
    { name: 'A', due: 40, operations: [on(0, 4), on(1, 7), on(2, 2)] },
    { name: 'B', release: 2, due: 22, weight: 3, operations: [on(0, 5, 1), on(2, 3)] },
    { name: 'C', release: 3, due: 19, operations: [on(0, 10)] },
    { name: 'D', operations: [on(1, 8)] },
  ],
};

/** Of all seven operations. */
const mean = 39 / 7;

/** Priorities of A, B and C at time 10. Work left: 13, 8, 10. Slack: 17, 4, -1. */
const expected: Readonly<Record<string, readonly [a: number, b: number, c: number]>> = {
  SPT: [4, 5, 10],
  LPT: [-4, -5, -10],
  SPTSU: [4, 11, 10],
  MWKR: [-13, -8, -10],
  LWKR: [13, 8, 10],
  MOPNR: [-3, -2, -1],
  LRO: [3, 2, 1],
  FIFO: [0, 2, 3],
  'FDD/MWKR': [4 / 13, 5 / 8, 1],
  AVPRO: [13 / 3, 4, 10],
  NPT: [7, 3, 0],
  WINQ: [8, 0, 0],
  'PT+WINQ': [12, 5, 10],
  '2PT+WINQ+NPT': [23, 13, 20],
  'MWKR/PT': [-13 / (4 + mean), -8 / (5 + mean), -10 / (10 + mean)],
  'MWKR/(PT+WINQ)': [-13 / (4 + mean + 1.6), -8 / (5 + mean), -10 / (10 + mean)],
  'MWKR-2PT-WINQ': [8 + 2.4 - 13, 10 - 8, 20 - 10],
  EDD: [40, 22, 19],
  MS: [17, 4, -1],
  CR: [30 / 13, 12 / 8, 9 / 10],
  MDD: [40, 22, 20],
  MOD: [14, 15, 20],
  COVERT: [-(1 - 17 / 52) / 4, (-3 / 5) * (1 - 4 / 32), -1 / 10],
  // Mean processing time of the queue 19 / 3; A: 40 - 10 - 4 - 27 < 0, B: 22 - 10 - 5 - 9 < 0, C: 19 - 10 - 10 < 0.
  ATC: [-1 / 4, -3 / 5, -1 / 10],
  'PT+WINQ+S': [29, 9, 9],
};

function atTen(): Shop {
  const shop = new Shop(compileProblem(problem));
  shop.reset(1);
  return shop;
}

describe('rules', () => {
  it('are those that the reference lists', () => {
    expect(seventeenRules).toHaveLength(17);
    for (const name of seventeenRules) expect(ruleNamed(name).name).toBe(name);
    expect([...rules.keys()].toSorted()).toEqual([...Object.keys(expected), 'random'].toSorted());
    expect(() => ruleNamed('MWKRR')).toThrow('did you mean MWKR?');
  });

  it.each(Object.entries(expected))('%s: priorities by hand', (name, values) => {
    const shop = atTen();
    expect(shop.time).toBe(10);
    expect([...shop.candidates.job.subarray(0, shop.candidates.count)]).toEqual([0, 1, 2]);
    const { priority } = ruleNamed(name);
    for (const [i, value] of values.entries()) expect(priority(shop, i)).toBeCloseTo(value, 12);
    const least = values.indexOf(Math.min(...values));
    expect(chooseByRule(shop, ruleNamed(name))).toBe(least);
  });

  it('ATC lets what is not urgent wait: exp(-slack / (3 mean p))', () => {
    const calm = problem.jobs.map((job) => (job.name === 'A' ? { ...job, due: 60 } : job));
    const shop = new Shop(compileProblem({ ...problem, jobs: calm }));
    shop.reset(0);
    expect(ruleNamed('ATC').priority(shop, 0)).toBeCloseTo(-Math.exp(-19 / 19) / 4, 12);
  });

  it('random repeats itself by the seed, and seeds differ', () => {
    const plant = compileProblem(problem);
    const order = (seed: number): string =>
      scheduleOf(runRule(plant, ruleNamed('random'), { seed }), 'random')
        .tasks.map(({ job }) => job)
        .join('');
    expect(order(1)).toBe(order(1));
    expect(new Set([1, 2, 3, 4, 5, 6].map(order)).size).toBeGreaterThan(1);
  });

  it('none gives a number that is none, due dates or not, work or not', () => {
    const bare = {
      ...problem,
      jobs: problem.jobs.map(({ due: _due, ...job }) => ({
        ...job,
        operations: job.operations.map((operation) => ({
          ...operation,
          alternatives: operation.alternatives.map(({ machine }) => ({ machine, duration: 0 })),
        })),
      })),
    };
    for (const plant of [problem, bare].map(compileProblem))
      for (const rule of rules.values()) {
        const shop = new Shop(plant);
        for (shop.reset(0); !shop.isDone; shop.take(chooseByRule(shop, rule)))
          for (let i = 0; i < shop.candidates.count; i++) expect(rule.priority(shop, i)).not.toBeNaN();
      }
  });

  it('a machine is chosen by earliest completion or by least waiting work', () => {
    const flexible: Problem = {
      name: 'flexible',
      machines: [{ name: 'M1' }, { name: 'M2' }],
      jobs: [
        {
          name: 'A',
          operations: [
            {
              alternatives: [
                { machine: 0, duration: 9 },
                { machine: 1, duration: 4 },
              ],
            },
          ],
        },
        { name: 'B', operations: [on(1, 30)] },
      ],
    };
    const machineOf = (machineRule: 'earliest-completion' | 'least-waiting') =>
      scheduleOf(runRule(compileProblem(flexible), ruleNamed('LWKR'), { machineRule }), '').tasks.find(
        ({ job }) => job === 0,
      )?.machine;
    expect(machineOf('earliest-completion')).toBe(1);
    expect(machineOf('least-waiting')).toBe(0);
  });
});

describe('docs/environments/production-line.md', () => {
  const page = readFileSync(
    new URL('../../../../docs/environments/production-line.md', import.meta.url),
    'utf8',
  );
  const cells = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

  it('has every refused combination with its reason, and no other', () => {
    const header = cells.findIndex(([, first]) => first === 'Not together');
    const printed = cells
      .slice(header + 2, header + 2 + refusedCombinations.length)
      .map((row) => row.slice(1, 4));
    expect(printed).toEqual(refusedCombinations);
    expect(cells.at(header + 2 + refusedCombinations.length)?.[2] ?? '').not.toBe('with');
  });

  it('has every rule with its formula', () => {
    const header = cells.findIndex(([, first, second]) => first === 'Rule' && second.startsWith('Priority'));
    const rows = cells.slice(header + 2, header + 2 + rules.size);
    const printed = new Map(rows.map(([, name, formula]) => [name, formula]));
    for (const rule of rules.values())
      expect([rule.name, printed.get(rule.name)]).toEqual([rule.name, rule.formula]);
  });
});
