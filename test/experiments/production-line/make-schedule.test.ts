import { describe, expect, it } from '@jest/globals';
import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import { ruleNamed } from '../../../environments/production-line/rules/registry.js';
import { runRule } from '../../../environments/production-line/rules/choose.js';
import { compileProblem } from '../../../environments/production-line/simulator/compile-problem.js';
import { objectivesOf } from '../../../environments/production-line/verifier/objectives.js';
import { parseAgent } from '../../../experiments/production-line/agents.js';
import { readPlan, writePlan } from '../../../experiments/production-line/line-plan.js';
import {
  parseMaintenance,
  parseObjective,
  parseScheme,
  valueOf,
} from '../../../experiments/production-line/plan-schemes.js';
import { requireProof } from '../../../experiments/production-line/plan-schedule.js';
import { failureOf, planOf, smallPlant } from './plans.js';

const makespan = ({ problem, schedule }: Awaited<ReturnType<typeof planOf>>): number =>
  objectivesOf(problem, schedule).makespan;

describe('a plan', () => {
  it('by search finds the optimum of ft06', async () => {
    expect(makespan(await planOf('ft06', { agent: 'search', samples: 128 }))).toBe(55);
  });

  it.each([
    ['rule:SPT', 1462],
    ['rule:MWKR', 1491],
    ['FDD/MWKR', 1433],
    ['rule:FIFO', 1486],
  ])('of ta01 by %s has the makespan of the literature', async (agent, expected) => {
    expect(makespan(await planOf('ta01', { agent }))).toBe(expected);
  });

  it('by the best rule is no longer than by any', async () => {
    const best = makespan(await planOf('ta02', { agent: 'best-rule' }));
    for (const rule of ['SPT', 'MWKR', 'FDD/MWKR', 'WINQ']) {
      expect(best).toBeLessThanOrEqual(
        runRule(compileProblem(builtInProblem('ta02')), ruleNamed(rule)).state.makespan,
      );
    }
  });

  it('by samples is as good as the best rule or better by its own objective, and the same for the same seed', async () => {
    const options = { agent: 'best-of:12', objective: { totalTardiness: 1, makespan: 0.01 }, seed: 3 };
    const [one, again] = [await planOf(smallPlant, options), await planOf(smallPlant, options)];
    expect(again).toEqual(one);
    for (const problem of ['workshop', 'small-flexible', 'ta01'])
      for (const agent of ['best-of:1', 'best-of:2', 'search']) {
        const few = await planOf(problem, { agent, samples: 1, objective: { flowTime: 1 } });
        const rule = await planOf(problem, { agent: 'best-rule', objective: { flowTime: 1 } });
        expect(valueOf(few)).toBeLessThanOrEqual(valueOf(rule));
      }
  });

  it('of a flow shop by NEH is better than by SPT', async () => {
    const neh = makespan(await planOf('tf001', { agent: 'neh' }));
    expect(neh).toBe(1286);
    expect(neh).toBeLessThan(makespan(await planOf('tf001', { agent: 'rule:SPT' })));
  });

  it('is without what happens by chance, unless a day is simulated', async () => {
    const plan = await planOf('workshop', { agent: 'rule:ATC' });
    expect(plan.schedule.blocks.every(({ kind }) => kind === 'breakdown')).toBe(true);
    const day = await planOf('workshop', {
      agent: 'rule:ATC',
      isSimulated: true,
      maintenance: { kind: 'age', age: 60 },
      seed: 3,
    });
    expect(day.schedule.blocks.some(({ kind }) => kind === 'maintenance')).toBe(true);
    expect(makespan(day)).not.toBe(makespan(plan));
  });

  it('comes back from its file', async () => {
    const plan = await planOf('workshop', { agent: 'best-of:4' });
    expect(readPlan(writePlan(plan), 'schedule.json')).toEqual(JSON.parse(JSON.stringify(plan)));
  });
});

describe('the record of decisions', () => {
  it.each(['rule:MWKR', 'best-of:6', 'random-mor:4'])(
    'of %s names what was begun at that time',
    async (agent) => {
      const { schedule, decisions } = await planOf('ta01', { agent });
      expect(decisions.list.length).toBeGreaterThan(50);
      for (const { time, jobs, operations, machines, chosen } of decisions.list) {
        const begun = schedule.tasks.find(
          ({ job, operation }) => job === jobs[chosen] && operation === operations[chosen],
        );
        expect(begun).toMatchObject({ setupStart: time, machine: machines[chosen] });
      }
    },
  );

  it('of a rule has that rule among those that agree, and its least priority at what was taken', async () => {
    const { decisions } = await planOf('ta01', { agent: 'rule:SPT' });
    for (const { agree, priorities = [], chosen } of decisions.list) {
      expect(agree.map((rule) => decisions.rules[rule])).toContain('SPT');
      expect(priorities[chosen]).toBe(Math.min(...priorities.map(Number)));
    }
  });

  it('says why a job in front of an idle machine cannot be started', async () => {
    const day: typeof smallPlant = {
      name: 'closing',
      machines: [{ name: 'saw', closed: [{ start: 5, end: 20 }] }],
      jobs: [2, 3, 9].map((duration, index) => ({
        name: `J${index}`,
        operations: [{ alternatives: [{ machine: 0, duration }] }],
      })),
    };
    const { decisions } = await planOf(day, { agent: 'rule:SPT' });
    expect(decisions.list[0]).toMatchObject({ jobs: [0, 1], blocked: [[2, 0, 'closing']] });
  });
});

describe('mistakes', () => {
  it.each<[string, () => unknown, string]>([
    ['an unknown rule', () => parseAgent('rule:MWRK'), 'unknown-name: ruleNamed: name is "MWRK"'],
    ['an unknown agent', () => parseAgent('serach'), 'did you mean search?'],
    ['no samples', () => parseAgent('best-of:0'), 'a number of samples, as in best-of:128'],
    ['an unknown scheme', () => parseScheme('bounded-delay'), 'as in bounded-delay:20'],
    ['an unknown objective', () => parseObjective('makespn'), 'did you mean makespan?'],
    ['a weight that is none', () => parseObjective('makespan=x'), 'makespan=1,totalTardiness=2'],
    ['a policy that is none', () => parseMaintenance('age:-1'), 'as in age:2400'],
    [
      'a file that is no plan',
      () => readPlan('{"format":1}', 'x/schedule.json'),
      'file-damaged: x/schedule.json: problem',
    ],
    [
      'a file that is no JSON',
      () => readPlan('{', 'x/schedule.json'),
      'file-damaged: x/schedule.json: the file',
    ],
  ])('%s is named', (_, action, message) => {
    expect(failureOf(action)).toContain(message);
  });

  it('in a schedule are found before it is shown', async () => {
    const { problem, schedule } = await planOf('ft06');
    const [first, ...others] = schedule.tasks;
    const broken = { ...schedule, tasks: [{ ...first, end: first.end + 1 }, ...others] };
    expect(failureOf(() => requireProof(problem, broken))).toMatch(
      /^contract-broken: schedule of ft06 by MWKR/,
    );
  });
});
