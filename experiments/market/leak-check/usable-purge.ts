import type { MarketOptions } from '../../../environments/market/options.js';

/** The options, without a purge that no market would accept: that is found and said by `disjointSpans`, and the other checks go on. */
export function withUsablePurge(options: MarketOptions): MarketOptions {
  const { purge, window = 30 } = options;
  if (purge === undefined || purge > window) return options;
  const { purge: _short, ...others } = options;
  return others;
}
