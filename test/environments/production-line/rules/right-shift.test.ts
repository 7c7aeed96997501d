import { describe, expect, it } from '@jest/globals';
import type { Interval, Problem } from '../../../../environments/production-line/problem.js';
import { plantFeatures, randomPlant } from '../../../../environments/production-line/random-plant.js';
import { rightShift, withoutChance } from '../../../../environments/production-line/rules/right-shift.js';
import { scheduleOf } from '../../../../environments/production-line/simulator/schedule-of.js';
import type { Schedule } from '../../../../environments/production-line/schedule.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import { Pcg64 } from '../../../../src/random/index.js';
import { playRandomly, shopOf } from '../simulator/play.js';

/** What does not go with jobs that cannot wait, with one order on all machines, or is not asked for here. */
const refusedWith = {
  any: ['noWait', 'permutation'],
  flow: ['noWait', 'assembly'],
  noWait: ['breakdowns', 'buffers', 'assembly'],
};

/** A feasible plan of a random plant that has no random events. */
function planned(
  seed: number,
  kind: keyof typeof refusedWith = 'any',
): { readonly problem: Problem; readonly plan: Schedule } {
  const random = new Pcg64(77 + seed);
  const never = ['noise', 'failures', 'maintenance', 'rework', 'scrap', ...refusedWith[kind]];
  const drawn = plantFeatures.filter((name) => random.random() < 0.3 && !never.includes(name));
  // Jobs that branch have no finite buffers.
  const features = [
    ...drawn.filter((name) => name !== 'buffers' || !drawn.includes('assembly')),
    ...(kind === 'flow' ? (['permutation'] as const) : []),
    ...(kind === 'noWait' ? (['noWait'] as const) : []),
  ];
  const problem = withoutChance(randomPlant(seed, { features, jobs: 7, machines: 4 }));
  const shop = shopOf(problem);
  playRandomly(shop, seed);
  return { problem, plan: scheduleOf(shop, 'random') };
}

const starts = ({ tasks }: Schedule): ReadonlyMap<string, readonly number[]> =>
  new Map(
    tasks.map(({ job, operation, machine, setupStart, end }) => [
      `${job}/${operation}`,
      [machine, setupStart, end],
    ]),
  );

const sequences = ({ tasks }: Schedule): readonly string[] =>
  [0, 1, 2, 3].map((machine) =>
    tasks
      .filter((task) => task.machine === machine)
      .map(({ job, operation }) => `${job}/${operation}`)
      .join(' '),
  );

/** The problem with one more breakdown. */
function withBreakdown(problem: Problem, machine: number, interval: Interval): Problem {
  const machines = problem.machines.map((one, index) => {
    if (index !== machine) return one;
    const listed = one.breakdowns?.kind === 'listed' ? one.breakdowns.intervals : [];
    const apart = listed.filter(({ start, end }) => end < interval.start || start > interval.end);
    const intervals = [...apart, interval].toSorted((a, b) => a.start - b.start);
    return { ...one, breakdowns: { kind: 'listed' as const, intervals } };
  });
  return { ...problem, machines };
}

describe('rightShift', () => {
  it.each(['any', 'flow', 'noWait'] as const)('changes nothing where nothing has happened: %s', (kind) => {
    for (let seed = 0; seed < 40; seed++) {
      const { problem, plan } = planned(seed, kind);
      const repaired = rightShift(problem, plan, { now: 30 });
      expect(verifySchedule(problem, repaired)).toEqual([]);
      expect(starts(repaired)).toEqual(starts(plan));
    }
  });

  it.each([
    ['any', 100],
    ['flow', 70],
  ] as const)(
    'after a breakdown keeps what has begun and every sequence, and is feasible: %s',
    (kind, least) => {
      let moved = 0;
      for (let seed = 0; seed < 40; seed++) {
        const { problem, plan } = planned(seed, kind);
        const now = 25;
        const event = withBreakdown(problem, seed % 4, { start: now, end: now + 30 });
        const repaired = rightShift(event, plan, { now });
        expect(verifySchedule(event, repaired)).toEqual([]);
        expect(sequences(repaired)).toEqual(sequences(plan));
        const before = starts(plan);
        for (const [key, [machine, start]] of starts(repaired)) {
          const [oldMachine, oldStart] = before.get(key) ?? [];
          expect(machine).toBe(oldMachine);
          expect(start).toBeGreaterThanOrEqual(oldStart);
          if (oldStart < now) expect(start).toBe(oldStart);
          if (start > oldStart) moved++;
        }
      }
      expect(moved).toBeGreaterThan(least);
    },
  );

  it('of jobs that cannot wait keeps what has begun when material comes late, and moves chains as a whole', () => {
    let moved = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { problem, plan } = planned(seed, 'noWait');
      const now = 25;
      const begun = new Set(plan.tasks.filter(({ setupStart }) => setupStart < now).map(({ job }) => job));
      const late = plan.tasks.find(({ job }) => !begun.has(job));
      if (late === undefined) continue;
      const release = late.setupStart + 40;
      const jobs = problem.jobs.map((job, i) => (i === late.job ? { ...job, release } : job));
      const event = { ...problem, jobs };
      const repaired = rightShift(event, plan, { now });
      expect(verifySchedule(event, repaired)).toEqual([]);
      const after = starts(repaired);
      for (const [key, [machine, start]] of starts(plan)) {
        const [newMachine, newStart] = after.get(key) ?? [];
        if (start < now) expect([newMachine, newStart]).toEqual([machine, start]);
        if (newStart !== start) moved++;
      }
    }
    expect(moved).toBeGreaterThan(100);
  });

  it('waits for material that comes late, and keeps every sequence meanwhile', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { problem, plan } = planned(seed, 'flow');
      const [{ job: first, setupStart }] = plan.tasks;
      const jobs = problem.jobs.map((job, i) => (i === first ? { ...job, release: setupStart + 50 } : job));
      const repaired = rightShift({ ...problem, jobs }, plan, { now: 0 });
      expect(verifySchedule({ ...problem, jobs }, repaired)).toEqual([]);
      expect(sequences(repaired)).toEqual(sequences(plan));
    }
  });

  it('puts a rush order in front of what has not begun', () => {
    const { problem, plan } = planned(3);
    const rush = {
      name: 'rush',
      release: 20,
      operations: [0, 1].map((machine) => ({ alternatives: [{ machine, duration: 5 }] })),
    };
    const event = { ...problem, jobs: [...problem.jobs, rush] };
    const first = rightShift(event, plan, { now: 20 });
    const last = rightShift(event, plan, { now: 20, newJobsFirst: false });
    expect(verifySchedule(event, first)).toEqual([]);
    expect(verifySchedule(event, last)).toEqual([]);
    const endOf = (schedule: Schedule) =>
      Math.max(...schedule.tasks.filter(({ job }) => job === problem.jobs.length).map(({ end }) => end));
    expect(endOf(first)).toBeLessThanOrEqual(endOf(last));
  });

  it('lets a late job begin later, and what follows it too', () => {
    const { problem, plan } = planned(5);
    const late = plan.tasks.find(({ setupStart, operation }) => setupStart > 0 && operation === 0);
    if (late === undefined) throw new Error('the plan has no such job');
    const jobs = problem.jobs.map((job, i) =>
      i === late.job ? { ...job, release: late.setupStart + 40 } : job,
    );
    const event = { ...problem, jobs };
    const repaired = rightShift(event, plan, { now: late.setupStart });
    expect(verifySchedule(event, repaired)).toEqual([]);
    const start = repaired.tasks.find(
      ({ job, operation }) => job === late.job && operation === 0,
    )?.setupStart;
    expect(start).toBeGreaterThanOrEqual(late.setupStart + 40);
  });
});
