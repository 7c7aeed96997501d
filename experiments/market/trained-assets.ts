import type { KnownPrices } from '../../environments/market/learned-from.js';
import { check } from '../../src/errors.js';
import type { MarketData } from '../../src/data/market-data.js';

/**
 * Other data as an agent knows them: its assets in the order of the training. A single asset may have another name, `latest.csv` instead of
 * `prices.csv`; several are told apart by their names.
 *
 * @throws LeptonError `invalid-value` where the assets are others
 */
export function asTrained(data: MarketData, trainedOn: Pick<KnownPrices, 'assets'>): MarketData {
  const names = trainedOn.assets.map(({ name }) => name);
  const found = data.assets.map(({ name }) => name);
  if (names.length === 1 && found.length === 1) {
    return { ...data, assets: data.assets.map((asset) => ({ ...asset, name: names[0] })) };
  }
  const assets = names.flatMap((name) => data.assets.find((asset) => asset.name === name) ?? []);
  check(assets.length === names.length && found.length === names.length, {
    component: 'agent',
    parameter: 'assets',
    value: found,
    requirement: `those that it was trained on: ${names.join(', ')}`,
  });
  return { ...data, assets };
}
