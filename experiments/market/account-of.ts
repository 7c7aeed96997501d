import type { MarketOptions } from '../../environments/market/options.js';
import { accountSchema, type AccountOptions } from '../../environments/market/settings.js';

/** What options of a market say of the account. */
export function accountOf(options: MarketOptions): AccountOptions {
  const entries = Object.entries(options).filter(([name]) => name in accountSchema.shape);
  return Object.fromEntries(entries);
}
