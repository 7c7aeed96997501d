import { failUnknownName } from '../unknown-name.js';
import type { MarketData } from './market-data.js';

const known = new Map<string, MarketData>();

/**
 * Makes price history known by a name, so that plain options can say it: `environmentOptions: { data: my-prices }`. Environments are
 * made at once and in browsers too, where no file can be read, so whoever has the data registers it before. A name that is taken gets
 * the new data.
 */
export function registerMarketData(name: string, data: MarketData): void {
  known.set(name, data);
}

/** The data of that name. Raises `unknown-name`, with the name that was probably meant. */
export function marketData(name: string): MarketData {
  return known.get(name) ?? failUnknownName('market data', 'name', name, known.keys());
}

export const isMarketData = (name: string): boolean => known.has(name);
