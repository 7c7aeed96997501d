import { z } from 'zod';
import { requirePurge, type Span } from '../../src/data/spans.js';
import { splitInTime } from '../../src/data/split-in-time.js';
import { eitherForm, strictRecord } from '../../src/plain-data.js';

export const partNames = ['all', 'training', 'validation', 'test'] as const;
export type PartName = (typeof partNames)[number];

const share = z.number().positive().max(1).default(0.2);

/** How much of the bars validation and test have, at the end of the data; or the days (UTC) with which they begin. */
export const splitSchema = eitherForm(
  strictRecord({ validation: share, test: share }),
  strictRecord({ validationFrom: z.iso.date(), testFrom: z.iso.date() }),
);
export type Split = z.output<typeof splitSchema>;

/** The purge where none is given: the window, and steps for an n-step return of up to 10. */
export const usualPurge = (window: number): number => window + 10;

/**
 * Which bars a part has. Training and validation end `purge` bars before the part behind them begins, so that no window
 * of that one reaches into them. Raises `invalid-value` where the purge is shorter than the window.
 */
export function spanOf(
  times: Float64Array,
  part: PartName,
  split: Split,
  purge: number,
  window: number,
): Span {
  if (part === 'all') return { from: 0, to: times.length };
  requirePurge('market', purge, { window });
  // Short data may be long enough for one part and not for another, so the purge comes afterwards.
  const { validation, test } = splitInTime(times, { ...split, purge: 0 });
  if (part === 'training') return { from: 0, to: Math.max(0, validation.from - purge) };
  return part === 'validation'
    ? { from: validation.from, to: Math.max(validation.from, test.from - purge) }
    : test;
}
