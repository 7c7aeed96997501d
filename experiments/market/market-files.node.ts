/** Where backtests have their bars from: files, or a generator. */
import {
  generateMarket,
  generatorNames,
  type GeneratedMarket,
} from '../../environments/market/generators/index.js';
import { check, fail } from '../../src/errors.js';
import { type LoadedMarketData, loadMarketData } from '../../src/data/load-market-data.node.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { MarketDataOptions } from '../../src/data/market-data-options.js';
import { failUnknownName } from '../../src/unknown-name.js';

const prefix = 'generator:';

export interface MarketSource {
  readonly data: MarketData;
  readonly hash?: string;
  readonly warnings: readonly string[];
}

/** Price files or folders, one asset each; or `generator:gbm`, a synthetic market of 2000 bars. */
export async function readMarket(
  paths: readonly string[],
  options: MarketDataOptions = {},
  seed = 0,
): Promise<MarketSource> {
  const [first = ''] = paths;
  if (paths.length === 1 && first.startsWith(prefix)) return { data: synthetic(first, seed), warnings: [] };
  const loaded = await loadMarketData(paths, options);
  return { data: loaded.data, hash: loaded.hash, warnings: mendedIn(loaded) };
}

function synthetic(source: string, seed: number): MarketData {
  const name = source.slice(prefix.length);
  if (!generatorNames.includes(name)) failUnknownName('--data', 'generator', name, generatorNames);
  return generateMarket({ generator: { [name]: {} } as unknown as GeneratedMarket['generator'] }, seed);
}

function mendedIn({ defects }: LoadedMarketData): readonly string[] {
  const mended = defects.filter(({ severity }) => severity === 'mended').length;
  return mended === 0 ? [] : [`${mended} defects of the data were mended: npx lepton data check tells them`];
}

/** The first bar of that day or time, or later. */
export function firstBarFrom({ times }: MarketData, text: string, parameter: string): number {
  const time = timeOf(text, parameter);
  const bar = times.findIndex((value) => value >= time);
  if (bar !== -1) return bar;
  return fail('invalid-value', {
    component: 'backtest',
    parameter,
    value: text,
    requirement: `at most the last bar's time, ${new Date(times[times.length - 1]).toISOString().slice(0, 10)}`,
  });
}

/** The last bar of that day, or up to that time. */
export function lastBarUntil({ times }: MarketData, text: string, parameter: string): number {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const end = timeOf(text, parameter) + (isDay ? 86_400_000 : 1);
  const after = times.findIndex((value) => value >= end);
  const bar = (after === -1 ? times.length : after) - 1;
  check(bar >= 0, {
    component: 'backtest',
    parameter,
    value: text,
    requirement: `not before the first bar, ${new Date(times[0]).toISOString().slice(0, 10)}`,
  });
  return bar;
}

function timeOf(text: string, parameter: string): number {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text).getTime() : NaN;
  check(Number.isFinite(time), {
    component: 'backtest',
    parameter,
    value: text,
    requirement: 'a day like 2015-01-31, or a time like 2015-01-31T15:30Z',
  });
  return time;
}
