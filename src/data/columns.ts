import type { Table } from './table.js';

/** Columns that mean something to Lepton; any other numeric one is a feature. */
export const priceColumns = ['open', 'high', 'low', 'close'] as const;
export type KnownColumn = (typeof priceColumns)[number] | 'adjustedClose' | 'volume' | 'dividends' | 'splits';

/** Spellings, without blanks, signs and capitals. */
const spellings: Readonly<Record<KnownColumn | 'date' | 'time', readonly string[]>> = {
  date: [
    'date',
    'datetime',
    'timestamp',
    'day',
    'opentime',
    ...['dateutc', 'datetimeutc', 'timestamputc', 'timeutc', 'opentimeutc', 'gmttime'],
    'index',
    '',
  ],
  time: ['time'],
  open: ['open', 'o', 'openprice'],
  high: ['high', 'h', 'highprice'],
  low: ['low', 'l', 'lowprice'],
  close: ['close', 'c', 'closeprice', 'last', 'price', 'closelast'],
  adjustedClose: ['adjclose', 'adjustedclose', 'closeadj', 'closeadjusted'],
  volume: ['volume', 'vol', 'v'],
  dividends: ['dividends', 'dividend', 'divcash', 'dividendamount'],
  splits: ['splits', 'split', 'stocksplits', 'splitfactor', 'splitcoefficient', 'splitratio'],
};

/** Where in a row everything is. */
export interface Columns {
  /** One column, or a date and a time. */
  readonly times: readonly number[];
  readonly known: Readonly<Partial<Record<KnownColumn, number>>>;
  readonly others: readonly number[];
}

/** Finds the columns by their usual spellings, whatever their case. */
export function findColumns({ columns }: Pick<Table, 'columns'>): Columns {
  const plain = columns.map((name) => plainName(name));
  const find = (meaning: keyof typeof spellings): number | undefined => {
    for (const spelling of spellings[meaning]) {
      const index = plain.indexOf(spelling);
      // A column without a name is the date where it comes first, as pandas writes it.
      if (index > 0 || (index === 0 && (spelling !== '' || columns[0]?.trim() === ''))) {
        if (spelling !== '' || index === 0) return index;
      }
    }
    return undefined;
  };
  const date = find('date');
  const time = find('time');
  const times = [date, time].filter((index) => index !== undefined);
  const meanings = Object.keys(spellings).filter(
    (name): name is KnownColumn => name !== 'date' && name !== 'time',
  );
  const known = Object.fromEntries(
    meanings.map((name) => [name, find(name)] as const).filter(([, index]) => index !== undefined),
  ) as Columns['known'];
  const used = new Set([...times, ...Object.values(known)]);
  return { times, known, others: columns.map((_, index) => index).filter((index) => !used.has(index)) };
}

/** Says of which asset a row is. */
export const isAssetColumn = (name: string): boolean =>
  ['symbol', 'ticker', 'tic', 'asset', 'instrument', 'code', 'isin'].includes(plainName(name));

/** Names that more than one column has; nobody can tell which is meant. */
export function repeatedNames({ columns }: Pick<Table, 'columns'>): readonly string[] {
  const plain = columns.map((name) => plainName(name));
  return columns.filter((_, index) => plain[index] !== '' && plain.indexOf(plain[index]) < index);
}

/** `Adj Close`, `adj_close` and `5. adjusted close` without what makes them differ; digits stay, since close2 is not close. */
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\d+\.\s*/, '')
    .replace(/[^a-z0-9]/g, '');
