import { fail } from '../../src/errors.js';
import { nearestName } from '../../src/nearest-name.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { Accounts } from './accounts.js';
import { adjustedPrices } from './adjusted.js';

/**
 * What a strategy knows at the close of a bar. There is no way to the bars after it: every value is asked for by its
 * distance back, arrays are copies, and whoever asks for a bar that is not there yet gets an error.
 *
 * A column is `open`, `high`, `low`, `close`, `volume`, `dividends`, `splits`, `tradable`, any other of the data's by
 * its name, or `adjusted`: the close with splits and dividends worked in forwards, so that its changes are total
 * returns and no later event changes it.
 */
export interface MarketView {
  /** The bar at whose close is decided, counted from 0 in the data. */
  readonly bar: number;
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  /** The assets' names, in the order of the data. */
  readonly assets: readonly string[];
  readonly barsPerYear: number;
  readonly equity: number;
  readonly cash: number;
  /** Shares held. */
  position(asset?: number): number;
  /** The position's value as a fraction of equity. */
  weight(asset?: number): number;
  /** One value, `back` bars ago. Raises `invalid-value` for a bar after this one or before the first. */
  value(column: string, back?: number, asset?: number): number;
  /** The last `count` values up to this bar, oldest first; fewer where the data has not so many yet. A copy. [count] */
  history(column: string, count?: number, asset?: number): Float64Array;
}

/** The view of row 0; `now` says which bar it is. */
export function makeView(accounts: Accounts, now: () => number): MarketView {
  const { data } = accounts.market;
  const columns = columnsOf(data);
  const closeOf = (asset: number) => data.assets[checkAsset(data, asset)].close[now()];
  return {
    get bar() {
      return now();
    },
    get time() {
      return data.times[now()];
    },
    get equity() {
      return accounts.equity[0];
    },
    get cash() {
      return accounts.cash[0];
    },
    assets: data.assets.map(({ name }) => name),
    barsPerYear: data.barsPerYear,
    position: (asset = 0) => accounts.shares[checkAsset(data, asset)],
    weight: (asset = 0) => (accounts.shares[asset] * closeOf(asset)) / accounts.equity[0],
    value(column, back = 0, asset = 0) {
      const bar = now();
      if (!Number.isInteger(back) || back < 0 || back > bar) {
        fail('invalid-value', {
          component: 'market view',
          parameter: 'back',
          value: back,
          requirement: `an integer from 0 to ${bar}: bars after the decision cannot be seen`,
        });
      }
      return columns(column, asset)[bar - back];
    },
    history(column, count = Infinity, asset = 0) {
      if (!(Number.isInteger(count) || count === Infinity) || count < 0) {
        fail('invalid-value', {
          component: 'market view',
          parameter: 'count',
          value: count,
          requirement: 'an integer of at least 0, or Infinity for all there are',
        });
      }
      const end = now() + 1;
      return new Float64Array(columns(column, asset).subarray(Math.max(0, end - count), end)); // [count]
    },
  };
}

type Columns = (column: string, asset: number) => Float64Array | Uint8Array;

function columnsOf(data: MarketData): Columns {
  const known = data.assets.map((asset) => {
    const { open, high, low, close, volume, dividends, splits, tradable, features } = asset;
    const own = new Map<string, Float64Array | Uint8Array>(Object.entries(features));
    const usual = { open, high, low, close, volume, dividends, splits, tradable };
    for (const [name, column] of Object.entries(usual)) own.set(name, column);
    return own;
  });
  return (name, asset) => {
    const own = known[checkAsset(data, asset)];
    if (name === 'adjusted' && !own.has(name)) own.set(name, adjustedPrices(data.assets[asset]).close);
    return own.get(name) ?? unknownColumn(name, [...own.keys(), 'adjusted']);
  };
}

function checkAsset({ assets }: MarketData, asset: number): number {
  if (asset in assets) return asset;
  return fail('invalid-value', {
    component: 'market view',
    parameter: 'asset',
    value: asset,
    requirement: `an integer from 0 to ${assets.length - 1}`,
  });
}

function unknownColumn(name: string, known: readonly string[]): never {
  const nearest = nearestName(name, known);
  return fail('unknown-name', {
    component: 'market view',
    parameter: 'column',
    value: name,
    requirement: `one of ${known.join(', ')}`,
    ...(nearest !== undefined && { hint: `did you mean ${nearest}?` }),
  });
}
