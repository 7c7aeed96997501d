import type { Bars } from './market-data.js';

/**
 * The splits and dividends of bars [first, end) as those of a single bar: the product of the splits, and all that one old share was paid,
 * for each of the shares that it has become.
 */
export function mergeEvents(
  { splits, dividends }: Pick<Bars, 'splits' | 'dividends'>,
  first: number,
  end: number,
): { readonly split: number; readonly dividend: number } {
  let shares = 1;
  let paid = 0;
  for (let row = first; row < end; row++) {
    shares *= splits[row];
    paid += shares * dividends[row];
  }
  return { split: shares, dividend: paid / shares };
}
