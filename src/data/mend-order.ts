import { type Draft, type Log, numberColumns, pickRows, rowsWhere } from './draft.js';
import type { MarketDataSettings } from './market-data-options.js';

/** Rows oldest first. A file that is newest first is common, and is no more than turned around. */
export function sortRows(draft: Draft, log: Log): Draft {
  const { instants } = draft;
  const late = rowsWhere(draft, (row) => row > 0 && instants[row] < instants[row - 1]);
  if (late.length === 0) return draft;
  const isNewestFirst = rowsWhere(draft, (row) => row > 0 && instants[row] > instants[row - 1]).length === 0;
  const order = rowsWhere(draft, () => true);
  if (isNewestFirst) {
    log.add(draft, 'mended', 'newest-first', [], { found: 'the newest row first', rule: 'turned around' });
    return pickRows(draft, [...order].reverse());
  }
  log.add(draft, 'mended', 'wrong-order', late, {
    found: `${late.length} rows that are older than the row before`,
    rule: 'sorted by time',
  });
  return pickRows(
    draft,
    [...order].sort((a, b) => instants[a] - instants[b] || a - b),
  );
}

/**
 * One row for each bar: of rows that are the same the first stays; rows that differ are refused, or the later one wins, which of two at
 * the same time is the later in the file.
 *
 * @param labels of the rows, in order; rows with the same label are of one bar. [T]
 */
export function dropDuplicates(
  draft: Draft,
  labels: ArrayLike<number>,
  { duplicates }: MarketDataSettings,
  log: Log,
): Draft {
  const again = rowsWhere(draft, (row) => row > 0 && labels[row] === labels[row - 1]);
  if (again.length === 0) return draft;
  const columns = numberColumns(draft).map(([, column]) => column);
  const isSame = (row: number): boolean => columns.every((column) => Object.is(column[row], column[row - 1]));
  const same = again.filter(isSame);
  const conflicting = again.filter((row) => !isSame(row));
  if (same.length > 0)
    log.add(draft, 'mended', 'duplicate', same, {
      found: `${same.length} rows that repeat another`,
      rule: 'dropped',
    });
  if (conflicting.length > 0)
    log.add(draft, duplicates === 'refuse' ? 'refused' : 'mended', 'conflicting-duplicate', conflicting, {
      found: `${conflicting.length} rows of the same bar as another, with other values`,
      rule:
        duplicates === 'refuse'
          ? 'one row for each bar, or the option duplicates: last'
          : 'the last one wins',
    });
  const { instants, rowNumbers } = draft;
  const winners = new Map<number, number>();
  for (const row of rowsWhere(draft, () => true)) {
    const other = winners.get(labels[row]);
    const isLater =
      other === undefined ||
      instants[row] > instants[other] ||
      (instants[row] === instants[other] && rowNumbers[row] > rowNumbers[other]);
    if (isLater) winners.set(labels[row], row);
  }
  return pickRows(draft, [...winners.values()]);
}
