import { type Draft, type Log, rowsWhere } from './draft.js';
import { day, frequencyOf } from './frequency.js';
import type { MarketDataSettings } from './market-data-options.js';

const constantRun = 10;

/** What is left as it is but should be known: gaps in the calendar, bars without volume, prices that stand still. */
export function noteGaps(draft: Draft, log: Log): void {
  const { walls } = draft;
  const { name, spacing } = frequencyOf(walls);
  const usual = {
    daily: 4 * day,
    weekly: 8 * day,
    monthly: 32 * day,
    quarterly: 93 * day,
    yearly: 367 * day,
  };
  // Over night a market is closed.
  const isGap = (row: number): boolean => {
    const distance = walls[row] - walls[row - 1];
    if (name !== 'intraday') return distance > usual[name];
    const isSameDay = Math.floor(walls[row] / day) === Math.floor(walls[row - 1] / day);
    return isSameDay ? distance > 3 * spacing : distance > 4.5 * day;
  };
  const gaps = rowsWhere(draft, (row) => row > 0 && isGap(row));
  if (gaps.length === 0) return;
  const longest = gaps.reduce((most, row) => Math.max(most, walls[row] - walls[row - 1]), 0);
  log.add(draft, 'noted', 'gap', gaps, {
    found: `${gaps.length} gaps before these rows, the longest ${durationText(longest)}`,
    rule: 'left as they are: no bars are made up',
  });
}

export function handleVolume(draft: Draft, { zeroVolume }: MarketDataSettings, log: Log): Draft {
  if (draft.volume.every((volume) => volume === 0)) return draft;
  const without = rowsWhere(draft, (row) => draft.volume[row] === 0 && draft.tradable[row] === 1);
  if (without.length === 0) return draft;
  const isHalt = zeroVolume === 'halt';
  log.add(draft, isHalt ? 'mended' : 'noted', 'zero-volume', without, {
    found: `${without.length} rows with volume 0`,
    rule: isHalt ? 'not tradable' : 'tradable; the option zeroVolume: halt makes them not so',
  });
  if (!isHalt) return draft;
  return {
    ...draft,
    tradable: draft.tradable.map((can, row) => (draft.volume[row] === 0 ? 0 : can)),
  };
}

export function noteConstantRuns(draft: Draft, log: Log): void {
  const { close } = draft;
  const standing: number[] = [];
  let begin = 0;
  for (let row = 1; row <= close.length; row++) {
    if (row < close.length && close[row] === close[begin]) continue;
    if (row - begin >= constantRun) for (let inner = begin; inner < row; inner++) standing.push(inner);
    begin = row;
  }
  if (standing.length > 0)
    log.add(draft, 'noted', 'constant-price', standing, {
      found: `close stands still for ${constantRun} rows or more`,
      rule: 'left as it is',
    });
}

/** A close far from both of its neighbours, which are near one another: a bad tick more often than a price. */
export function noteSpikes(draft: Draft, log: Log): void {
  const { close } = draft;
  const apart = (a: number, b: number): number => Math.max(close[a] / close[b], close[b] / close[a]);
  const spikes = rowsWhere(
    draft,
    (row) =>
      row > 0 &&
      row + 1 < close.length &&
      Math.min(apart(row, row - 1), apart(row, row + 1)) > 1.4 &&
      apart(row - 1, row + 1) < 1.1,
  );
  if (spikes.length > 0)
    log.add(draft, 'noted', 'spike', spikes, {
      found: `close ${close[spikes[0]]} between ${close[spikes[0] - 1]} and ${close[spikes[0] + 1]}`,
      rule: 'left as it is: whoever trades against it earns what nobody could have',
    });
}

function durationText(milliseconds: number): string {
  return milliseconds >= day
    ? `${Math.round(milliseconds / day)} days`
    : `${Math.round(milliseconds / 60_000)} minutes`;
}
