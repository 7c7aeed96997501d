import { describe, expect, it } from '@jest/globals';
import type { Block, Schedule, Task } from '../../../../environments/production-line/schedule.js';
import type { VerifyOptions } from '../../../../environments/production-line/verifier/evidence.js';
import type { Invariant } from '../../../../environments/production-line/verifier/finding.js';
import { verifySchedule } from '../../../../environments/production-line/verifier/verify.js';
import * as plants from './plants.js';
import { done, type Plant } from './plants.js';

type Change = (schedule: Schedule) => Schedule;

/** A feasible plan, one thing done to it, and the one invariant that must then be named. */
interface Mutation {
  readonly what: string;
  readonly plant: Plant;
  readonly change: Change;
  readonly breaks: Invariant;
  readonly options?: (plant: Plant) => VerifyOptions;
}

/** Gives the task of an operation (its first attempt unless said otherwise) other values. */
function alter(job: number, operation: number, values: (task: Task) => Partial<Task>, attempt = 0): Change {
  return (schedule) => ({
    ...schedule,
    tasks: schedule.tasks.map((task) =>
      task.job === job && task.operation === operation && task.attempt === attempt
        ? { ...task, ...values(task) }
        : task,
    ),
  });
}

/** Begins and ends the task so much later, pauses apart. */
const shift = (job: number, operation: number, by: number): Change =>
  inOrder(
    alter(job, operation, ({ setupStart, start, end, leave }) => ({
      ...{ setupStart: setupStart + by, start: start + by, end: end + by, leave: leave + by },
    })),
  );

function inOrder(change: Change): Change {
  return (schedule) => {
    const changed = change(schedule);
    return { ...changed, tasks: changed.tasks.toSorted((a, b) => a.setupStart - b.setupStart) };
  };
}

const both =
  (first: Change, second: Change): Change =>
  (schedule) =>
    second(first(schedule));

const drop =
  (job: number, operation: number, attempt = 0): Change =>
  (schedule) => ({
    ...schedule,
    tasks: schedule.tasks.filter(
      (task) => task.job !== job || task.operation !== operation || task.attempt !== attempt,
    ),
  });

const add = (task: Task): Change =>
  inOrder((schedule) => ({ ...schedule, tasks: [...schedule.tasks, task] }));

const withBlock =
  (block: Block): Change =>
  (schedule) => ({ ...schedule, blocks: [...schedule.blocks, block] });

const alterBlock =
  (index: number, values: Partial<Block>): Change =>
  (schedule) => ({
    ...schedule,
    blocks: schedule.blocks.map((block, i) => (i === index ? { ...block, ...values } : block)),
  });

const {
  carried,
  setUp,
  closing,
  fast,
  noisy,
  quality,
  unwaiting,
  permuted,
  blocked,
  swapped,
  maintained,
  crewed,
  readied,
  waitingForItself,
  repeated,
  hasty,
  staffed,
  interrupted,
  assembled,
} = plants;

const malformed: readonly Mutation[] = [
  { what: 'a start that is not a number', change: alter(0, 0, () => ({ start: NaN })) },
  { what: 'a job that never leaves', change: alter(0, 1, () => ({ leave: Infinity })) },
  { what: 'an end before the start', change: alter(0, 0, ({ start }) => ({ end: start - 1 })) },
  { what: 'a job that does not exist', change: alter(0, 0, () => ({ job: 7 })) },
  { what: 'an operation that does not exist', change: alter(0, 0, () => ({ operation: 2 })) },
  { what: 'a machine that does not exist', change: alter(0, 0, () => ({ machine: -1 })) },
  { what: 'a speed that does not exist', change: alter(0, 0, () => ({ speed: 1 })) },
  { what: 'half an attempt', change: alter(0, 0, () => ({ attempt: 0.5 })) },
  {
    what: 'pauses that overlap',
    change: alter(0, 0, () => ({
      pauses: [
        { start: 2, end: 4, reason: 'closed' },
        { start: 3, end: 4, reason: 'closed' },
      ],
    })),
  },
  {
    what: 'tasks that are not in order',
    change: (schedule: Schedule) => ({ ...schedule, tasks: schedule.tasks.toReversed() }),
  },
  {
    what: 'a block that ends before it begins',
    change: withBlock({ machine: 0, kind: 'repair', start: 3, end: 2 }),
  },
].map((mutation) => ({ plant: carried, breaks: 'well-formed', ...mutation }));

const routed: readonly Mutation[] = [
  { what: 'an operation is left out', plant: carried, change: drop(0, 1), breaks: 'once' },
  {
    what: 'an operation is done twice',
    plant: carried,
    change: add(done({ job: 0, operation: 1, machine: 1, start: 50, end: 53, attempt: 1 })),
    breaks: 'once',
  },
  { what: 'the first attempt is missing', plant: quality, change: drop(0, 0), breaks: 'once' },
  { what: 'what needs rework is not done again', plant: quality, change: drop(0, 0, 1), breaks: 'once' },
  {
    what: 'a lost job goes on',
    plant: quality,
    change: add(done({ job: 1, operation: 1, machine: 1, start: 50, end: 52 })),
    breaks: 'once',
  },
  {
    what: 'a job stops though nothing was lost',
    plant: quality,
    change: alter(1, 0, () => ({ outcome: 'good' })),
    breaks: 'once',
  },
  {
    what: 'an operation that cannot need rework is done again',
    plant: quality,
    change: both(
      alter(0, 1, () => ({ outcome: 'rework' })),
      add(done({ job: 0, operation: 1, machine: 0, start: 50, end: 52, attempt: 1 })),
    ),
    breaks: 'once',
  },
  {
    what: 'an operation that cannot fail loses the job',
    plant: quality,
    change: alter(0, 1, () => ({ outcome: 'scrap' })),
    breaks: 'once',
  },
  {
    what: 'a machine that cannot do it',
    plant: carried,
    change: alter(0, 0, () => ({ machine: 2 })),
    breaks: 'eligible',
  },
  { what: 'a start before the release', plant: carried, change: shift(0, 0, -1), breaks: 'release' },
  {
    what: 'a set-up for a job that is not known',
    plant: setUp,
    change: inOrder(
      both(
        drop(0, 0),
        alter(2, 0, () => ({ setupStart: 0, start: 1, end: 5, leave: 5 })),
      ),
    ),
    options: () => ({ partial: true }),
    breaks: 'release',
  },
  {
    what: 'a start before the job is carried there',
    plant: carried,
    change: shift(1, 1, -1),
    breaks: 'route',
  },
  {
    what: 'a start before the operation before has ended',
    plant: unwaiting,
    change: shift(0, 1, -1),
    breaks: 'route',
  },
  {
    what: 'a job that waits though it cannot',
    plant: unwaiting,
    change: shift(0, 1, 0.5),
    breaks: 'no-wait',
  },
  {
    what: 'a job that waits for a set-up though it cannot',
    plant: readied,
    change: shift(0, 2, 1),
    breaks: 'no-wait',
  },
  {
    what: 'a job that waits for a set-up that could have begun',
    plant: waitingForItself,
    change: shift(0, 2, 1),
    breaks: 'no-wait',
  },
  {
    what: 'a job that is made before it comes, after a set-up',
    plant: readied,
    change: shift(0, 1, -1),
    breaks: 'route',
  },
  {
    what: 'a job that is made while another one is to be done again',
    plant: repeated,
    change: both(
      shift(1, 1, -2),
      inOrder(alter(0, 1, () => ({ setupStart: 7, start: 7, end: 9, leave: 9 }), 1)),
    ),
    breaks: 'permutation',
  },
  {
    what: 'jobs that overtake each other',
    plant: permuted,
    change: shift(0, 1, 5),
    breaks: 'permutation',
  },
];

const timed: readonly Mutation[] = [
  { what: 'two jobs on one machine', plant: permuted, change: shift(0, 1, 1), breaks: 'overlap' },
  {
    what: 'a set-up that begins while the machine works',
    plant: setUp,
    change: shift(1, 0, -1),
    breaks: 'overlap',
  },
  {
    what: 'a set-up that is left out',
    plant: setUp,
    change: alter(1, 0, ({ start }) => ({ setupStart: start })),
    breaks: 'setup',
  },
  {
    what: 'a set-up that is too long',
    plant: setUp,
    change: alter(2, 0, ({ start, end, leave }) => ({ start: start + 1, end: end + 1, leave: leave + 1 })),
    breaks: 'setup',
  },
  {
    what: 'no set-up at the beginning',
    plant: setUp,
    change: alter(0, 0, ({ start }) => ({ setupStart: start })),
    breaks: 'setup',
  },
  {
    what: 'the set-up of another order',
    plant: setUp,
    change: drop(1, 0),
    options: () => ({ partial: true }),
    breaks: 'setup',
  },
  {
    what: 'work that is too short',
    plant: carried,
    change: alter(0, 1, ({ end }) => ({ end: end - 1, leave: end - 1, work: 2 })),
    breaks: 'work',
  },
  {
    what: 'a speed without its effect',
    plant: fast,
    change: alter(0, 0, () => ({ speed: 1 })),
    breaks: 'work',
  },
  {
    what: 'work where none is planned',
    plant: fast,
    change: alter(0, 1, ({ start }) => ({ end: start + 1, leave: start + 1, work: 1 })),
    breaks: 'work',
  },
  {
    what: 'a duration that the noise cannot give',
    plant: noisy,
    change: alter(0, 0, () => ({ end: 12.5, leave: 12.5, work: 12.5 })),
    breaks: 'work',
  },
  {
    what: 'an end after the work is done',
    plant: carried,
    change: alter(0, 1, ({ end }) => ({ end: end + 1, leave: end + 1 })),
    breaks: 'length',
  },
  {
    what: 'an end before the work is done',
    plant: carried,
    change: alter(0, 1, ({ end }) => ({ end: end - 1, leave: end - 1 })),
    breaks: 'length',
  },
  {
    what: 'a pause for another reason',
    plant: closing,
    change: alter(0, 0, ({ pauses }) => ({
      pauses: pauses.map((pause) => ({ ...pause, reason: 'breakdown' })),
    })),
    breaks: 'pauses',
  },
  {
    what: 'a pause for no reason',
    plant: carried,
    change: alter(0, 1, ({ start, end }) => ({
      pauses: [{ start: start + 1, end: start + 2, reason: 'closed' }],
      end: end + 1,
      leave: end + 1,
    })),
    breaks: 'pauses',
  },
  {
    what: 'a pause after the end',
    plant: closing,
    change: alter(2, 0, () => ({ pauses: [{ start: 30, end: 31, reason: 'closed' }] })),
    breaks: 'pauses',
  },
  {
    what: 'work while the machine is closed',
    plant: closing,
    change: alter(0, 0, ({ start }) => ({ pauses: [], end: start + 6, leave: start + 6 })),
    breaks: 'downtime',
  },
  {
    what: 'a start while the machine is closed',
    plant: closing,
    change: both(
      drop(1, 0),
      alter(0, 0, () => ({
        ...{ setupStart: 11, start: 11, end: 20, leave: 20 },
        pauses: [{ start: 11, end: 14, reason: 'closed' }],
      })),
    ),
    options: () => ({ partial: true }),
    breaks: 'downtime',
  },
  {
    what: 'work while the machine is broken down',
    plant: maintained,
    change: withBlock({ machine: 2, kind: 'breakdown', start: 11, end: 13 }),
    breaks: 'downtime',
  },
  {
    what: 'an operation that cannot pause is begun before a closing',
    plant: closing,
    change: both(
      drop(0, 0),
      alter(1, 0, () => ({
        ...{ setupStart: 7, start: 7, end: 15, leave: 15 },
        pauses: [{ start: 10, end: 14, reason: 'closed' }],
      })),
    ),
    options: () => ({ partial: true }),
    breaks: 'closing',
  },
];

const kept: readonly Mutation[] = [
  {
    what: 'two jobs in one place',
    plant: blocked,
    change: alter(2, 0, () => ({ leave: 7 })),
    breaks: 'buffer',
  },
  {
    what: 'a job in a place that is not there',
    plant: swapped,
    change: alter(1, 0, () => ({ leave: 2 })),
    breaks: 'buffer',
  },
  {
    what: 'a job that stays though there is a place',
    plant: blocked,
    change: both(
      shift(3, 0, 1),
      alter(2, 0, () => ({ leave: 11 })),
    ),
    breaks: 'blocking',
  },
  {
    what: 'a job that stays though it has nowhere to go',
    plant: blocked,
    change: alter(3, 0, ({ end }) => ({ leave: end + 1 })),
    breaks: 'blocking',
  },
  {
    what: 'maintenance that is too short',
    plant: maintained,
    change: alterBlock(0, { end: 2 }),
    breaks: 'block',
  },
  { what: 'maintenance while a job is there', plant: maintained, change: shift(1, 0, 6), breaks: 'block' },
  {
    what: 'maintenance during maintenance',
    plant: crewed,
    change: withBlock({ machine: 1, kind: 'maintenance', start: 10, end: 13 }),
    breaks: 'block',
  },
  {
    what: 'maintenance of what is broken down',
    plant: crewed,
    change: withBlock({ machine: 1, kind: 'breakdown', start: 8, end: 10 }),
    breaks: 'block',
  },
  {
    what: 'maintenance of what has none',
    plant: maintained,
    change: alterBlock(3, { machine: 2 }),
    breaks: 'block',
  },
  {
    what: 'a breakdown that is not on the list',
    plant: closing,
    change: withBlock({ machine: 0, kind: 'breakdown', start: 50, end: 55 }),
    breaks: 'block',
  },
  {
    what: 'a repair that is too short',
    plant: maintained,
    change: both(
      alterBlock(2, { end: 8 }),
      alter(0, 0, () => ({ end: 12, leave: 12, pauses: [{ start: 5, end: 8, reason: 'repair' }] })),
    ),
    breaks: 'repair',
  },
  {
    what: 'a repair while nothing is done',
    plant: maintained,
    change: withBlock({ machine: 0, kind: 'repair', start: 20, end: 24 }),
    breaks: 'repair',
  },
  {
    what: 'two crews where there is one',
    plant: maintained,
    change: alterBlock(3, { start: 8, end: 11 }),
    breaks: 'crews',
  },
  {
    what: 'maintenance that takes no time, while the crew is elsewhere',
    plant: hasty,
    change: alterBlock(5, { start: 8, end: 8 }),
    breaks: 'crews',
  },
  {
    what: 'another start of what had begun',
    plant: carried,
    change: shift(1, 1, 1),
    options: ({ schedule }) => ({ previous: schedule, frozenUntil: 12 }),
    breaks: 'frozen',
  },
  {
    what: 'something new in the frozen time',
    plant: carried,
    change: (schedule) => schedule,
    options: ({ schedule }) => ({ previous: drop(1, 1)(schedule), frozenUntil: 12 }),
    breaks: 'frozen',
  },
  {
    what: 'another start of what was fixed',
    plant: carried,
    change: shift(1, 1, 1),
    options: ({ schedule }) => ({ previous: alter(1, 1, () => ({ pinned: true }))(schedule) }),
    breaks: 'pinned',
  },
];

const branching: readonly Mutation[] = [
  {
    what: 'parts put together before one of them is done and brought there',
    plant: assembled,
    change: shift(0, 2, -1),
    breaks: 'route',
  },
  {
    what: 'an operation before what is put together',
    plant: assembled,
    change: shift(0, 3, -1),
    breaks: 'route',
  },
  {
    what: 'a part that is never made',
    plant: assembled,
    change: drop(0, 1),
    breaks: 'once',
  },
  {
    what: 'a part begun after the job was lost',
    plant: assembled,
    change: shift(1, 1, 1),
    breaks: 'once',
  },
  {
    what: 'parts of a lost job put together',
    plant: assembled,
    change: add(done({ job: 1, operation: 2, machine: 2, start: 11, end: 13 })),
    breaks: 'once',
  },
];

const shared: readonly Mutation[] = [
  {
    what: 'work that begins in the middle of a pause',
    plant: interrupted,
    change: alter(0, 0, () => ({ start: 12 })),
    breaks: 'pauses',
  },
  {
    what: 'a tool in two hands',
    plant: staffed,
    change: shift(2, 0, -1),
    breaks: 'resource',
  },
  {
    what: 'two operators, one of whom is with another task',
    plant: staffed,
    change: shift(3, 0, -1),
    breaks: 'resource',
  },
  {
    what: 'work while the operators have a break',
    plant: staffed,
    change: alter(0, 0, () => ({ pauses: [], end: 12, leave: 12 })),
    breaks: 'downtime',
  },
  {
    what: 'an operation that cannot pause before a break of its operators',
    plant: staffed,
    change: both(
      shift(3, 0, 10),
      alter(3, 0, () => ({ end: 41, leave: 41, pauses: [{ start: 30, end: 40, reason: 'closed' }] })),
    ),
    breaks: 'closing',
  },
];

const mutations = [...malformed, ...routed, ...timed, ...kept, ...shared, ...branching];

describe('the verifier', () => {
  it('finds nothing wrong with schedules that keep everything', () => {
    for (const plant of Object.values(plants)) {
      if (typeof plant === 'function') continue;
      expect(verifySchedule(plant.problem, plant.schedule)).toEqual([]);
    }
  });

  it.each(mutations)('names "$breaks" and nothing else for $what', ({ plant, change, breaks, options }) => {
    const before = verifySchedule(plant.problem, plant.schedule, {
      previous: plant.schedule,
      frozenUntil: 1000,
    });
    expect(before).toEqual([]);
    const findings = verifySchedule(plant.problem, change(plant.schedule), options?.(plant));
    expect([...new Set(findings.map(({ invariant }) => invariant))]).toEqual([breaks]);
  });

  it('has nothing against a plan that begins as a whole later', () => {
    // Only where nothing comes by the clock.
    for (const { problem, schedule } of [
      carried,
      setUp,
      fast,
      noisy,
      quality,
      unwaiting,
      permuted,
      blocked,
      swapped,
    ]) {
      const by = 7.25;
      const tasks = schedule.tasks.map((task) => ({
        ...task,
        ...{
          setupStart: task.setupStart + by,
          start: task.start + by,
          end: task.end + by,
          leave: task.leave + by,
        },
      }));
      expect(verifySchedule(problem, { ...schedule, tasks })).toEqual([]);
    }
  });

  it('has a mutation for every invariant', () => {
    expect(new Set(mutations.map(({ breaks }) => breaks)).size).toBe(22);
    expect(mutations.length).toBeGreaterThanOrEqual(30);
  });

  it('says who, where and when', () => {
    const [finding] = verifySchedule(carried.problem, shift(0, 0, -1)(carried.schedule));
    expect(finding.message).toBe(
      'job A, operation 1, on M1 from 0 to 4, begun at 0: the job is released at 1',
    );
    expect(finding.tasks.map(({ job, operation }) => [job, operation])).toEqual([[0, 0]]);
  });
});
