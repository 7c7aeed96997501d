import { describe, expect, it } from '@jest/globals';
import { builtInProblem } from '../../../../environments/production-line/built-in-problems.js';
import { problemDefects } from '../../../../environments/production-line/check-problem.js';
import { readFlexible, writeFlexible } from '../../../../environments/production-line/formats/flexible.js';
import { readReentrant, writeReentrant } from '../../../../environments/production-line/formats/reentrant.js';
import {
  readFlowShop,
  readFromPacked,
  readPacked,
  readStandard,
  writeStandard,
} from '../../../../environments/production-line/formats/standard.js';
import { readTaillard } from '../../../../environments/production-line/formats/taillard-text.js';
import type { Problem } from '../../../../environments/production-line/problem.js';
import { instanceText } from '../../../fixtures/jsp/read-instance.js';
import { messageOf } from '../message-of.js';

const la01 = instanceText('la01');
const rowsOf = ({ jobs }: Problem) =>
  jobs.map(({ operations }) =>
    operations.map(({ alternatives }) => alternatives.map(({ machine, duration }) => [machine, duration])),
  );

describe('the standard specification', () => {
  it('is read as the file has it', () => {
    const { name, machines, jobs } = readStandard(la01, 'folder/la01.txt');
    expect([name, machines.length, jobs.length]).toEqual(['la01', 5, 10]);
    expect(jobs[0].operations.map(({ alternatives }) => alternatives)).toEqual(
      [
        [1, 21],
        [0, 53],
        [4, 95],
        [3, 55],
        [2, 34],
      ].map(([machine, duration]) => [{ machine, duration }]),
    );
  });

  it('is the built-in ft06, number for number', () => {
    expect(readStandard(instanceText('ft06'), 'ft06.txt')).toEqual(builtInProblem('ft06'));
  });

  it('comes back as it was written', () => {
    const problem = builtInProblem('ta11');
    expect(readStandard(writeStandard(problem), 'ta11')).toEqual(problem);
  });

  it('may have comments, blank lines, tabs, carriage returns, trailing blanks and a byte-order mark', () => {
    const text = '\uFEFF# a comment\r\n#+++\r\n\r\n2 2  \r\n0\t1 1   2\t\r\n\r\n1 3 0 4 \r\n';
    expect(rowsOf(readStandard(text, 'x'))).toEqual([
      [[[0, 1]], [[1, 2]]],
      [[[1, 3]], [[0, 4]]],
    ]);
  });

  it('keeps an operation of no time', () => {
    expect(rowsOf(readStandard('1 2\n0 0 1 5', 'orb'))).toEqual([[[[0, 0]], [[1, 5]]]]);
  });

  it('passes over a solution that follows the jobs', () => {
    expect(readStandard('2 2\n0 1 1 2\n1 3 0 4\n7\n0 1\n1 0\n', 'x').jobs).toHaveLength(2);
  });

  it.each([
    ['2 2\n0 1 1 2\n', 'x:3:1: job 2 of 2 is undefined, but must be there; the file ends here'],
    ['1 2\n0 1 1\n', 'x:2:6: the length of job 1 of 1 is 3, but must be 4 numbers'],
    ['1 2\n0 1 1 2 7\n', 'x:2:9: the length of job 1 of 1 is 5, but must be 4 numbers'],
    [
      '1 2\n0 1 2 2\n',
      'x:2:5: the machine of operation 2 of job 1 is "2", but must be an integer from 0 to 1',
    ],
    [
      '1 2\n0 1 0 2\n',
      'x:2:5: the machine of operation 2 of job 1 is 0, but must be one that the job has not visited',
    ],
    ['1 2\n0 x 1 2\n', 'x:2:3: the duration of operation 1 of job 1 is "x", but must be a number, 0 or more'],
    [
      '1 2\n0 -3 1 2\n',
      'x:2:3: the duration of operation 1 of job 1 is "-3", but must be a number, 0 or more',
    ],
    ['1 2\n0 NaN 1 2\n', 'x:2:3: the duration'],
    ['1 2\n0 1e999 1 2\n', 'x:2:3: the duration'],
    ['1 2\n0 0x10 1 2\n', 'x:2:3: the duration'],
    [
      '1 2\n0 1 1 2\n0 1 1 2\n',
      'x:3:1: a further line is "0 1 1 2", but must be left out: the first line promises 1 jobs',
    ],
    ['0 2\n', 'x:1:1: the number of jobs is "0", but must be an integer from 1 to 100000'],
    ['', 'x:1:1: the first line'],
    ['2\n', 'x:1:2: the length of the first line'],
  ])('%j is refused at its place', (text, message) => {
    expect(messageOf(() => readStandard(text, 'x'))).toContain(message);
  });

  it('cannot say a choice of machines', () => {
    expect(() => writeStandard(builtInProblem('small-flexible'))).toThrow('one machine for an operation');
  });
});

describe('a flow shop', () => {
  it('is a permutation problem', () => {
    const problem = readFlowShop('2 2\n0 3 1 4\n0 5 1 6\n', 'tfs.txt');
    expect(problem.permutation).toBe(true);
    expect(problemDefects(problem)).toEqual([]);
  });

  it('is refused where a job goes another way', () => {
    const message = 'x:4:1: the machine of operation 1 is "1", but must be 0: in a flow shop';
    expect(messageOf(() => readFlowShop('2 2\n# c\n0 3 1 4\n1 5 0 6\n', 'x'))).toContain(message);
  });
});

describe("OR-Library's packed file", () => {
  const packed = ` This file contains instances of 2 jobs.
 +++++++++++++++++++++++++++++
 instance one
 +++++++++++++++++++++++++++++
 Made up by nobody 2x2 instance (Table 1)
 2 2
 0 1 1 2
 1 3 0 4
 +++++++++++++++++++++++++++++
 instance two
 +++++++++++++++++++++++++++++
 Another
 1 1
 0 9
 +++ end +++
`;

  it('gives its instances by name', () => {
    const problems = readPacked(packed, 'jobshop1.txt');
    expect([...problems.keys()]).toEqual(['one', 'two']);
    expect(rowsOf(readFromPacked(packed, 'jobshop1.txt', 'two'))).toEqual([[[[0, 9]]]]);
  });

  it('asks which one, and knows what was meant', () => {
    expect(messageOf(() => readFromPacked(packed, 'p', undefined))).toContain('say it after a #: p#one');
    expect(messageOf(() => readFromPacked(packed, 'p', 'tow'))).toContain('did you mean two?');
  });

  it('says the line of the whole file', () => {
    expect(messageOf(() => readPacked(packed.replace('0 9', '0 z'), 'p'))).toContain('p:14:4: the duration');
  });
});

describe("Taillard's specification", () => {
  // Two jobs on two machines: J1 on M1 for 5, then M2 for 6; J2 on M2 for 7, then M1 for 8.
  const rows = [
    [[[0, 5]], [[1, 6]]],
    [[[1, 7]], [[0, 8]]],
  ];
  const long = `Nb of jobs, Nb of Machines, Time seed, Machine seed, Upper bound, Lower bound
  2 2 840612802 398197754 1231 1005
Times
 5 6
 7 8
Machines
 1 2
 2 1
`;

  it('is read in its long and its short form', () => {
    expect(rowsOf(readTaillard(long, 'tai.txt'))).toEqual(rows);
    expect(rowsOf(readTaillard('2 2\n5 6\n7 8\n1 2\n2 1\n', 'tai.txt'))).toEqual(rows);
  });

  it('may hold many instances, told apart by number', () => {
    const two = long + long.replace('5 6', '50 60');
    expect(rowsOf(readTaillard(two, 'tai.txt', '2'))[0]).toEqual([[[0, 50]], [[1, 60]]]);
    expect(messageOf(() => readTaillard(two, 'tai.txt'))).toContain('a number from 1 to 2');
  });

  it('has a form for flow shops, a row for each machine', () => {
    const text = `number of jobs, number of machines, initial seed, upper bound and lower bound :
          3           2   873654221        1278        1232
processing times :
 1 2 3
 4 5 6
`;
    const problem = readTaillard(text, 'flow.txt');
    expect(rowsOf(problem)).toEqual([
      [[[0, 1]], [[1, 4]]],
      [[[0, 2]], [[1, 5]]],
      [[[0, 3]], [[1, 6]]],
    ]);
    expect(problem.permutation).toBe(true);
  });

  it('counts machines from 1, and says where one does not', () => {
    expect(messageOf(() => readTaillard(long.replace('2 1', '2 0'), 't'))).toContain(
      't:8:4: number 2 of the machines of job 2 is "0", but must be an integer from 1 to 2',
    );
    expect(messageOf(() => readTaillard('2 2\n5 6\n7 8\n1 2\n', 't'))).toContain(
      't:5:1: the machines of job 2 of 2',
    );
  });
});

describe("Brandimarte's flexible shops", () => {
  const oneBased = '2 2 1.15\n2 2 1 3 2 4 1 1 5 \n1  1   2  7   \n';
  const rows = [
    [
      [
        [0, 3],
        [1, 4],
      ],
      [[0, 5]],
    ],
    [[[1, 7]]],
  ];

  it('count machines from 1 or from 0, as the file tells', () => {
    expect(rowsOf(readFlexible(oneBased, 'mk.fjs'))).toEqual(rows);
    expect(rowsOf(readFlexible('2 2\n2 2 0 3 1 4 1 0 5\n1 1 1 7\n', 'mk.txt'))).toEqual(rows);
  });

  it('must be told where the file does not', () => {
    const text = '1 3\n1 1 1 5\n';
    expect(messageOf(() => readFlexible(text, 'x'))).toContain(
      'x: firstMachine is undefined, but must be 0 or 1',
    );
    expect(rowsOf(readFlexible(text, 'x', 0))).toEqual([[[[1, 5]]]]);
    expect(rowsOf(readFlexible(text, 'x', 1))).toEqual([[[[0, 5]]]]);
  });

  it('take any third number, or none', () => {
    for (const third of ['', ' 1', ' 1.15', ' 2.5 '])
      expect(rowsOf(readFlexible(oneBased.replace(' 1.15', third), 'x'))).toEqual(rows);
  });

  it('come back as they were written', () => {
    const problem = builtInProblem('small-flexible');
    expect(readFlexible(writeFlexible(problem), 'small-flexible')).toEqual(problem);
    expect(readFlexible(writeFlexible(builtInProblem('ta01')), 'ta01')).toEqual(builtInProblem('ta01'));
  });

  it.each([
    ['1 2\n1 1 0 5 1\n', 'x:2:9: the length of job 1 of 1 is 1, but must be 0 numbers'],
    ['1 2\n1 2 0 5\n', 'x:2:8: a machine of operation 1 of job 1 is undefined'],
    [
      '1 2\n1 0\n',
      'x:2:3: the number of machines of operation 1 of job 1 is "0", but must be an integer from 1 to 2',
    ],
    ['1 2\n2 1 0 5 1 2 5\n', 'x:2:11: a machine is 2, but must be from 0 to 1'],
    [
      '1 2\n1 2 1 5 1 6\n',
      'x:2:9: a machine of operation 1 of job 1 is 1, but must be one that the operation does not have yet',
    ],
    ['1 2\n1 1 7 5\n', 'x:2:5: a machine of operation 1 of job 1 is "7"'],
    ['1 2\n9 1 1 5\n', 'x:2:1: the number of operations of job 1 is "9"'],
  ])('%j is refused at its place', (text, message) => {
    expect(messageOf(() => readFlexible(text, 'x'))).toContain(message);
  });
});

describe('flexible shops with set-ups', () => {
  const text = '2 2 1\n1 2 1 25 2 37\n1 1 2 65\n\n6 3\n3 5\n4 4\n8 4\n';

  it('give each operation a family and each machine its matrix', () => {
    const { machines, jobs } = readFlexible(text, 'sdst.fjs');
    expect(machines.map(({ setups }) => setups)).toEqual([
      [
        [6, 3],
        [3, 5],
      ],
      [
        [4, 4],
        [8, 4],
      ],
    ]);
    expect(jobs.map(({ operations }) => operations[0].family)).toEqual([0, 1]);
  });

  it('are refused where a row is missing', () => {
    expect(messageOf(() => readFlexible(text.replace('8 4\n', ''), 'x'))).toContain(
      'the set-ups of machine M2 from operation 2',
    );
  });
});

describe('re-entrant shops', () => {
  const text = '2 2\n0 1 1 2 0 3 -1 -1\n1 4 -1 -1\n';

  it('visit machines as often as they like', () => {
    const problem = readReentrant(text, 'long.txt');
    expect(rowsOf(problem)).toEqual([[[[0, 1]], [[1, 2]], [[0, 3]]], [[[1, 4]]]]);
    expect(writeReentrant(problem)).toBe(text);
  });

  it.each([
    ['1 2\n0 1\n', 'x:2:4: the machine of operation 2 of job 1 is undefined'],
    ['1 2\n-1 -1\n', 'x:2:1: the machine of operation 1 of job 1 is "-1"'],
    ['1 2\n0 1 -1 0\n', 'x:2:8: the second number of the end of job 1 is "0"'],
    ['1 2\n0 1 2 2 -1 -1\n', 'x:2:5: the machine of operation 2 of job 1 is "2"'],
  ])('%j is refused at its place', (bad, message) => {
    expect(messageOf(() => readReentrant(bad, 'x'))).toContain(message);
  });
});
