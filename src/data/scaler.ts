import { check } from '../errors.js';
import { failUnknownName } from '../unknown-name.js';

/** Which centre and which scale: see `ScalerOptions`. */
export type ScalerKind = 'standard' | 'min-max' | 'robust';
/** Columns by their names, all of one length. */
export type NumberColumns = Readonly<Record<string, ArrayLike<number>>>;

/** Plain data, which JSON keeps to the bit: scaled = (value - center) / scale. */
export interface Scaler {
  readonly kind: ScalerKind;
  /** The rows that it was fitted on. */
  readonly from: number;
  readonly to: number;
  readonly columns: Readonly<Record<string, { readonly center: number; readonly scale: number }>>;
}

export interface ScalerOptions {
  /** `standard`: mean 0, deviation 1 (of the population). `min-max`: 0 to 1. `robust`: median 0, distance of the quartiles 1. */
  readonly kind: ScalerKind;
  readonly columns: readonly string[];
  /** The first row. */
  readonly from: number;
  /** The row behind the last one. */
  readonly to: number;
}

const component = 'scaler';

/**
 * Fits a scaler on rows [from, to) of some columns; no other row is looked at. A column that is constant there keeps its scale.
 *
 * @throws LeptonError `unknown-name` for a column, `invalid-value` for rows that are not there, or a value that is not finite
 */
export function fitScaler(data: NumberColumns, { kind, columns, from, to }: ScalerOptions): Scaler {
  const fitted = columns.map((name) => {
    const values = Array.from(columnOf(data, name));
    check(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= values.length, {
      component,
      parameter: 'rows',
      value: [from, to],
      requirement: `a range within the ${values.length} rows`,
    });
    const part = values.slice(from, to);
    const wrong = part.findIndex((value) => !Number.isFinite(value));
    check(wrong === -1, {
      component: `${component}, row ${from + wrong}`,
      parameter: name,
      value: part[wrong],
      requirement: 'finite',
    });
    const { center, scale } = fits[kind](part);
    return [name, { center, scale: scale > 0 ? scale : 1 }] as const;
  });
  return { kind, from, to, columns: Object.fromEntries(fitted) };
}

/** The scaler's columns, scaled, all rows. Raises `unknown-name` for a column that the data lacks. */
export function applyScaler(scaler: Scaler, data: NumberColumns): Readonly<Record<string, Float64Array>> {
  return mapColumns(scaler, data, (value, center, scale) => (value - center) / scale);
}

/** What `applyScaler` was given, to rounding. */
export function invertScaler(scaler: Scaler, data: NumberColumns): Readonly<Record<string, Float64Array>> {
  return mapColumns(scaler, data, (value, center, scale) => value * scale + center);
}

function mapColumns(
  { columns }: Scaler,
  data: NumberColumns,
  map: (value: number, center: number, scale: number) => number,
): Readonly<Record<string, Float64Array>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, { center, scale }]) => [
      name,
      Float64Array.from(columnOf(data, name), (value) => map(value, center, scale)), // [T]
    ]),
  );
}

const columnOf = (data: NumberColumns, name: string): ArrayLike<number> =>
  Object.hasOwn(data, name) ? data[name] : failUnknownName(component, 'column', name, Object.keys(data));

type Fit = (values: readonly number[]) => { readonly center: number; readonly scale: number };

const fits: Readonly<Record<ScalerKind, Fit>> = {
  standard: (values) => {
    const center = sum(values) / values.length;
    const variance = sum(values.map((value) => (value - center) * (value - center))) / values.length;
    const scale = Math.sqrt(variance);
    // Rounding of the mean alone: a constant column.
    return { center, scale: scale > 1e-12 * Math.abs(center) ? scale : 0 };
  },
  'min-max': (values) => {
    const low = values.reduce((least, value) => Math.min(least, value), Infinity);
    const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
    return { center: low, scale: high - low };
  },
  robust: (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    return { center: quantile(sorted, 0.5), scale: quantile(sorted, 0.75) - quantile(sorted, 0.25) };
  },
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Linear between order statistics, as NumPy's default. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
