import { check } from '../errors.js';
import { readTime } from './read-time.js';
import { type Reach, requireCount, requirePurge, type Span } from './spans.js';
import { timeZone } from './time-zone.js';

/** Three parts, one after the other. */
export interface TimeSplit {
  readonly train: Span;
  readonly validation: Span;
  readonly test: Span;
}

/** Where the parts begin: shares of the rows, or the first times of validation and test, milliseconds or ISO 8601. */
export type TimeCuts =
  | { readonly validation: number; readonly test: number }
  | { readonly validationFrom: number | string; readonly testFrom: number | string };

export interface PurgeOptions extends Partial<Reach> {
  /** Rows left out between two parts. With `window` or `nStep` it must be at least their sum. */
  readonly purge: number;
}

/**
 * Training, validation and test, in this order of time, with `purge` rows left out before validation and before test.
 *
 * @param times of the rows, increasing [T]
 * @throws LeptonError `invalid-value` where a part is empty, or the purge is too small
 */
export function splitInTime(times: ArrayLike<number>, options: TimeCuts & PurgeOptions): TimeSplit {
  const component = 'splitInTime';
  const { purge } = options;
  requirePurge(component, purge, options);
  const count = times.length;
  const [validationFrom, testFrom] =
    'test' in options
      ? [
          count - Math.round(count * (options.test + options.validation)),
          count - Math.round(count * options.test),
        ]
      : [firstFrom(times, options.validationFrom), firstFrom(times, options.testFrom)];
  const split = {
    train: { from: 0, to: validationFrom - purge },
    validation: { from: validationFrom, to: testFrom - purge },
    test: { from: testFrom, to: count },
  };
  for (const [name, { from, to }] of Object.entries(split))
    check(from >= 0 && from < to, {
      component,
      parameter: name,
      value: `rows ${from} to ${to}`,
      requirement: `at least one row of the ${count}, after a purge of ${purge}`,
    });
  return split;
}

function firstFrom(times: ArrayLike<number>, time: number | string): number {
  const read = typeof time === 'number' ? { instant: time } : readTime(time, timeZone('UTC'), undefined);
  const from = 'instant' in read ? read.instant : Number.NaN;
  check(Number.isFinite(from), {
    component: 'splitInTime',
    parameter: 'time',
    value: time,
    requirement: 'milliseconds since 1970, or a date like 2020-01-31',
  });
  const row = Array.from(times).findIndex((other) => other >= from);
  return row === -1 ? times.length : row;
}

export interface WalkForwardOptions extends PurgeOptions {
  /** `expanding`: training begins at row 0 each time. `rolling`: it keeps its length. */
  readonly mode: 'expanding' | 'rolling';
  /** Rows of the first training part. */
  readonly trainLength: number;
  readonly testLength: number;
  /** Rows from one fold to the next. Default: `testLength`, so that the tests follow one another without a gap. */
  readonly step?: number;
}

/** A training and the test that follows it. */
export interface WalkForwardFold {
  readonly train: Span;
  readonly test: Span;
}

/** Folds, each of which tests on the rows after its training and a purge; a rest that is shorter than a test is left out. */
export function walkForward(count: number, options: WalkForwardOptions): readonly WalkForwardFold[] {
  const component = 'walkForward';
  const { mode, trainLength, testLength, step = testLength, purge } = options;
  requirePurge(component, purge, options);
  for (const [name, value] of Object.entries({ trainLength, testLength, step }))
    requireCount(component, name, value, 1);
  const folds: WalkForwardFold[] = [];
  for (let end = trainLength; end + purge + testLength <= count; end += step) {
    const from = mode === 'expanding' ? 0 : end - trainLength;
    folds.push({ train: { from, to: end }, test: { from: end + purge, to: end + purge + testLength } });
  }
  check(folds.length > 0, {
    component,
    parameter: 'rows',
    value: count,
    requirement: `at least trainLength + purge + testLength, ${trainLength + purge + testLength}`,
  });
  return folds;
}
