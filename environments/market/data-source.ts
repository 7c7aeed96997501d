import type { MarketData } from '../../src/data/market-data.js';
import { marketData } from '../../src/data/market-registry.js';
import { generateMarket } from './generators/index.js';
import type { MarketSettings } from './options.js';

/** Synthetic markets that were made lately: training and evaluation ask for the same ones again. */
const made = new Map<string, MarketData>();
const remembered = 8;

/**
 * The data that options name: registered data, or a synthetic market. Files have been read and their name put in place
 * before any world is made (see `needsMarketData`), since a world is made at once and reading takes a while.
 */
export function dataOf({ data }: Pick<MarketSettings, 'data'>): MarketData {
  if (typeof data === 'string') return marketData(data);
  return isList(data) ? marketData(data.join(', ')) : generated(data);
}

const isList = (data: MarketSettings['data']): data is string[] => Array.isArray(data);

function generated(settings: Exclude<MarketSettings['data'], string | string[]>): MarketData {
  const key = JSON.stringify(settings);
  const known = made.get(key);
  if (known !== undefined) return known;
  const { seed, ...market } = settings;
  const data = generateMarket(market, seed);
  if (made.size === remembered) made.delete([...made.keys()][0]);
  made.set(key, data);
  return data;
}
