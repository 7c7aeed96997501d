import {
  type Columns,
  findColumns,
  isAssetColumn,
  type KnownColumn,
  priceColumns,
  repeatedNames,
} from './columns.js';
import type { Draft, Log } from './draft.js';
import { day } from './frequency.js';
import type { MarketDataSettings } from './market-data-options.js';
import { isLocalClock, orderOf, readTime } from './read-time.js';
import { type DecimalSign, decimalSignOf, readNumber, readRatio } from './read-number.js';
import type { Cell, Table } from './table.js';
import { timeZone } from './time-zone.js';

/** The numbers and times of a table. Refuses, in the log, what has no date or price columns, and text where a number should be. */
export function readDraft(table: Table, settings: MarketDataSettings, log: Log): Draft | undefined {
  const columns = findColumns(table);
  if (!hasWhatIsNeeded(table, columns, log)) return undefined;
  const times = readTimes(table, columns, settings, log);
  const decimals = settings.decimals === 'unambiguous' ? shownDecimals(table, columns) : settings.decimals;
  const known = (name: KnownColumn): Float64Array | undefined => {
    const index = columns.known[name];
    if (index === undefined) return undefined;
    return readNumbers(table, index, name === 'splits' ? readRatio : readNumber, decimals, log);
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
    features: readFeatures(table, columns, decimals, log),
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
  const assets = assetsIn(table);
  if (assets !== undefined)
    log.add(table, 'refused', 'several-assets', [], {
      column: assets.column,
      found:
        assets.names.slice(0, 3).join(', ') +
        (assets.names.length > 3 ? ` and ${assets.names.length - 3} more` : ''),
      rule: 'one asset: a file for each',
    });
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
  return lacking.length === 0 && repeated.length === 0 && assets === undefined;
}

/** A long table: the rows of several assets, told apart by a column. */
function assetsIn({
  columns,
  rows,
}: Table): { readonly column: string; readonly names: readonly string[] } | undefined {
  const index = columns.findIndex(isAssetColumn);
  if (index === -1) return undefined;
  const names = [...new Set(rows.map((row) => String(row[index] ?? '').trim()))].filter(
    (name) => name !== '',
  );
  return names.length < 2 ? undefined : { column: columns[index], names };
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
  const wrong = times.flatMap((time, index) => ('expected' in time ? [{ index, rule: time.expected }] : []));
  for (const rule of new Set(wrong.map((one) => one.rule))) {
    const rows = wrong.filter((one) => one.rule === rule).map(({ index }) => index);
    log.add(table, 'refused', 'no-date', rows, {
      column: table.columns[first],
      found: shownFirst(cells, rows),
      rule,
    });
  }
  const walls = times.map((time) => ('wall' in time ? time.wall : Number.NaN));
  const isIntraday = new Set(walls.map((wall) => Math.floor(wall / day))).size < 0.7 * walls.length;
  const saysZone = /utc|gmt/i.test(`${table.columns[first]} ${table.columns[second ?? first]}`);
  if (zoneName === 'UTC' && !saysZone && isIntraday && cells.some(isLocalClock))
    log.add(table, 'noted', 'assumed-zone', [], {
      column: table.columns[second ?? first],
      found: 'times without a zone',
      rule: 'taken for UTC; the option timeZone, like America/New_York, says which clock it was',
    });
  return {
    instants: times.map((time) => ('instant' in time ? time.instant : Number.NaN)),
    walls,
  };
}

/** The decimal sign that the columns show, whether they turn out to be numbers or not. */
function shownDecimals({ rows }: Table, { known, others }: Columns): DecimalSign | undefined {
  const places = [...Object.values(known), ...others];
  return decimalSignOf(rows.flatMap((row) => places.map((place) => row[place])));
}

function readNumbers(
  table: Table,
  column: number,
  read: typeof readNumber,
  decimals: DecimalSign | undefined,
  log: Log,
): Float64Array {
  const cells = table.rows.map((row) => row[column]);
  const values = cells.map((cell) => read(cell, decimals));
  const wrong = values.flatMap((value, index) => (value === undefined ? [index] : []));
  if (wrong.length > 0) {
    const isComma = decimals === undefined && /^\d+,\d+$/.test(String(cells[wrong[0]]).trim());
    log.add(table, 'refused', 'text-in-number-column', wrong, {
      column: table.columns[column],
      found: shownFirst(cells, wrong),
      rule: `a number, or nothing${isComma ? '; the option decimals: comma or point says what the comma is' : ''}`,
    });
  }
  return Float64Array.from(values, (value) => value ?? Number.NaN); // [T]
}

/** Columns where every cell is a number or empty are features; those of text only are left out and said. */
function readFeatures(
  table: Table,
  { others }: Columns,
  decimals: DecimalSign | undefined,
  log: Log,
): Draft['features'] {
  const features: [string, Float64Array][] = [];
  for (const index of others) {
    const name = table.columns[index];
    const isNumber = (cell: Cell): boolean => {
      const value = readNumber(cell, decimals);
      return value !== undefined && !Number.isNaN(value);
    };
    if (!isAssetColumn(name) && table.rows.some((row) => isNumber(row[index])))
      features.push([name, readNumbers(table, index, readNumber, decimals, log)]);
    else
      log.add(table, 'noted', 'no-number-column', [], {
        column: name,
        found: 'no numbers',
        rule: 'left out',
      });
  }
  return Object.fromEntries(features);
}

/** The first of some cells, and how many more there are. */
const shownFirst = (cells: readonly Cell[], [first, ...others]: readonly number[]): string =>
  `${shown(cells[first])}${others.length === 0 ? '' : ` and ${others.length} more`}`;

const shown = (cell: Cell): string =>
  typeof cell === 'object' && cell !== null ? cell.toISOString() : String(cell);
