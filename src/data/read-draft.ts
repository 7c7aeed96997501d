import { type Columns, findColumns, type KnownColumn, priceColumns, repeatedNames } from './columns.js';
import type { Draft, Log } from './draft.js';
import type { MarketDataSettings } from './market-data-options.js';
import { orderOf, readTime } from './read-time.js';
import type { Cell, Table } from './table.js';
import { timeZone } from './time-zone.js';

const missing = new Set(['', 'nan', 'na', 'n/a', '#n/a', 'null', 'none', '-', '.']);

/** The numbers and times of a table. Refuses, in the log, what has no date or price columns, and text where a number should be. */
export function readDraft(table: Table, settings: MarketDataSettings, log: Log): Draft | undefined {
  const columns = findColumns(table);
  if (!hasWhatIsNeeded(table, columns, log)) return undefined;
  const times = readTimes(table, columns, settings, log);
  const known = (name: KnownColumn): Float64Array | undefined => {
    const index = columns.known[name];
    return index === undefined ? undefined : readNumbers(table, index, name, log);
  };
  const count = table.rows.length;
  const { open, high, low, close } = Object.fromEntries(
    priceColumns.map((name) => [name, known(name) ?? new Float64Array(count)]), // [T]
  ) as Record<(typeof priceColumns)[number], Float64Array>;
  const volume = known('volume');
  if (volume === undefined)
    log.add(table, 'noted', 'no-volume', [], {
      found: 'no column volume',
      rule: 'volume 0 everywhere: costs and caps by volume share cannot be used',
    });
  const adjustedClose = known('adjustedClose');
  return {
    file: table.file,
    rowNumbers: table.rowNumbers,
    ...times,
    open,
    high,
    low,
    close,
    volume: (volume ?? new Float64Array(count)).map((value) => (Number.isNaN(value) ? 0 : value)),
    dividends: (known('dividends') ?? new Float64Array(count)).map((value) =>
      Number.isNaN(value) ? 0 : value,
    ),
    // Files write 0, 1 or nothing on the days without a split.
    splits: (known('splits') ?? new Float64Array(count).fill(1)).map((value) =>
      value === 0 || Number.isNaN(value) ? 1 : value,
    ),
    ...(adjustedClose !== undefined && { adjustedClose }),
    features: readFeatures(table, columns, log),
    tradable: new Uint8Array(count).fill(1), // [T]
  };
}

function hasWhatIsNeeded(table: Table, columns: Columns, log: Log): boolean {
  const needed = priceColumns.filter((name) => columns.known[name] === undefined);
  const lacking = [...(columns.times.length === 0 ? ['date'] : []), ...needed];
  if (table.columns.length === 0 || table.rows.length === 0) {
    log.add(table, 'refused', 'empty-file', [], {
      found: table.columns.length === 0 ? 'nothing' : 'a header and no rows',
      rule: 'a header and at least two rows',
    });
    return false;
  }
  const repeated = repeatedNames(table);
  if (lacking.length > 0)
    log.add(table, 'refused', 'missing-columns', [], {
      found: `the columns ${table.columns.join(', ')}`,
      rule: `columns ${lacking.join(', ')} too`,
    });
  if (repeated.length > 0)
    log.add(table, 'refused', 'repeated-columns', [], {
      found: `${repeated.join(', ')} more than once`,
      rule: 'columns of different names',
    });
  return lacking.length === 0 && repeated.length === 0;
}

function readTimes(
  table: Table,
  { times: [first, second] }: Columns,
  { dates, timeZone: zoneName }: MarketDataSettings,
  log: Log,
): Pick<Draft, 'instants' | 'walls'> {
  const cells = table.rows.map((row): Cell =>
    second === undefined ? row[first] : `${String(row[first])} ${String(row[second])}`.trim(),
  );
  const zone = timeZone(zoneName);
  const order = dates === 'unambiguous' ? orderOf(cells) : dates;
  const times = cells.map((cell) => readTime(cell, zone, order));
  const wrong = times.flatMap((time, index) => ('expected' in time ? [{ index, ...time }] : []));
  for (const { index, expected } of wrong.slice(0, 20)) {
    log.add(table, 'refused', 'no-date', [index], {
      column: table.columns[first],
      found: shown(cells[index]),
      rule: expected,
    });
  }
  return {
    instants: times.map((time) => ('instant' in time ? time.instant : Number.NaN)),
    walls: times.map((time) => ('wall' in time ? time.wall : Number.NaN)),
  };
}

function readNumbers(table: Table, column: number, meaning: string, log: Log): Float64Array {
  const values = table.rows.map((row) => numberIn(row[column], meaning === 'splits'));
  const wrong = values.flatMap((value, index) => (value === undefined ? [index] : []));
  // Twenty of them are enough to see what is wrong.
  for (const index of wrong.slice(0, 20)) {
    log.add(table, 'refused', 'text-in-number-column', [index], {
      column: table.columns[column],
      found: shown(table.rows[index][column]),
      rule: 'a number, or nothing',
    });
  }
  return Float64Array.from(values, (value) => value ?? Number.NaN); // [T]
}

/** Columns where every cell is a number or empty are features; those of text only are left out and said. */
function readFeatures(table: Table, { others }: Columns, log: Log): Draft['features'] {
  const features: [string, Float64Array][] = [];
  for (const index of others) {
    const name = table.columns[index];
    const cells = table.rows.map((row) => numberIn(row[index], false));
    if (cells.some((cell) => cell !== undefined && !Number.isNaN(cell)))
      features.push([name, readNumbers(table, index, name, log)]);
    else
      log.add(table, 'noted', 'no-number-column', [], {
        column: name,
        found: 'no numbers',
        rule: 'left out',
      });
  }
  return Object.fromEntries(features);
}

/** NaN for an empty cell, undefined for what is no number. `$` and thousands separators within quotes are a matter of taste: refused. */
function numberIn(cell: Cell, isSplit: boolean): number | undefined {
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : Number.isNaN(cell) ? cell : undefined;
  if (typeof cell === 'bigint' || typeof cell === 'boolean') return Number(cell);
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  if (missing.has(text.toLowerCase())) return Number.NaN;
  const ratio = isSplit ? /^(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)$/.exec(text) : null;
  if (ratio !== null) return Number(ratio[1]) / Number(ratio[2]);
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

const shown = (cell: Cell): string =>
  typeof cell === 'object' && cell !== null
    ? cell.toISOString()
    : typeof cell === 'string'
      ? JSON.stringify(cell)
      : String(cell);
