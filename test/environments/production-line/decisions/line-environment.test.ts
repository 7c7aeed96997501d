import { describe, expect, it } from '@jest/globals';
import { makeStepBuffers } from '../../../../environments/buffers.js';
import type { Info } from '../../../../environments/contract.js';
import { builtInProblem } from '../../../../environments/production-line/built-in-problems.js';
import { candidateFeatureCount } from '../../../../environments/production-line/decisions/candidate-features.js';
import { LineEpisode } from '../../../../environments/production-line/line-episode.js';
import { lineSettings } from '../../../../environments/production-line/line-options.js';
import { lineProblems } from '../../../../environments/production-line/line-problems.js';
import type { Problem } from '../../../../environments/production-line/problem.js';
import { randomPlant } from '../../../../environments/production-line/random-plant.js';
import { runRule } from '../../../../environments/production-line/rules/choose.js';
import { ruleNamed } from '../../../../environments/production-line/rules/registry.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import { objectivesOf } from '../../../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { makeVectorEnvironment } from '../../../../environments/registry.js';
import { isLeptonError } from '../../../../src/errors.js';
import { Pcg64 } from '../../../../src/random/pcg64.js';

/** Plays one episode; `choose` gets the allowed actions. */
function play(
  options: Info,
  seed: number,
  choose: (allowed: readonly number[], step: number) => number,
): { readonly episode: LineEpisode; readonly rewards: readonly number[] } {
  const settings = lineSettings(options);
  const episode = new LineEpisode(settings, lineProblems(settings));
  episode.start(new Pcg64(seed));
  const rewards: number[] = [];
  while (!episode.isDone) rewards.push(episode.step(choose(allowedActions(episode), rewards.length)));
  return { episode, rewards };
}

function allowedActions(episode: LineEpisode): readonly number[] {
  const mask = new Uint8Array(512); // [A]
  episode.writeMask(mask, 0);
  return [...mask.keys()].filter((action) => mask[action] === 1);
}

const randomly = (seed: number) => {
  const generator = new Pcg64(seed);
  return (allowed: readonly number[]) => allowed[generator.integers(0, allowed.length)];
};

const plain = (problem: Problem): Info => ({ problem });

describe('rewards', () => {
  const plants = [1, 2, 3, 4].map((seed) =>
    randomPlant(seed, {
      jobs: 6,
      machines: 3,
      features: ['unequal', 'arrivals', 'dueDates', 'weights', 'setups', 'breakdowns'],
    }),
  );
  plants.push(
    ...[5, 6].map((seed) =>
      randomPlant(seed, {
        ...{ jobs: 5, machines: 4 },
        features: ['unequal', 'assembly', 'resources', 'energy', 'setups', 'dueDates', 'weights', 'scrap'],
      }),
    ),
  );
  const objectives = [
    'makespan',
    'totalTardiness',
    'weightedTardiness',
    'numberLate',
    'flowTime',
    'weightedFlowTime',
    'setupTime',
    'energyCost',
  ] as const;

  it.each(objectives)('add up to minus the %s of the schedule, exactly for integer times', (name) => {
    for (const [index, problem] of plants.entries())
      for (const actions of ['rules', 'candidates']) {
        const options = { ...plain(problem), actions, objective: { [name]: 1 } };
        const { episode, rewards } = play(options, index, randomly(index));
        const schedule = scheduleOf(episode.shop, 'random');
        const sum = rewards.reduce((total, reward) => total + reward, 0);
        expect(sum + objectivesOf(problem, schedule)[name]).toBe(0);
      }
  });

  it('add up to minus a weighted sum of objectives, within rounding', () => {
    const options = { ...plain(plants[0]), objective: { makespan: 0.3, weightedTardiness: 1.7 } };
    const { episode, rewards } = play(options, 3, randomly(3));
    const { makespan, weightedTardiness } = objectivesOf(plants[0], scheduleOf(episode.shop, 'random'));
    const sum = rewards.reduce((total, reward) => total + reward, 0);
    expect(sum).toBeCloseTo(-(0.3 * makespan + 1.7 * weightedTardiness), 9);
  });

  it('over the load add up to what the makespan exceeds its bound, over the mean load of a machine', () => {
    const { episode, rewards } = play(
      { problem: 'ft06', rewardUnit: 'load', rewardScale: 10 },
      1,
      randomly(1),
    );
    // ft06: 197 units of work on six machines; the longest job takes 47 units, no machine more than 43.
    const sum = rewards.reduce((total, reward) => total + reward, 0);
    expect(sum).toBeCloseTo((-10 * (episode.shop.state.makespan - 47)) / (197 / 6), 9);
  });
});

describe('rules as actions', () => {
  it.each(['MWKR', 'SPT', 'FIFO', 'WINQ'])('always the first of them gives the schedule of %s', (first) => {
    const { episode } = play({ problem: 'ta01', rules: [first, 'LPT', 'LWKR'] }, 1, () => 0);
    const byRule = runRule(compileProblem(builtInProblem('ta01')), ruleNamed(first));
    expect(scheduleOf(episode.shop, '').tasks).toEqual(scheduleOf(byRule, '').tasks);
  });

  it('mask a rule that would start the same operation as one before it', () => {
    const settings = lineSettings({ problem: 'ta01', rules: ['SPT', 'SPT', 'LPT'] });
    const episode = new LineEpisode(settings, lineProblems(settings));
    episode.start(new Pcg64(1));
    for (; !episode.isDone; episode.step(0)) expect(allowedActions(episode)).toEqual([0, 2]);
  });

  it('allow nothing any more when all is done', () => {
    const { episode } = play({ problem: 'ft06' }, 1, ([first]) => first);
    expect(allowedActions(episode)).toEqual([]);
  });

  it('refuse what the mask forbids, with a hint', () => {
    const settings = lineSettings({ problem: 'ft06', rules: ['SPT', 'SPT', 'LPT'] });
    const episode = new LineEpisode(settings, lineProblems(settings));
    episode.start(new Pcg64(1));
    expect(() => episode.step(1)).toThrow(/action is 1, but must be an action that the mask allows/);
  });

  it('bring an action for maintenance and one for waiting where they may be decided', () => {
    const world = makeVectorEnvironment('production-line', {
      autoreset: 'same-step',
      options: { problem: 'workshop', maintenance: 'action', rules: ['SPT', 'MOD'] },
    });
    expect(String(world.actionSpace)).toBe('Discrete(3)');
    const waiting = makeVectorEnvironment('production-line', {
      options: { problem: 'ft06', scheme: { boundedDelay: 3 }, rules: ['SPT', 'MWKR'] },
    });
    expect(String(waiting.actionSpace)).toBe('Discrete(3)');
  });
});

describe('observations', () => {
  const observed = (options: Info, steps: number) => {
    const world = makeVectorEnvironment('production-line', { autoreset: 'same-step', options });
    const out = makeStepBuffers(world);
    world.reset([7], out);
    const seen: number[][] = [];
    for (let step = 0; step < steps; step++) {
      seen.push(Object.values(out.observations).flatMap((values) => [...values]));
      world.step(Int32Array.of(out.masks!.indexOf(1)), out);
    }
    return seen;
  };

  it('do not change when all times are twice as long', () => {
    const ft06 = builtInProblem('ft06');
    const twice: Problem = {
      ...ft06,
      jobs: ft06.jobs.map((job) => ({
        ...job,
        operations: job.operations.map(({ alternatives }) => ({
          alternatives: alternatives.map(({ machine, duration }) => ({ machine, duration: 2 * duration })),
        })),
      })),
    };
    for (const actions of ['rules', 'candidates'])
      expect(observed({ ...plain(twice), actions }, 12)).toEqual(observed({ ...plain(ft06), actions }, 12));
  });

  it('know nothing of jobs that are not known yet', () => {
    const base = randomPlant(5, { jobs: 6, machines: 3 });
    const late = (duration: number): Problem => ({
      ...base,
      jobs: [
        ...base.jobs,
        // Of the same mean duration in both, which is a scale of all features; only the order of machines and times differ.
        {
          name: 'later',
          known: 1e6,
          release: 1e6,
          operations: [
            { alternatives: [{ machine: duration > 5 ? 0 : 2, duration }] },
            { alternatives: [{ machine: 1, duration: 10 - duration }] },
          ],
        },
      ],
    });
    expect(observed(plain(late(9)), 6)).toEqual(observed(plain(late(1)), 6));
  });

  it('of candidates have one row each, and zeros after them, whatever the number of rows', () => {
    const rowsOf = (rows: number) => {
      const options = { problem: 'ft06', actions: 'candidates', candidates: rows };
      // `candidates` comes before `shop`.
      return observed(options, 10).map((values) => values.slice(0, rows * candidateFeatureCount));
    };
    const few = rowsOf(6);
    for (const [step, many] of rowsOf(16).entries()) {
      expect(many.slice(0, few[step].length)).toEqual(few[step]);
      expect(many.slice(few[step].length).every((value) => value === 0)).toBe(true);
    }
  });

  it('say which option helps where there are more candidates than rows', () => {
    expect(() => observed({ problem: 'ta01', actions: 'candidates', candidates: 2 }, 10)).toThrow(
      /candidates is \d+, but must be at most 2, the rows of the observation\n {2}hint: environmentOptions\.candidates/,
    );
  });
});

describe('an episode', () => {
  it('of random decisions, on random plants with everything, leaves a schedule that passes the verifier', () => {
    for (let seed = 0; seed < 30; seed++) {
      const problem = randomPlant(seed, {
        jobs: 5,
        machines: 3,
        features: [
          'unequal',
          'releases',
          'dueDates',
          'setups',
          'calendar',
          'failures',
          'buffers',
          'maintenance',
          'noise',
        ],
      });
      for (const actions of ['rules', 'candidates']) {
        const options = { ...plain(problem), actions, maintenance: 'action' };
        const { episode } = play(options, seed, randomly(seed));
        expect(verifySchedule(problem, scheduleOf(episode.shop, 'random'))).toEqual([]);
      }
    }
  });

  it('begins with another problem each time where they are random, and with the same again from the same seed', () => {
    const names = (seed: number): readonly string[] => {
      const settings = lineSettings({ random: { jobShop: { jobs: [3, 9], machines: [2, 6] } } });
      const episode = new LineEpisode(settings, lineProblems(settings));
      const generator = new Pcg64(seed);
      return Array.from({ length: 6 }, () => {
        episode.start(generator);
        return JSON.stringify(episode.shop.plant.problem);
      });
    };
    expect(new Set(names(1)).size).toBe(6);
    expect(names(1)).toEqual(names(1));
    expect(names(1)).not.toEqual(names(2));
  });

  it.each(['rules', 'candidates'])('of %s has a step even where there is nothing to decide', (actions) => {
    const alone = randomPlant(1, { jobs: 1, machines: 3 });
    const { episode, rewards } = play({ ...plain(alone), actions }, 1, ([first]) => first);
    expect(rewards).toEqual([-episode.shop.state.makespan]);
  });

  it('takes fixed random instances in turn, the same for every seed', () => {
    const settings = lineSettings({
      random: { jobShop: { jobs: 3, machines: 3 } },
      instances: 2,
      instanceSeed: 5,
    });
    const episode = new LineEpisode(settings, lineProblems(settings));
    const generator = new Pcg64(9);
    const plants = Array.from({ length: 4 }, () => {
      episode.start(generator);
      return episode.shop.plant;
    });
    expect(plants[2]).toBe(plants[0]);
    expect(plants[3]).toBe(plants[1]);
    expect(plants[1].problem).not.toEqual(plants[0].problem);
  });
});

describe('a snapshot', () => {
  const bytesSeen = (options: Info, seed: number, every: number): readonly number[] => {
    const world = makeVectorEnvironment('production-line', { autoreset: 'same-step', options });
    const out = makeStepBuffers(world);
    const random = new Pcg64(seed);
    world.reset([seed], out);
    const seen: number[] = [];
    for (let step = 1; step <= 60; step++) {
      const allowed = [...out.masks!.keys()].filter((action) => out.masks![action] === 1);
      world.step(Int32Array.of(allowed[random.integers(0, allowed.length)]), out);
      seen.push(...Object.values(out.observations).flatMap((values) => [...values]), ...out.masks!);
      seen.push(out.rewards[0], ...out.finalMasks!);
      if (step % every === 0) world.restore?.(world.snapshot!());
    }
    return seen;
  };

  it.each([
    // Loads are sums of thirds here, whose rounding depends on the way that led to them.
    ['of a flexible shop', { random: { flexibleShop: { jobs: 12, machines: 5, alternatives: [1, 3] } } }],
    ['where a rule draws', { problem: 'ta01', rules: ['random', 'SPT', 'MWKR'] }],
    ['of candidates', { problem: 'ft06', actions: 'candidates', scheme: { boundedDelay: 4 } }],
  ])('%s, restored at any step, changes not a bit of what follows', (_, options) => {
    expect(bytesSeen(options, 5, 1)).toEqual(bytesSeen(options, 5, Infinity));
  });
});

describe('options', () => {
  it.each([
    [{ problem: 'ta99' }, /instance is "ta99"/],
    [{ rules: ['MWRK'] }, /did you mean "MWKR"\?/],
    [{ problem: 'ft06', random: { jobShop: { jobs: 3, machines: 3 } } }, /either problem or random/],
    [{ objectives: { makespan: 1 } }, /unknown key "objectives", did you mean "objective"\?/],
    [{ problem: { name: 'x', machines: [], jobs: [] } }, /machines/],
  ])('%j are refused by name', (options, message) => {
    let raised: unknown;
    try {
      const settings = lineSettings(options);
      lineProblems(settings);
    } catch (error) {
      raised = error;
    }
    expect(isLeptonError(raised)).toBe(true);
    expect(String(raised)).toMatch(message);
  });
});
