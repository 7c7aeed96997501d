import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { combinatorialPurged, purgedKFold } from '../../src/data/cross-validation.js';
import { provesDisjoint, type Span } from '../../src/data/spans.js';
import { splitInTime, walkForward } from '../../src/data/split-in-time.js';

const rowsOf = (spans: readonly Span[]): readonly number[] =>
  spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

describe('combinatorial purged cross-validation', () => {
  const trains = (purge: number, embargo: number) =>
    combinatorialPurged(12, { folds: 3, testFolds: 2, purge, embargo }).splits.map(({ train }) =>
      rowsOf(train),
    );

  it('gives the splits of skfolio for 12 rows, 3 folds, 2 of them tests', () => {
    expect(trains(0, 0)).toEqual([
      [8, 9, 10, 11],
      [4, 5, 6, 7],
      [0, 1, 2, 3],
    ]);
    expect(trains(1, 0)).toEqual([
      [9, 10, 11],
      [5, 6],
      [0, 1, 2],
    ]);
    expect(trains(0, 1)).toEqual([
      [9, 10, 11],
      [5, 6, 7],
      [0, 1, 2, 3],
    ]);
    const { pathIds, paths } = combinatorialPurged(12, { folds: 3, testFolds: 2, purge: 0 });
    expect(pathIds).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(paths).toEqual([
      [0, 0, 1],
      [1, 2, 2],
    ]);
  });

  it.each([
    [6, 2, 15, 5],
    [10, 2, 45, 9],
    [10, 8, 45, 36],
  ])('of %i folds, %i of them tests: %i splits, %i paths', (folds, testFolds, splits, paths) => {
    const made = combinatorialPurged(100, { folds, testFolds, purge: 0 });
    expect([made.splits.length, made.paths.length]).toEqual([splits, paths]);
    for (const path of made.paths)
      expect(path.every((split, fold) => made.splits[split]?.testFolds.includes(fold))).toBe(true);
  });
});

it('no split has a row in training and test, nor nearer to each other than the purge', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 200 }),
      fc.integer({ min: 3, max: 6 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      (count, folds, window, nStep) => {
        const purge = window + nStep;
        const reach = { window, nStep };
        const options = { folds, purge, embargo: 1, ...reach };
        for (const { train, test } of purgedKFold(count, options)) {
          const tested = new Set(rowsOf(test));
          expect(rowsOf(train).some((row) => tested.has(row))).toBe(false);
          expect(provesDisjoint(train, test, reach).areDisjoint).toBe(true);
        }
        const walk = { mode: 'rolling', trainLength: 10, testLength: 5, purge, ...reach } as const;
        for (const { train, test } of walkForward(count, walk))
          expect(provesDisjoint([train], [test], reach).areDisjoint).toBe(true);
      },
    ),
    runs(50),
  );
});

it('a split without a purge is found not to be disjoint, and refused where window and n-step are said', () => {
  const times = Array.from({ length: 100 }, (_, row) => row);
  const cuts = { validation: 0.2, test: 0.2 };
  const { train, validation } = splitInTime(times, { ...cuts, purge: 0 });
  expect(provesDisjoint([train], [validation], { window: 3, nStep: 1 })).toMatchObject({
    areDisjoint: false,
    nearest: -3,
  });
  expect(() => splitInTime(times, { ...cuts, purge: 3, window: 3, nStep: 1 })).toThrow(
    'purge is 3, but must be at least window + nStep, 4',
  );
});

it('splits by shares and by dates agree, and the purge is taken from before a part', () => {
  const day = 86_400_000;
  const times = Array.from({ length: 10 }, (_, row) => row * day);
  const expected = { train: { from: 0, to: 5 }, validation: { from: 6, to: 7 }, test: { from: 8, to: 10 } };
  expect(splitInTime(times, { validation: 0.2, test: 0.2, purge: 1 })).toEqual(expected);
  expect(splitInTime(times, { validationFrom: '1970-01-07', testFrom: '1970-01-09', purge: 1 })).toEqual(
    expected,
  );
});

it('walk-forward tests follow one another; training expands, or keeps its length', () => {
  const folds = (mode: 'expanding' | 'rolling') =>
    walkForward(12, { mode, trainLength: 5, testLength: 2, purge: 1 }).map(({ train, test }) => [
      train.from,
      train.to,
      test.from,
      test.to,
    ]);
  expect(folds('expanding')).toEqual([
    [0, 5, 6, 8],
    [0, 7, 8, 10],
    [0, 9, 10, 12],
  ]);
  expect(folds('rolling')).toEqual([
    [0, 5, 6, 8],
    [2, 7, 8, 10],
    [4, 9, 10, 12],
  ]);
});
