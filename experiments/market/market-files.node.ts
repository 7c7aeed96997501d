/** Where backtests have their bars from: files, or a generator. */
import {
  generateMarket,
  generatorNames,
  type GeneratedMarket,
} from '../../environments/market/generators/index.js';
import { alarmsIn, notesOf } from '../../src/data/defects.js';
import { loadMarketData } from '../../src/data/load-market-data.node.js';
import type { MarketData } from '../../src/data/market-data.js';
import { readTime } from '../../src/data/read-time.js';
import { timeZone } from '../../src/data/time-zone.js';
import { check, fail } from '../../src/errors.js';
import { isoDate } from '../../src/reports/tear-sheet/dates.js';
import type { MarketDataOptions } from '../../src/data/market-data-options.js';
import { failUnknownName } from '../../src/unknown-name.js';

const prefix = 'generator:';

export interface MarketSource {
  readonly data: MarketData;
  readonly hash?: string;
  readonly warnings: readonly string[];
  /** Why no result on these files is one to believe. */
  readonly alarms: readonly string[];
}

/** Price files or folders, one asset each; or `generator:gbm`, a synthetic market of 2000 bars. */
export async function readMarket(
  paths: readonly string[],
  options: MarketDataOptions = {},
  seed = 0,
): Promise<MarketSource> {
  const [first = ''] = paths;
  if (paths.length === 1 && first.startsWith(prefix))
    return { data: synthetic(first, seed), warnings: [], alarms: [] };
  const loaded = await loadMarketData(paths, options);
  const { data, hash, defects } = loaded;
  return { data, hash, warnings: notesOf(defects), alarms: alarmsIn(defects) };
}

function synthetic(source: string, seed: number): MarketData {
  const name = source.slice(prefix.length);
  if (!generatorNames.includes(name)) failUnknownName('market data', 'generator', name, generatorNames);
  return generateMarket({ generator: { [name]: {} } as unknown as GeneratedMarket['generator'] }, seed);
}

/** The first bar of that day or time, or later. */
export function firstBarFrom({ times }: MarketData, text: string, parameter: string): number {
  const { instant } = timeOf(text, parameter);
  const bar = times.findIndex((value) => value >= instant);
  check(bar !== -1, {
    component: 'backtest',
    parameter,
    value: text,
    requirement: `at most the last bar's time, ${isoDate(times[times.length - 1])}`,
  });
  return bar;
}

/** The last bar of that day, or up to that time. */
export function lastBarUntil({ times }: MarketData, text: string, parameter: string): number {
  const { instant, isDay } = timeOf(text, parameter);
  const end = instant + (isDay ? 86_400_000 : 1);
  const after = times.findIndex((value) => value >= end);
  const bar = (after === -1 ? times.length : after) - 1;
  check(bar >= 0, {
    component: 'backtest',
    parameter,
    value: text,
    requirement: `not before the first bar, ${isoDate(times[0])}`,
  });
  return bar;
}

/** A day, or a time of UTC where it says no zone. */
function timeOf(text: string, parameter: string): { readonly instant: number; readonly isDay: boolean } {
  const read = readTime(text, timeZone('UTC'), undefined);
  if ('instant' in read) return { instant: read.instant, isDay: !text.includes(':') };
  return fail('invalid-value', {
    component: 'backtest',
    parameter,
    value: text,
    requirement: 'a day like 2015-01-31 that exists, or a time like 2015-01-31T15:30Z',
  });
}
