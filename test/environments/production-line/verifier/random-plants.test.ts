import { describe, expect, it } from '@jest/globals';
import { plantFeatures, type PlantFeature } from '../../../../environments/production-line/random-plant.js';
import type { Task } from '../../../../environments/production-line/schedule.js';
import { lowerBounds } from '../../../../environments/production-line/verifier/bounds.js';
import { objectivesOf, stabilityOf } from '../../../../environments/production-line/verifier/objectives.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { randomRun, secondRun, type Run } from './random-plants.js';

const runsOf = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => randomRun(from + i)).filter((run) => run !== undefined);

/** What must go together, by the requirements. */
const together: readonly PlantFeature[] = [
  ...['setups', 'dueDates', 'calendar', 'failures', 'buffers', 'maintenance', 'noise'],
] as const;

const withName = ({ problem, features, options }: Run, rest: object) => ({
  name: problem.name,
  features: features.join(' '),
  options,
  ...rest,
});

function expectFeasible(run: Run): void {
  const findings = verifySchedule(run.problem, run.schedule);
  const messages = findings.map(({ invariant, message }) => `${invariant}: ${message}`);
  expect(withName(run, { messages })).toEqual(withName(run, { messages: [] }));
}

/** What no schedule survives, done to the task at a place. */
const damages: Readonly<Record<string, (tasks: readonly Task[], at: number) => readonly Task[]>> = {
  'left out': (tasks, at) => tasks.toSpliced(at, 1),
  'done twice': (tasks, at) => tasks.toSpliced(at, 0, tasks[at]),
  'longer than its work': (tasks, at) =>
    tasks.with(at, { ...tasks[at], end: tasks[at].end + 1, leave: tasks[at].leave + 1 }),
  'set up for too long': (tasks, at) => tasks.with(at, { ...tasks[at], start: tasks[at].start + 0.5 }),
  'without its pauses': (tasks, at) =>
    tasks.with(at, {
      ...tasks[at],
      pauses: [],
      work: tasks[at].work + (tasks[at].pauses.length > 0 ? 0 : 1),
    }),
  'of another job': (tasks, at) => tasks.with(at, { ...tasks[at], job: tasks[at].job + 1 }),
};

describe('what the simulator leaves', () => {
  const runs = runsOf(420);

  it('passes the verifier, whatever the plant has and whatever is decided', () => {
    for (const run of runs) expectFeasible(run);
    expect(runs.length).toBeGreaterThan(100);
    const seen = new Set(runs.flatMap(({ features }) => features));
    expect([...seen].toSorted()).toEqual([...plantFeatures].toSorted());
    expect(new Set(runs.map(({ options }) => options.scheme?.kind)).size).toBe(3);
  });

  it('has the objectives that the simulator says, from the tasks alone', () => {
    for (const run of runs) {
      const { objectives } = run;
      const computed = objectivesOf(run.problem, run.schedule);
      for (const [name, value] of Object.entries(computed))
        expect(
          withName(run, { [name]: Math.abs(value - objectives[name]) <= 1e-9 * (1 + Math.abs(value)) }),
        ).toEqual(withName(run, { [name]: true }));
    }
  });

  it('is as far from another schedule as the simulator says', () => {
    for (const [seed, run] of runs.slice(0, 60).entries()) {
      const { schedule, objectives } = secondRun(run, seed);
      const { moved, meanShift } = stabilityOf(schedule, run.schedule);
      expect(moved).toBe(objectives['moved']);
      expect(meanShift).toBeCloseTo(objectives['meanShift'], 9);
    }
  });

  it('gave rewards that add up to minus the objective', () => {
    for (const run of runs)
      for (const [name, value] of Object.entries(objectivesOf(run.problem, run.schedule)))
        expect(Math.abs(run.rewards[name] + value)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)));
  });

  it('is never shorter than the lower bounds', () => {
    for (const { problem, schedule } of runs)
      expect(objectivesOf(problem, schedule).makespan).toBeGreaterThanOrEqual(
        lowerBounds(problem).best * (1 - 1e-12),
      );
  });

  it('passes with set-ups, due dates, calendars, breakdowns, buffers, maintenance and noise all at once', () => {
    const all = Array.from({ length: 40 }, (_, i) => randomRun(90_000 + i, together)).filter(
      (run) => run !== undefined,
    );
    expect(all.length).toBeGreaterThan(20);
    for (const run of all) expectFeasible(run);
    expect(all.some(({ schedule }) => schedule.tasks.some(({ leave, end }) => leave > end))).toBe(true);
    expect(all.some(({ schedule }) => schedule.tasks.some(({ pauses }) => pauses.length > 0))).toBe(true);
    const kinds = new Set(all.flatMap(({ schedule }) => schedule.blocks.map(({ kind }) => kind)));
    expect(kinds).toEqual(new Set(['breakdown', 'repair', 'maintenance']));
  });

  it.each(Object.entries(damages))('no longer passes with a task %s', (_, damage) => {
    for (const [i, run] of runs.entries()) {
      const { tasks } = run.schedule;
      const damaged = { ...run.schedule, tasks: damage(tasks, i % tasks.length) };
      expect(withName(run, { isSeen: verifySchedule(run.problem, damaged).length > 0 })).toEqual(
        withName(run, { isSeen: true }),
      );
    }
  });
});
