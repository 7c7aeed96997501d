import { completionTimes } from './bar-times.js';
import { type Defect, isRefused } from './defects.js';
import { type Draft, type Log, makeLog, rowsWhere } from './draft.js';
import { type Frequency, frequencyOf, inferBarsPerYear } from './frequency.js';
import type { Bars } from './market-data.js';
import {
  type MarketDataOptions,
  type MarketDataSettings,
  marketDataSettings,
} from './market-data-options.js';
import { checkRanges, checkSigns, fillMissing } from './mend-prices.js';
import { dropDuplicates, sortRows } from './mend-order.js';
import { handleVolume, noteConstantRuns, noteGaps, noteSpikes } from './note-bars.js';
import { readDraft } from './read-draft.js';
import { handleSplits } from './split-detection.js';
import type { Table } from './table.js';

/** The bars of one file, on a calendar of their own. */
export interface Asset {
  readonly bars: Bars;
  /** When each bar is complete, see `MarketData`. [T] */
  readonly times: Float64Array;
  readonly frequency: Frequency;
  readonly barsPerYear: number;
  /** The row of the file behind each bar. [T] */
  readonly rowNumbers: readonly number[];
}

export interface CheckedFile {
  /** Everything that was found, in the order of the steps. */
  readonly defects: readonly Defect[];
  /** Not there where a defect was refused. */
  readonly asset?: Asset;
}

/**
 * Looks for everything that is wrong with price bars, and mends it by a stated rule or refuses it. Mending a row looks at that row and
 * at earlier ones only. `requireUsable` raises for what was refused.
 *
 * @param name of the asset
 * @throws LeptonError `invalid-value` for wrong options
 */
export function checkBars(table: Table, name: string, options: MarketDataOptions = {}): CheckedFile {
  const settings = marketDataSettings(options);
  const log = makeLog();
  const read = readDraft(table, settings, log);
  const mended = read === undefined || isRefused(log.defects) ? undefined : mend(read, settings, log);
  if (mended === undefined || isRefused(log.defects)) return { defects: log.defects };
  return { defects: log.defects, asset: assetOf(mended, name, settings) };
}

/** Each step takes for granted what those before it have put right. */
function mend(read: Draft, settings: MarketDataSettings, log: Log): Draft | undefined {
  const sorted = sortRows(read, log);
  const single = dropDuplicates(sorted, sorted.instants, settings, log);
  // Two rows of one day are two rows of one daily bar.
  const inOrder =
    single.close.length < 2
      ? single
      : dropDuplicates(single, completionTimes(single, settings), settings, log);
  const filled = fillMissing(checkSigns(inOrder, settings, log), settings, log);
  if (filled.close.length < 2) {
    log.add(
      filled,
      'refused',
      'one-row',
      rowsWhere(filled, () => true),
      {
        found: `${filled.close.length} usable rows`,
        rule: 'at least two rows with prices',
      },
    );
    return undefined;
  }
  if (isRefused(log.defects)) return undefined;
  const adjusted = adjustPrices(checkRanges(filled, settings, log), settings, log);
  noteGaps(adjusted, log);
  noteConstantRuns(adjusted, log);
  noteSpikes(adjusted, log);
  return handleVolume(handleSplits(adjusted, settings, log), settings, log);
}

/**
 * With `prices: adjusted`, all prices of a bar times adjusted close / close, and its volume divided by it, so that the traded value stays:
 * a total return, and levels that know later dividends.
 */
function adjustPrices(draft: Draft, { prices }: MarketDataSettings, log: Log): Draft {
  const { adjustedClose, close } = draft;
  if (prices === 'raw') return noteUnusedAdjustment(draft, log);
  if (adjustedClose === undefined) {
    log.add(draft, 'refused', 'no-adjusted-close', [], {
      found: 'no column adjusted close',
      rule: 'a column Adj Close, or the option prices: raw',
    });
    return draft;
  }
  const wrong = rowsWhere(draft, (row) => draft.tradable[row] === 1 && !(adjustedClose[row] > 0));
  if (wrong.length > 0)
    log.add(draft, 'refused', 'no-adjusted-close', wrong, {
      found: 'no adjusted close above 0',
      rule: 'one on every row with prices',
    });
  const factors = new Float64Array(close.length); // [T]
  for (let row = 0; row < close.length; row++)
    factors[row] = draft.tradable[row] === 1 ? adjustedClose[row] / close[row] : (factors[row - 1] ?? 1);
  const scale = (column: Float64Array) => column.map((price, row) => price * factors[row]);
  const { open, high, low, volume } = draft;
  return {
    ...draft,
    volume: volume.map((shares, row) => shares / factors[row]),
    open: scale(open),
    high: scale(high),
    low: scale(low),
    close: scale(close),
    // They are in the prices now.
    dividends: new Float64Array(close.length),
    splits: new Float64Array(close.length).fill(1),
  };
}

/** Raw returns lack the dividends that are in the adjusted close alone, and a person should know. */
function noteUnusedAdjustment(draft: Draft, log: Log): Draft {
  const { adjustedClose, close, dividends, splits } = draft;
  const isTold = dividends.some((cash) => cash !== 0) || splits.some((ratio) => ratio !== 1);
  if (adjustedClose === undefined || isTold) return draft;
  const apart = rowsWhere(draft, (row) => Math.abs(adjustedClose[row] / close[row] - 1) > 1e-6);
  if (apart.length > 0)
    log.add(draft, 'noted', 'unused-adjusted-close', [], {
      found: `an adjusted close that differs from close in ${apart.length} of ${close.length} rows`,
      rule: 'left out, with the dividends in it; the option prices: adjusted works it in',
    });
  return draft;
}

function assetOf(draft: Draft, name: string, settings: MarketDataSettings): Asset {
  const { open, high, low, close, volume, dividends, splits, features, tradable, rowNumbers, walls } = draft;
  return {
    bars: { name, open, high, low, close, volume, dividends, splits, features, tradable },
    times: completionTimes(draft, settings),
    frequency: frequencyOf(walls),
    barsPerYear: settings.barsPerYear ?? inferBarsPerYear(walls),
    rowNumbers,
  };
}
