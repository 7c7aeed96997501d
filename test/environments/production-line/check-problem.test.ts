import { describe, expect, it } from '@jest/globals';
import {
  checkProblem,
  findCycle,
  problemDefects,
} from '../../../environments/production-line/check-problem.js';
import { messageOf } from './message-of.js';
import type { Job, Machine, Operation, Problem } from '../../../environments/production-line/problem.js';

const operation = (more: Partial<Operation> = {}): Operation => ({
  name: 'drill',
  alternatives: [{ machine: 0, duration: 5 }],
  ...more,
});
const job = (more: Partial<Job> = {}): Job => ({ name: 'order 7', operations: [operation()], ...more });
const machine = (more: Partial<Machine> = {}): Machine => ({ name: 'lathe', ...more });
const plant = (more: Partial<Problem> = {}): Problem => ({
  name: 'plant',
  machines: [machine(), { name: 'saw' }],
  jobs: [job()],
  ...more,
});
const withMachine = (more: Partial<Machine>): Problem =>
  plant({ machines: [machine(more), { name: 'saw' }] });
const withJob = (more: Partial<Job>): Problem => plant({ jobs: [job(more)] });
const withOperation = (more: object): Problem =>
  plant({ jobs: [job({ operations: [{ ...operation(), ...more }] })] });
const wear = {
  shape: 2,
  scale: 100,
  repair: { time: 5, cost: 15, effect: 'minimal' as const },
  preventive: { time: 2, cost: 5, remainingAge: 0 },
};
const onBoth = {
  alternatives: [
    { machine: 0, duration: 1 },
    { machine: 1, duration: 2 },
  ],
};

describe('a sound problem', () => {
  it.each<[string, Problem]>([
    ['the plainest', plant()],
    ['a duration of 0', withOperation({ alternatives: [{ machine: 0, duration: 0 }] })],
    [
      'closings that touch',
      withMachine({
        closed: [
          { start: 0, end: 3 },
          { start: 3, end: 4 },
        ],
      }),
    ],
    ['a set-up matrix with a row for the beginning', withMachine({ setups: [[0], [4]], family: 0 })],
    ['an order that is late from the beginning', withJob({ due: -5 })],
    ['a release and a due date at the same time', withJob({ release: 4, due: 4, known: 4 })],
    [
      'a route that branches and joins',
      plant({
        jobs: [
          job({
            operations: [
              operation({ after: [3] }),
              operation({ after: [3] }),
              operation({ after: [1, 0] }),
              operation({ after: [] }),
            ],
          }),
        ],
      }),
    ],
    [
      'after that says what the list says',
      plant({ jobs: [job({ operations: [operation({ after: [] }), operation({ after: [0] })] })] }),
    ],
    [
      'wear',
      withMachine({
        maintenance: wear,
        speeds: [
          { rate: 2, wear: 3 },
          { rate: 1, wear: 1 },
        ],
      }),
    ],
    ['noise', plant({ durations: { kind: 'triangular', low: 0.5, high: 2 } })],
    ['a calendar', plant({ calendar: { unit: 'minute', origin: '2026-03-02T06:00' } })],
  ])('may have %s', (_, problem) => {
    expect(problemDefects(problem)).toEqual([]);
  });
});

describe('a problem is refused for', () => {
  it.each<[string, Problem, string, string]>([
    ['no machines', plant({ machines: [] }), 'machines', 'one machine or more'],
    ['no jobs', plant({ jobs: [] }), 'jobs', 'one job or more'],
    [
      'two machines of a name',
      plant({ machines: [machine(), machine()] }),
      'machines[1].name',
      'machines[0] has it',
    ],
    ['two jobs of a name', plant({ jobs: [job(), job()] }), 'jobs[1].name', 'a name of its own'],
    ['a job without operations', withJob({ operations: [] }), 'jobs[0].operations', 'one operation or more'],
    [
      'an operation that no machine can do',
      withOperation({ alternatives: [] }),
      'alternatives',
      'no machine can do',
    ],
    [
      'an unknown machine',
      withOperation({ alternatives: [{ machine: 2, duration: 1 }] }),
      'alternatives[0].machine (job "order 7", operation "drill") is 2',
      '0 to 1',
    ],
    [
      'the same machine twice',
      withOperation({
        alternatives: [
          { machine: 1, duration: 1 },
          { machine: 1, duration: 2 },
        ],
      }),
      'alternatives[1].machine',
      'not in the list already',
    ],
    [
      'a duration that is NaN',
      withOperation({ alternatives: [{ machine: 0, duration: Number.NaN }] }),
      'duration',
      'a number',
    ],
    [
      'a duration that is infinite',
      withOperation({ alternatives: [{ machine: 0, duration: Infinity }] }),
      'duration',
      'a number',
    ],
    [
      'a duration that is a text',
      withOperation({ alternatives: [{ machine: 0, duration: '5' }] }),
      'duration',
      'a number',
    ],
    [
      'a negative duration',
      withOperation({ alternatives: [{ machine: 0, duration: -1 }] }),
      'is -1',
      '0 or more',
    ],
    ['a mistyped key', withOperation({ pauseable: true }), 'operations[0]', 'did you mean "pausable"?'],
    [
      'a family beyond the matrix',
      plant({
        machines: [machine({ setups: [[0]] }), { name: 'saw' }],
        jobs: [job({ operations: [operation({ family: 1 })] })],
      }),
      'family',
      'below 1',
    ],
    [
      'a matrix that is not square',
      withMachine({ setups: [[0, 1]] }),
      'setups',
      'a row and a column for each family',
    ],
    ['a matrix that is ragged', withMachine({ setups: [[0, 1], [0]] }), 'setups[1]', 'a row of 2 numbers'],
    ['a negative set-up', withMachine({ setups: [[-1]] }), 'setups[0][0]', '0 or more'],
    ['a first family beyond the matrix', withMachine({ setups: [[0]], family: 1 }), 'family', 'below 1'],
    [
      'closings that overlap',
      withMachine({
        closed: [
          { start: 0, end: 5 },
          { start: 4, end: 6 },
        ],
      }),
      'closed[1] (machine "lathe")',
      'disjoint and in order',
    ],
    [
      'closings out of order',
      withMachine({
        closed: [
          { start: 6, end: 7 },
          { start: 1, end: 2 },
        ],
      }),
      'closed[1]',
      'in order',
    ],
    [
      'a closing that ends before it starts',
      withMachine({ closed: [{ start: 5, end: 5 }] }),
      'closed[0]',
      'ends after it starts',
    ],
    [
      'breakdowns that overlap',
      withMachine({
        breakdowns: {
          kind: 'listed',
          intervals: [
            { start: 0, end: 5 },
            { start: 4, end: 6 },
          ],
        },
      }),
      'breakdowns.intervals[1]',
      'disjoint',
    ],
    [
      'a mean time of 0',
      withMachine({ breakdowns: { kind: 'exponential', meanTimeBetweenFailures: 0, meanTimeToRepair: 1 } }),
      'meanTimeBetweenFailures',
      'above 0',
    ],
    ['half a place in a buffer', withMachine({ buffer: 0.5 }), 'buffer', 'an integer'],
    ['a shape of 0', withMachine({ maintenance: { ...wear, shape: 0 } }), 'maintenance.shape', 'above 0'],
    [
      'more age left than there was',
      withMachine({ maintenance: { ...wear, preventive: { time: 1, cost: 1, remainingAge: 1.5 } } }),
      'remainingAge',
      'from 0 to 1',
    ],
    [
      'speeds without the normal one',
      withMachine({ speeds: [{ rate: 2, wear: 1 }] }),
      'speeds',
      '{ rate: 1, wear: 1 }',
    ],
    [
      'a due date before the release',
      withJob({ release: 10, due: 9 }),
      'jobs[0].due (job "order 7") is 9',
      'at least the release, 10',
    ],
    [
      'a job known after its release',
      withJob({ release: 10, known: 11 }),
      'known',
      'at most the release, 10',
    ],
    ['a negative weight', withJob({ weight: -1 }), 'weight', '0 or more'],
    ['rework for ever', withOperation({ rework: 1 }), 'rework', 'below 1'],
    ['probabilities above 1', withOperation({ rework: 0.6, scrap: 0.5 }), 'scrap', 'at most 1 - rework'],
    [
      'a cycle in the route',
      plant({ jobs: [job({ operations: [operation({ after: [1] }), operation()] })] }),
      'operations[0].after',
      '0 -> 1 -> 0 waits for itself',
    ],
    [
      'an operation that waits for itself',
      plant({ jobs: [job({ operations: [operation({ after: [0] })] })] }),
      'after',
      '0 -> 0',
    ],
    [
      'waiting for an operation twice',
      plant({ jobs: [job({ operations: [operation(), operation({ after: [0, 0] })] })] }),
      'operations[1].after',
      'names every operation once',
    ],
    [
      'waiting for an operation that is not there',
      plant({ jobs: [job({ operations: [operation({ after: [4] })] })] }),
      'after',
      '0 to 0',
    ],
    ['transport of the wrong size', plant({ transport: [[0]] }), 'transport', '2 x 2'],
    [
      'transport from a machine to itself',
      plant({
        transport: [
          [0, 1],
          [1, 2],
        ],
      }),
      'transport[1][1]',
      '0: a job that stays',
    ],
    [
      'a need of a resource that there is not',
      plant({ jobs: [job({ operations: [operation({ needs: [{ resource: 0 }] })] })] }),
      'needs[0].resource',
      'the problem has no resources',
    ],
    [
      'a need of more than there is',
      plant({
        resources: [{ name: 'operator', count: 2 }],
        jobs: [job({ operations: [operation({ needs: [{ resource: 0, count: 3 }] })] })],
      }),
      'needs[0].count',
      'at most 2',
    ],
    [
      'overlapping shifts of operators',
      plant({
        resources: [
          {
            name: 'operator',
            count: 2,
            closed: [
              { start: 1, end: 5 },
              { start: 4, end: 6 },
            ],
          },
        ],
      }),
      'resources[0].closed[1]',
      'disjoint and in order',
    ],
    [
      'prices that do not begin at 0',
      plant({ energyPrices: [{ from: 3, price: 1 }] }),
      'energyPrices[0].from',
      '0: a price for the beginning',
    ],
    [
      'prices out of order',
      plant({
        energyPrices: [
          { from: 0, price: 1 },
          { from: 5, price: 2 },
          { from: 5, price: 1 },
        ],
      }),
      'energyPrices[2].from',
      'after the price before it, 5',
    ],
    ['no crew', plant({ crews: 0 }), 'crews', '1 or more'],
    [
      'factors the wrong way round',
      plant({ durations: { kind: 'uniform', low: 2, high: 1 } }),
      'durations.low',
      'at most high',
    ],
    [
      'a triangle without its mode',
      plant({ durations: { kind: 'triangular', low: 1.1, high: 2 } }),
      'durations',
      'most likely factor is 1',
    ],
    [
      'a date that does not exist',
      plant({ calendar: { unit: 'hour', origin: '2026-02-30' } }),
      'origin',
      'a date and time',
    ],
    [
      'a flow shop with a choice',
      plant({ permutation: true, jobs: [job({ operations: [operation(onBoth)] })] }),
      'operations',
      'permutation flow shop',
    ],
    [
      'a flow shop with another route',
      plant({
        permutation: true,
        jobs: [
          job(),
          job({ name: 'other', operations: [operation({ alternatives: [{ machine: 1, duration: 1 }] })] }),
        ],
      }),
      'jobs[1].operations',
      'permutation flow shop',
    ],
  ])('%s', (_, problem, parameter, requirement) => {
    expect(() => checkProblem(problem)).toThrow(
      expect.objectContaining({ name: 'LeptonError', code: 'invalid-value' }),
    );
    const text = messageOf(() => checkProblem(problem));
    expect(text).toContain(parameter);
    expect(text).toContain(requirement);
  });

  it('names the place that the reader of a file gives, and the other defects', () => {
    const problem = plant({ jobs: [job({ release: 9, due: 1 }), job({ name: 'b', release: 9, known: 10 })] });
    const text = messageOf(() => checkProblem(problem, (path) => `plant.yaml:${path.join('/')}`));
    expect(text).toMatch(/^plant\.yaml:jobs\/0\/due: jobs\[0\]\.due \(job "order 7"\) is 1, but must be/);
    expect(text).toContain('also plant.yaml:jobs/1/known');
  });
});

describe('the search for cycles', () => {
  it('follows the way back to where it began', () => {
    expect(findCycle([[], [0], [3], [4], [2]])).toEqual([2, 3, 4, 2]);
    expect(findCycle([[1, 2], [3], [3], []])).toBeUndefined();
  });

  it('goes through a route of 100 000 operations', () => {
    const line = Array.from({ length: 100_000 }, (_, index) => (index === 0 ? [] : [index - 1]));
    expect(findCycle(line)).toBeUndefined();
    expect(findCycle([[99_999], ...line.slice(1)])).toHaveLength(100_001);
  });
});
