import { z } from 'zod';
import { fitScaler, type Scaler, type ScalerKind } from '../../src/data/scaler.js';
import type { Span } from '../../src/data/spans.js';
import { check } from '../../src/errors.js';
import { nameOf, strictRecord } from '../../src/plain-data.js';
import { failUnknownName } from '../../src/unknown-name.js';
import type { FeatureTable } from './features.js';

export const scalerKinds = ['standard', 'min-max', 'robust'] as const satisfies readonly ScalerKind[];

/** A fitted scaler as plain data; its columns are called `ASSET FEATURE`. */
export const scalerSchema = strictRecord({
  kind: nameOf(scalerKinds),
  from: z.number().int().min(0),
  to: z.number().int().positive(),
  columns: z.record(z.string(), strictRecord({ center: z.number(), scale: z.number().positive() })),
});

/** What is further than this from the center after scaling is cut off. */
export const scaledLimit = 10;

/** Fits every column of the table on these bars only: those of the training. */
export function fitTable(table: FeatureTable, kind: ScalerKind, { from, to }: Span): Scaler {
  const first = Math.max(from, table.firstBar);
  check(first < to, {
    component: 'market',
    parameter: 'scaler',
    value: kind,
    requirement: `fitted on a training part that has bars from bar ${table.firstBar} on, where the features begin`,
    hint: 'more data, shorter indicators, or scaler: none',
  });
  const width = table.columns.length;
  const data = Object.fromEntries(
    table.columns.map((name, place) => [name, everyNth(table.values, place, width)] as const),
  );
  return fitScaler(data, { kind, columns: table.columns, from: first, to });
}

/** The table as observations have it. Raises `unknown-name` for a column that the scaler was not fitted on. [T, assets, F] */
export function scaledTable(
  { values, firstBar, columns }: FeatureTable,
  scaler: Scaler | undefined,
): Float32Array {
  const table = Float32Array.from(values); // [T, assets, F]
  if (scaler === undefined) return table;
  const width = columns.length;
  columns.forEach((name, place) => {
    const known = Object.hasOwn(scaler.columns, name);
    const { center, scale } = known
      ? scaler.columns[name]
      : failUnknownName('market scaler', 'column', name, Object.keys(scaler.columns));
    for (let at = firstBar * width + place; at < table.length; at += width) {
      table[at] = Math.min(scaledLimit, Math.max(-scaledLimit, (values[at] - center) / scale));
    }
  });
  return table;
}

function everyNth(values: Float64Array, first: number, n: number): Float64Array {
  const column = new Float64Array(values.length / n); // [T]
  for (let t = 0; t < column.length; t++) column[t] = values[t * n + first];
  return column;
}
