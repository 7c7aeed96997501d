import { priceColumns } from './columns.js';
import { type Draft, type Log, pickRows, rowsWhere } from './draft.js';
import type { MarketDataSettings } from './market-data-options.js';

/** Prices above zero, volumes from zero on; zeros may be taken for empty cells. */
export function checkSigns(draft: Draft, { zeroPrices }: MarketDataSettings, log: Log): Draft {
  const prices = { open: draft.open, high: draft.high, low: draft.low, close: draft.close };
  for (const name of priceColumns) {
    const column = prices[name];
    const zero = rowsWhere(draft, (row) => column[row] === 0);
    const negative = rowsWhere(draft, (row) => column[row] < 0);
    const asMissing = zeroPrices === 'missing';
    if (zero.length > 0)
      log.add(draft, asMissing ? 'mended' : 'refused', 'zero-price', zero, {
        column: name,
        found: `a price of 0 in ${zero.length} rows`,
        rule: asMissing ? 'taken for an empty cell' : 'prices above 0, or the option zeroPrices: missing',
      });
    if (asMissing) prices[name] = column.map((price) => (price === 0 ? Number.NaN : price));
    if (negative.length > 0)
      log.add(draft, 'refused', 'negative-price', negative, {
        column: name,
        found: `a price of ${column[negative[0]]}`,
        rule: 'prices above 0',
      });
  }
  for (const [name, column] of [
    ['volume', draft.volume],
    ['dividends', draft.dividends],
    ['splits', draft.splits],
  ] as const) {
    const wrong = rowsWhere(draft, (row) => column[row] < 0);
    if (wrong.length > 0)
      log.add(draft, 'refused', 'negative-value', wrong, {
        column: name,
        found: String(column[wrong[0]]),
        rule: 'values of 0 and above',
      });
  }
  return { ...draft, ...prices };
}

/**
 * Rows without a price get the last close, no volume, and cannot be traded; what comes later is never looked at, so rows before
 * the first price are dropped. Features keep their last value, however old it is.
 */
export function fillMissing(draft: Draft, { fillLimit }: MarketDataSettings, log: Log): Draft {
  const { open, high, low, close } = draft;
  const lacksPrice = (row: number): boolean => Number.isNaN(open[row] + high[row] + low[row] + close[row]);
  const features = Object.entries(draft.features);
  const known = rowsWhere(draft, () => true);
  const firstPrice = known.find((row) => !lacksPrice(row)) ?? known.length;
  const first = features.reduce((latest, [, column]) => {
    const begin = column.findIndex((value) => !Number.isNaN(value));
    return Math.max(latest, begin);
  }, firstPrice);
  if (first > 0)
    log.add(draft, 'mended', 'empty-beginning', known.slice(0, first), {
      found: `${first} rows before the first price or feature`,
      rule: 'dropped: nothing is filled from the future',
    });
  const kept = first > 0 ? pickRows(draft, known.slice(first)) : draft;
  return fillFeatures(fillPrices(kept, fillLimit, log), log);
}

function fillPrices(draft: Draft, limit: number, log: Log): Draft {
  const { open, high, low, close } = draft;
  const empty = rowsWhere(draft, (row) => Number.isNaN(open[row] + high[row] + low[row] + close[row]));
  if (empty.length === 0) return draft;
  const filled = pickRows(
    draft,
    rowsWhere(draft, () => true),
  );
  let run = 0;
  const beyond: number[] = [];
  for (const [index, row] of empty.entries()) {
    run = empty[index - 1] === row - 1 ? run + 1 : 1;
    if (run > limit) beyond.push(row);
    for (const name of priceColumns) filled[name][row] = filled.close[row - 1];
    filled.volume[row] = 0;
    filled.tradable[row] = 0;
  }
  log.add(draft, 'mended', 'empty-price', empty, {
    found: `${empty.length} rows without all of open, high, low and close`,
    rule: 'the last close, volume 0, not tradable',
  });
  if (beyond.length > 0)
    log.add(draft, 'refused', 'long-empty-run', beyond, {
      found: `more than ${limit} rows in succession without a price`,
      rule: 'prices, or a larger option fillLimit',
    });
  return filled;
}

function fillFeatures(draft: Draft, log: Log): Draft {
  const features = Object.entries(draft.features).map(([name, column]) => {
    const empty = rowsWhere(draft, (row) => Number.isNaN(column[row]));
    const filled = column.slice();
    for (const row of empty) filled[row] = filled[row - 1];
    if (empty.length > 0)
      log.add(draft, 'mended', 'empty-feature', empty, {
        column: name,
        found: `${empty.length} empty cells`,
        rule: 'the last value before',
      });
    return [name, filled] as const;
  });
  return { ...draft, features: Object.fromEntries(features) };
}

const tolerance = 1e-6;
const mixtureShare = 0.05;

/**
 * High at least, and low at most, open and close. Where more than one row in twenty breaks this the file mixes adjusted and unadjusted
 * prices, and widening would make up prices.
 */
export function checkRanges(draft: Draft, { outsideRange }: MarketDataSettings, log: Log): Draft {
  const { open, high, low, close } = draft;
  const inverted = rowsWhere(draft, (row) => high[row] < low[row]);
  const outside = rowsWhere(draft, (row) => {
    const top = Math.max(open[row], close[row]);
    const bottom = Math.min(open[row], close[row]);
    return (
      high[row] >= low[row] && (top > high[row] * (1 + tolerance) || bottom < low[row] * (1 - tolerance))
    );
  });
  const count = inverted.length + outside.length;
  if (count === 0) return draft;
  const isMixture = count > mixtureShare * close.length && count > 1;
  const isKept = outsideRange === 'keep';
  const severity = isKept ? 'noted' : outsideRange === 'refuse' || isMixture ? 'refused' : 'mended';
  const rule = ruleOf(severity, isMixture);
  if (inverted.length > 0)
    log.add(draft, severity, 'high-below-low', inverted, {
      found: `high below low in ${inverted.length} rows`,
      rule,
    });
  if (outside.length > 0)
    log.add(draft, severity, 'outside-range', outside, {
      found: `open or close outside low to high in ${outside.length} of ${close.length} rows`,
      rule,
    });
  if (severity !== 'mended') return draft;
  const all = [open, high, low, close];
  return {
    ...draft,
    high: high.map((_, row) => Math.max(...all.map((column) => column[row]))),
    low: low.map((_, row) => Math.min(...all.map((column) => column[row]))),
  };
}

function ruleOf(severity: 'noted' | 'refused' | 'mended', isMixture: boolean): string {
  if (severity === 'noted') return 'left as it is';
  if (severity === 'mended') return 'high and low widened to hold open and close';
  return isMixture
    ? 'prices of one kind: is close adjusted for dividends, and open, high and low are not? The option outsideRange: keep takes them so'
    : 'open and close between low and high, or the option outsideRange: widen';
}
