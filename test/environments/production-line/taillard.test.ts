import { describe, expect, it } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { bestKnown } from '../../../environments/production-line/best-known.js';
import {
  builtInProblem,
  builtInProblemNames,
} from '../../../environments/production-line/built-in-problems.js';
import { problemDefects } from '../../../environments/production-line/check-problem.js';
import { writeStandard } from '../../../environments/production-line/formats/standard.js';
import type { Problem } from '../../../environments/production-line/problem.js';
import { taillardFlowShop, taillardJobShop } from '../../../environments/production-line/taillard.js';

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** "n m", then a line of n durations for each machine. */
function byMachine({ jobs, machines }: Problem): string {
  const rows = machines.map((_, machine) =>
    jobs.map(({ operations }) => operations[machine].alternatives[0].duration).join(' '),
  );
  return [`${jobs.length} ${machines.length}`, ...rows, ''].join('\n');
}

// The hashes were taken over the files of JSPLIB and of ScheduleOpt (production-line.md, Appendix B and C).
describe("Taillard's generator", () => {
  it('makes the 80 job shops of the files', () => {
    const all = numbers(80).map((number) => writeStandard(taillardJobShop(number)));
    expect(hash(all.join(''))).toBe('03971f78b728bfceb95d9891887d251a42cd73f54be79b2506cf5b955d38d7c0');
  });

  it.each([
    [1, '0de6b527c2fc37bd'],
    [41, 'e6533f2dadf519ef'],
    [80, 'ef97b48112a65a76'],
  ])('makes ta%i of the file', (number, prefix) => {
    expect(hash(writeStandard(taillardJobShop(number))).slice(0, 16)).toBe(prefix);
  });

  it('makes the 120 flow shops of the files', () => {
    const all = numbers(120).map((number) => byMachine(taillardFlowShop(number)));
    expect(hash(all.join(''))).toBe('6fcf13695304faeab21759176fad8d7b3d1c0801250c28444882f8af425b2d6f');
  });

  it('begins ta01 as the paper prints it', () => {
    const [{ operations }] = taillardJobShop(1).jobs;
    const [first] = operations.map(({ alternatives }) => alternatives[0]);
    expect(operations.slice(0, 4).map(({ alternatives }) => alternatives[0].duration)).toEqual([
      94, 66, 10, 53,
    ]);
    expect(operations.slice(0, 4).map(({ alternatives }) => alternatives[0].machine + 1)).toEqual([
      7, 13, 5, 8,
    ]);
    expect(first).toEqual({ machine: 6, duration: 94 });
  });

  it.each([0, 81, 1.5, Number.NaN])('has no job shop %p', (number) => {
    expect(() => taillardJobShop(number)).toThrow('must be an integer from 1 to 80');
  });
});

describe('the table of best known makespans', () => {
  it('holds what the archive says, whatever the case', () => {
    expect(bestKnown('ft06')).toEqual({ lower: 55, upper: 55 });
    expect(bestKnown('LA40')).toEqual({ lower: 1222, upper: 1222 });
    expect(bestKnown('abz8')).toEqual({ lower: 667, upper: 667 });
    expect(bestKnown('orb07')?.upper).toBe(397);
    expect(bestKnown('swv10')).toEqual({ lower: 1692, upper: 1743 });
    expect(bestKnown('yn4')?.upper).toBe(967);
    expect(bestKnown('ta50')).toEqual({ lower: 1848, upper: 1923 });
    expect(bestKnown('mk10')).toEqual({ lower: 189, upper: 193 });
    expect(bestKnown('tf120')).toEqual({ upper: 26457 });
    expect(bestKnown('ta81')).toBeUndefined();
    expect(bestKnown('constructor')).toBeUndefined();
  });

  it("is not below the longest job or the heaviest machine of any of Taillard's", () => {
    for (const name of builtInProblemNames.filter((other) => /^t[af]\d/.test(other))) {
      const { jobs, machines } = builtInProblem(name);
      const loads = machines.map(() => 0);
      const lengths = jobs.map(({ operations }) => {
        let length = 0;
        for (const { alternatives } of operations) {
          loads[alternatives[0].machine] += alternatives[0].duration;
          length += alternatives[0].duration;
        }
        return length;
      });
      expect(bestKnown(name)?.upper).toBeGreaterThanOrEqual(Math.max(...loads, ...lengths));
    }
  });
});

describe('built-in problems', () => {
  it('are all sound, and known by name in either case', () => {
    expect(builtInProblemNames).toHaveLength(204);
    for (const name of builtInProblemNames.slice(0, 10))
      expect(problemDefects(builtInProblem(name))).toEqual([]);
    expect(problemDefects(builtInProblem('TA80'))).toEqual([]);
    expect(problemDefects(builtInProblem('tf120'))).toEqual([]);
  });

  it('suggests a name for one that does not exist', () => {
    expect(() => builtInProblem('ta8')).toThrow('did you mean ta08?');
  });
});
