import type { AccountHistory } from '../../environments/market/ledger.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { TearSheetInput } from '../../src/reports/tear-sheet/tear-sheet-input.js';

const columns = [
  'kind',
  'bar',
  'time',
  'asset',
  'order',
  'type',
  'moment',
  'quantity',
  'price',
  'reference',
  'commission',
  'amount',
  'ratio',
  'reason',
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string | number>>>;

/** Every order, fill, cost, split and cancellation, in order, with times and the assets' names. */
function ledgerRows({ times, assets }: MarketData, { ledger }: AccountHistory): readonly Row[] {
  return ledger.map((entry) => ({
    ...entry,
    time: isoTime(times[entry.bar]),
    ...('asset' in entry && entry.asset !== undefined ? { asset: assets[entry.asset].name } : { asset: '' }),
  }));
}

/** `ledger.csv`; a cell is empty where an entry has no such thing. */
export function ledgerCsv(data: MarketData, history: AccountHistory): string {
  const rows = ledgerRows(data, history).map((row) => columns.map((name) => cell(row[name])).join(','));
  return [columns.join(','), ...rows, ''].join('\n');
}

/** `ledger.json`: with the bars it is all that is needed to rebuild the equity. */
export function ledgerJson(data: MarketData, history: AccountHistory): string {
  const { initialCapital, firstBar, equity } = history;
  const head = {
    format: 'lepton-ledger/1',
    initialCapital,
    firstBar,
    bars: equity.length,
    assets: data.assets.map(({ name }) => name),
  };
  return `${JSON.stringify({ ...head, entries: ledgerRows(data, history) }, undefined, 1)}\n`;
}

/** `equity.csv`: a row a bar, a column a curve. */
export function equityCsv({ times, curves }: TearSheetInput): string {
  const header = ['time', ...curves.map(({ name }) => cell(name))].join(',');
  const rows = times.map((time, t) => [isoTime(time), ...curves.map(({ equity }) => equity[t])].join(','));
  return [header, ...rows, ''].join('\n');
}

function isoTime(time: number): string {
  const text = new Date(time).toISOString();
  return time % 86_400_000 === 0 ? text.slice(0, 10) : text;
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
