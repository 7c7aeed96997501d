import { check } from '../errors.js';
import type { PurgeOptions } from './split-in-time.js';
import { requireCount, requirePurge, type Span } from './spans.js';

export interface CrossValidationOptions extends PurgeOptions {
  /** Parts of nearly the same length that the rows are cut into. */
  readonly folds: number;
  /** Rows after each test part that training leaves out, besides the purge. Default: 0. */
  readonly embargo?: number;
}

export interface CrossValidationSplit {
  /** Adjoining parts are one span. */
  readonly train: readonly Span[];
  readonly test: readonly Span[];
  /** Numbers of the parts that it tests on. */
  readonly testFolds: readonly number[];
}

/** Each part is the test once; training leaves out `purge` rows on both sides of it, and `embargo` more after it. */
export function purgedKFold(count: number, options: CrossValidationOptions): readonly CrossValidationSplit[] {
  return splitsOf('purgedKFold', count, 1, options);
}

export interface CombinatorialSplits {
  /** One for each choice of test parts, in lexicographic order: C(folds, testFolds) of them. */
  readonly splits: readonly CrossValidationSplit[];
  /** Which path each test part of each split belongs to. [splits][testFolds] */
  readonly pathIds: readonly (readonly number[])[];
  /** For each path, the split that tests each part: together a test over all rows. [paths][folds] */
  readonly paths: readonly (readonly number[])[];
}

/**
 * Combinatorial purged cross-validation (Lopez de Prado, Advances in Financial Machine Learning, 2018, chapter 12): every choice of
 * `testFolds` parts is a test once, which gives testFolds / folds * C(folds, testFolds) paths over all rows.
 */
export function combinatorialPurged(
  count: number,
  options: CrossValidationOptions & { readonly testFolds: number },
): CombinatorialSplits {
  const { folds, testFolds } = options;
  const splits = splitsOf('combinatorialPurged', count, testFolds, options);
  const tested = new Array<number>(folds).fill(0);
  const pathIds = splits.map((split) => split.testFolds.map((fold) => tested[fold]++));
  const paths = Array.from({ length: tested[0] }, () => new Array<number>(folds).fill(0));
  for (const [index, split] of splits.entries())
    for (const [place, fold] of split.testFolds.entries()) paths[pathIds[index][place]][fold] = index;
  return { splits, pathIds, paths };
}

function splitsOf(
  component: string,
  count: number,
  testFolds: number,
  options: CrossValidationOptions,
): readonly CrossValidationSplit[] {
  const { folds, purge, embargo = 0 } = options;
  requirePurge(component, purge, options);
  requireCount(component, 'embargo', embargo, 0);
  requireCount(component, 'folds', folds, 2);
  requireCount(component, 'testFolds', testFolds, 1);
  check(testFolds < folds, {
    component,
    parameter: 'testFolds',
    value: testFolds,
    requirement: `below folds, ${folds}`,
  });
  check(folds <= count, {
    component,
    parameter: 'folds',
    value: folds,
    requirement: `at most the ${count} rows`,
  });
  const bounds = Array.from({ length: folds + 1 }, (_, fold) => Math.floor((fold * count) / folds));
  return choices(folds, testFolds).map((chosen) => {
    const test = chosen.map((fold) => ({ from: bounds[fold], to: bounds[fold + 1] }));
    const isLeftOut = (row: number): boolean =>
      test.some(({ from, to }) => row >= from - purge && row < to + purge + embargo);
    const train = spansWhere(count, (row) => !isLeftOut(row));
    check(train.length > 0, {
      component,
      parameter: 'purge',
      value: purge,
      requirement: `small enough to leave rows to train on beside the test parts ${chosen.join(', ')}`,
    });
    return { train, test, testFolds: chosen };
  });
}

function spansWhere(count: number, holds: (row: number) => boolean): readonly Span[] {
  const spans: { from: number; to: number }[] = [];
  for (let row = 0; row < count; row++) {
    if (!holds(row)) continue;
    const span = spans.at(-1);
    if (span?.to === row) span.to = row + 1;
    else spans.push({ from: row, to: row + 1 });
  }
  return spans;
}

/** All increasing choices of some numbers below n, in lexicographic order. */
function choices(n: number, some: number, from = 0): readonly (readonly number[])[] {
  if (some === 0) return [[]];
  const firsts = Array.from({ length: Math.max(0, n - some + 1 - from) }, (_, index) => from + index);
  return firsts.flatMap((first) => choices(n, some - 1, first + 1).map((rest) => [first, ...rest]));
}
