import { type Draft, type Log, rowsWhere } from './draft.js';
import type { MarketDataSettings } from './market-data-options.js';

/** New shares for an old one, as they are usual. */
const usualRatios = [1.5, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50];
const ratios = [...usualRatios, ...usualRatios.map((ratio) => 1 / ratio)];
const openTolerance = 0.06;
const closeTolerance = 0.12;

/** A jump over night that looks like a split. */
interface Jump {
  readonly row: number;
  readonly ratio: number;
}

/**
 * Jumps over night near a usual ratio, where the close stays at the open's new level. Where there is an adjusted close it decides:
 * a split leaves it where it was, a crash does not.
 */
export function findJumps({ open, close, splits, adjustedClose }: Draft): readonly Jump[] {
  const jumps: Jump[] = [];
  for (let row = 1; row < close.length; row++) {
    if (splits[row] !== 1) continue;
    const atOpen = close[row - 1] / open[row];
    const atClose = close[row - 1] / close[row];
    const ratio = ratios.find(
      (usual) => isNear(atOpen, usual, openTolerance) && isNear(atClose, usual, closeTolerance),
    );
    if (ratio === undefined) continue;
    if (adjustedClose !== undefined) {
      const expected = (close[row] * ratio) / close[row - 1];
      if (!isNear(adjustedClose[row] / adjustedClose[row - 1], expected, 0.05)) continue;
    }
    jumps.push({ row, ratio });
  }
  return jumps;
}

/** Reports probable splits and, with `splits: detect`, enters them; says where given splits are worked into the prices already. */
export function handleSplits(draft: Draft, settings: MarketDataSettings, log: Log): Draft {
  if (settings.splits === 'ignore') return ignoreSplits(draft, log);
  noteSplitsInPrices(draft, log);
  const jumps = findJumps(draft);
  if (jumps.length === 0) return draft;
  const isDetecting = settings.splits === 'detect';
  const splits = draft.splits.slice();
  for (const { row, ratio } of jumps) {
    if (isDetecting) splits[row] = ratio;
    const change = (100 * (draft.close[row] / draft.close[row - 1] - 1)).toFixed(1);
    const day = new Date(draft.walls[row]).toISOString().slice(0, 10);
    log.add(draft, isDetecting ? 'mended' : 'noted', 'probable-split', [row], {
      found: `close ${change} % on ${day}, like a split ${ratioText(ratio)}`,
      rule: isDetecting
        ? `entered as a split ${ratioText(ratio)}`
        : 'left as it is, a real loss or gain; the option splits: detect enters it',
    });
  }
  return { ...draft, splits };
}

function ignoreSplits(draft: Draft, log: Log): Draft {
  const given = rowsWhere(draft, (row) => draft.splits[row] !== 1);
  if (given.length > 0)
    log.add(draft, 'mended', 'splits-ignored', given, {
      found: `${given.length} splits`,
      rule: 'taken for worked into the prices already',
    });
  return { ...draft, splits: new Float64Array(draft.splits.length).fill(1) };
}

function noteSplitsInPrices(draft: Draft, log: Log): void {
  const { splits, open, close } = draft;
  const smooth = rowsWhere(
    draft,
    (row) =>
      row > 0 &&
      splits[row] !== 1 &&
      isNear(close[row - 1] / open[row], 1, 0.15) &&
      !isNear(splits[row], 1, 0.2),
  );
  if (smooth.length > 0)
    log.add(draft, 'noted', 'split-without-jump', smooth, {
      found: `${smooth.length} splits where the price does not jump`,
      rule: 'used as they are; if the prices are adjusted for splits already, the option splits: ignore',
    });
}

const isNear = (value: number, target: number, tolerance: number): boolean =>
  value < target * (1 + tolerance) && value > target / (1 + tolerance);

function ratioText(ratio: number): string {
  if (ratio === 1.5) return '3:2';
  if (ratio > 1) return `${ratio}:1`;
  const old = 1 / ratio;
  return old === 1.5 ? '2:3' : `1:${Math.round(old)}`;
}
