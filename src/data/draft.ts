import type { Defect, Severity } from './defects.js';

/** The rows of a file on their way to bars: columns of numbers, NaN where a cell is empty. */
export interface Draft {
  readonly file: string;
  /** Of each row, as a person counts. [T] */
  readonly rowNumbers: readonly number[];
  /** Milliseconds since 1970 UTC. [T] */
  readonly instants: readonly number[];
  /** The clock of the exchange, written as if it were UTC. [T] */
  readonly walls: readonly number[];
  readonly open: Float64Array; // [T]
  readonly high: Float64Array; // [T]
  readonly low: Float64Array; // [T]
  readonly close: Float64Array; // [T]
  readonly volume: Float64Array; // [T]
  readonly dividends: Float64Array; // [T]
  readonly splits: Float64Array; // [T]
  readonly adjustedClose?: Float64Array; // [T]
  readonly features: Readonly<Record<string, Float64Array>>; // [T] each
  readonly tradable: Uint8Array; // [T]
}

/** A step from a draft to the next: what it did goes into the log. */
export interface Log {
  readonly defects: Defect[];
  /** @param indices of rows of the draft */
  add(
    draft: Pick<Draft, 'file' | 'rowNumbers'>,
    severity: Severity,
    kind: string,
    indices: readonly number[],
    words: { readonly found: string; readonly rule: string; readonly column?: string },
  ): void;
}

export function makeLog(): Log {
  const defects: Defect[] = [];
  return {
    defects,
    add: ({ file, rowNumbers }, severity, kind, indices, words) => {
      defects.push({ kind, severity, file, rows: indices.map((index) => rowNumbers[index]), ...words });
    },
  };
}

/** The rows of these indices, in their order. */
export function pickRows(draft: Draft, indices: readonly number[]): Draft {
  const numbers = (column: Float64Array) => Float64Array.from(indices, (index) => column[index]); // [T]
  const { adjustedClose } = draft;
  return {
    file: draft.file,
    rowNumbers: indices.map((index) => draft.rowNumbers[index]),
    instants: indices.map((index) => draft.instants[index]),
    walls: indices.map((index) => draft.walls[index]),
    open: numbers(draft.open),
    high: numbers(draft.high),
    low: numbers(draft.low),
    close: numbers(draft.close),
    volume: numbers(draft.volume),
    dividends: numbers(draft.dividends),
    splits: numbers(draft.splits),
    ...(adjustedClose !== undefined && { adjustedClose: numbers(adjustedClose) }),
    features: Object.fromEntries(
      Object.entries(draft.features).map(([name, column]) => [name, numbers(column)]),
    ),
    tradable: Uint8Array.from(indices, (index) => draft.tradable[index]),
  };
}

/** Indices of rows where something holds. */
export function rowsWhere({ rowNumbers }: Draft, holds: (row: number) => boolean): readonly number[] {
  return rowNumbers.map((_, index) => index).filter((index) => holds(index));
}

/** Every column of numbers with its name, features too. */
export function numberColumns(draft: Draft): readonly (readonly [name: string, column: Float64Array])[] {
  const { open, high, low, close, volume, dividends, splits, adjustedClose, features } = draft;
  const own = { open, high, low, close, volume, dividends, splits, ...(adjustedClose && { adjustedClose }) };
  return [...Object.entries(own), ...Object.entries(features)];
}
