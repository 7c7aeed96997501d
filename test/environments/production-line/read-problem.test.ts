import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { bestKnown } from '../../../environments/production-line/best-known.js';
import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import { problemDefects } from '../../../environments/production-line/check-problem.js';
import { writeFlexible } from '../../../environments/production-line/formats/flexible.js';
import { readScheduleOpt, writeProblemJson } from '../../../environments/production-line/formats/json.js';
import { writeStandard } from '../../../environments/production-line/formats/standard.js';
import { smallFlexible } from '../../../environments/production-line/instances/small-shops.js';
import { workshop } from '../../../environments/production-line/instances/workshop.js';
import { plantFeatures, randomPlant } from '../../../environments/production-line/random-plant.js';
import {
  detectFormat,
  problemFormats,
  readProblem,
  requireFormat,
} from '../../../environments/production-line/read-problem.js';
import { isLeptonError } from '../../../src/errors.js';
import { instanceText } from '../../fixtures/jsp/read-instance.js';
import { messageOf } from './message-of.js';

const taillard = 'jobs machines\n2 2 1 1 1 1\nTimes\n5 6\n7 8\nMachines\n1 2\n2 1\n';
const orders =
  'order,operation,machine,duration,due\nA,1,saw,5 min,2026-03-02T12:00\nA,2,mill|lathe,7,\nB,1,mill,3,\n';
const scheduleOpt =
  '{"instance": "x", "machines": 2, "jobs": 1, "data": [{"job": 0, "operation": 0, "machine": 1, "duration": 3}]}';

describe('the format of a file', () => {
  it.each([
    ['standard', 'ft06', instanceText('ft06')],
    ['standard', 'la31.txt', instanceText('la31')],
    ['flow-shop', 'tfs001.txt', '2 3\n0 1 1 2 2 3\n0 4 1 5 2 6\n'],
    ['packed', 'jobshop1.txt', '+++\n instance ft\n+++\nwords\n1 1\n0 4\n'],
    ['taillard', 'tai.txt', taillard],
    ['taillard', 'short.txt', '2 2\n5 6\n7 8\n1 2\n2 1\n'],
    ['flexible', 'mk01.fjs', smallFlexible],
    ['flexible', 'mk01.txt', smallFlexible],
    ['flexible', 'two.txt', '2 2\n2 2 0 3 1 4 1 0 5\n1 1 1 7\n'],
    ['re-entrant', 'long.txt', '2 2\n0 1 1 2 0 3 -1 -1\n1 4 -1 -1\n'],
    ['schedule-opt', 'ft06.json', scheduleOpt],
    ['problem', 'mine.json', writeProblemJson(builtInProblem('ft06'))],
    ['orders', 'orders.csv', orders],
    ['plant', 'plant.yaml', workshop],
    ['plant', 'stdin', workshop],
  ])('%s is told of %s', (format, name, text) => {
    expect(detectFormat(text, name)).toBe(format);
    expect(problemDefects(readProblem(text, name))).toEqual([]);
  });

  it('is asked for where it cannot be told, with what was looked for', () => {
    const message = messageOf(() => readProblem('hello\nworld\n', 'note.txt'));
    expect(message).toContain('note.txt:1:1: the format is "hello"');
    for (const format of problemFormats) expect(message).toContain(format);
  });

  it('may be said, with the instance', () => {
    expect(readProblem('2 1\n0 1\n0 2\n', 'x', { format: 'standard' }).permutation).toBeUndefined();
    expect(
      readProblem('instance a\n1 1\n0 4\ninstance b\n1 1\n0 5\n', 'two.txt#b').jobs[0].operations[0]
        .alternatives[0].duration,
    ).toBe(5);
    expect(requireFormat('plant')).toBe('plant');
    expect(messageOf(() => requireFormat('plants'))).toContain('did you mean plant?');
  });
});

describe('the fixtures of the literature', () => {
  const names = [
    'ft06',
    'ft10',
    'ft20',
    ...Array.from({ length: 40 }, (_, index) => `la${String(index + 1).padStart(2, '0')}`),
  ];

  it('are read, and none is shorter than its longest job or heaviest machine', () => {
    for (const name of names) {
      const { jobs, machines } = readProblem(instanceText(name), `${name}.txt`);
      const loads = machines.map(() => 0);
      for (const { operations } of jobs)
        for (const { alternatives } of operations) loads[alternatives[0].machine] += alternatives[0].duration;
      const best = bestKnown(name)?.upper ?? 0;
      expect(best).toBeGreaterThanOrEqual(Math.max(...loads));
      // Appendix A: la01 to la40 and ft lie within a factor of two of the heaviest machine.
      expect(best).toBeLessThan(2 * Math.max(...loads));
    }
  });
});

describe('a problem as JSON', () => {
  it('comes back as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.subarray([...plantFeatures]), (seed, features) => {
        const problem = randomPlant(seed, { features });
        expect(readProblem(writeProblemJson(problem), 'problem.json')).toEqual(problem);
      }),
      runs(25),
    );
  });

  it('is refused at the place of a mistake', () => {
    const text =
      '{\n  "name": "x",\n  "machines": [{ "name": "a" }],\n  "jobs": [\n    { "name": "j", "operations": [{ "alternatives": [{ "machine": 0, "duration": "5" }] }] }\n  ]\n}';
    expect(messageOf(() => readProblem(text, 'p.json'))).toMatch(
      /^p\.json:5:\d+: jobs\.0\.operations\.0\.alternatives\.0\.duration is "5", but must be a number/,
    );
    expect(messageOf(() => readProblem('{ "name": ', 'p.json'))).toContain('p.json:1:');
  });
});

describe("ScheduleOpt's JSON", () => {
  it('is ft06 where it says ft06', () => {
    const problem = builtInProblem('ft06');
    const data = problem.jobs.flatMap(({ operations }, job) =>
      operations.map(({ alternatives: [only] }, operation) => ({ job, operation, ...only })),
    );
    const text = JSON.stringify({
      instance: 'ft06',
      family: 'ft',
      year: '1963',
      machines: 6,
      jobs: 6,
      data: data.reverse(),
    });
    expect(readScheduleOpt(text, 'ft06.json')).toEqual(problem);
  });

  const flexible = (precedences: readonly (readonly number[])[]) =>
    JSON.stringify({
      instance: 'f',
      operations: [
        { operation: 0, option: 0, machine: 0, duration: 3 },
        { operation: 0, option: 1, machine: 1, duration: 4 },
        { operation: 1, option: 0, machine: 1, duration: 5 },
        { operation: 2, option: 0, machine: 0, duration: 6 },
      ],
      precedences,
    });

  it('makes lines of precedences', () => {
    const { jobs } = readScheduleOpt(flexible([[0, 1, 0]]), 'f.json');
    expect(jobs.map(({ operations }) => operations.map(({ alternatives }) => alternatives.length))).toEqual([
      [2, 1],
      [1],
    ]);
  });

  it.each([
    [
      [
        [0, 1, 0],
        [0, 2, 0],
      ],
      'routes that branch are not supported yet',
    ],
    [
      [
        [0, 1, 0],
        [1, 0, 0],
      ],
      'without a cycle; operations 0 -> 1 -> 0',
    ],
    [[[0, 9, 0]], 'between operations of the file'],
  ])('refuses %j', (precedences, message) => {
    expect(messageOf(() => readScheduleOpt(flexible(precedences), 'f.json'))).toContain(message);
  });

  it('refuses a machine that is not there, at its line', () => {
    expect(
      messageOf(() => readScheduleOpt(scheduleOpt.replace('"machine": 1', '"machine": 2'), 's.json')),
    ).toContain(
      `s.json:1:${scheduleOpt.indexOf('"machine":') + 1}: data.0.machine is 2, but must be below 2`,
    );
  });
});

describe('texts that somebody broke', () => {
  const seeds: readonly (readonly [string, string])[] = [
    ['ft06.txt', instanceText('ft06')],
    ['tai.txt', taillard],
    ['x.fjs', smallFlexible],
    ['sdst.fjs', '2 2 1\n1 2 1 25 2 37\n1 1 2 65\n\n6 3\n3 5\n4 4\n8 4\n'],
    ['long.txt', '2 2\n0 1 1 2 0 3 -1 -1\n1 4 -1 -1\n'],
    ['packed.txt#b', 'instance a\n1 1\n0 4\ninstance b\n+++\n1 1\n0 5\n'],
    ['orders.csv', orders],
    ['so.json', scheduleOpt],
    [
      'p.json',
      writeProblemJson(
        randomPlant(3, { jobs: 2, machines: 2, features: ['setups', 'calendar', 'maintenance'] }),
      ),
    ],
    ['plant.yaml', workshop],
    ['flex.txt', writeFlexible(builtInProblem('small-flexible'))],
    ['ta.txt', writeStandard(randomPlant(1, { jobs: 3, machines: 3 }))],
  ];
  const pieces = [
    '',
    ' ',
    '\n',
    '0',
    '-1',
    '7',
    '1e9',
    '99999999',
    'x',
    '"',
    ':',
    ',',
    '{',
    '}',
    '[',
    ']',
    '#',
    '- ',
    '&a ',
    '*a',
    '!!set ',
    '\u0000',
    '\uFEFF',
    'null',
    '2026-13-01',
    '24:00',
    '\t',
    '|',
    'NaN',
  ];

  it.each(seeds)('%s gives a LeptonError or a sound problem', (name, text) => {
    const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.constantFrom(...pieces));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const broken = edits.reduce((old, [where, length, piece]) => {
          const at = Math.floor(where * old.length);
          return old.slice(0, at) + piece + old.slice(at + length);
        }, text);
        try {
          expect(problemDefects(readProblem(broken, name))).toEqual([]);
        } catch (error) {
          if (!isLeptonError(error)) throw error;
        }
      }),
      runs(150),
    );
  });
});
