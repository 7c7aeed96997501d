import { featureTable } from '../../../environments/market/features.js';
import { marketSettings } from '../../../environments/market/options.js';
import { resolveMarketOptions } from '../../../environments/market/world.js';
import { scaledTable } from '../../../environments/market/scaling.js';
import type { Scaler } from '../../../src/data/scaler.js';
import type { MarketData } from '../../../src/data/market-data.js';
import type { LeakSubject, LeakWorld } from './subject.js';
import { withUsablePurge } from './usable-purge.js';

/** The observations' rows on other data, scaled as on the subject's own. [T, assets, F] */
export interface Seen {
  readonly columns: readonly string[];
  readonly values: Float32Array;
}

/** How a world sees any data: features computed anew, the scaler as it was fitted on the subject's data. */
export function seenBy({ data }: Pick<LeakSubject, 'data'>, world: LeakWorld): (other: MarketData) => Seen {
  const scaler = scalerOf(data, world);
  const features = world.features ?? marketSettings(world.options).features;
  return (other) => {
    const table = featureTable(other, features);
    return { columns: table.columns, values: scaledTable(table, scaler) };
  };
}

/** The scaler that an agent in this world gets; undefined for none. */
export function scalerOf(data: MarketData, { options, features }: LeakWorld): Scaler | undefined {
  const own = { data, ...(features !== undefined && { features }) };
  const { scaler } = resolveMarketOptions({ ...withUsablePurge(options), part: 'all', episode: {} }, own);
  return typeof scaler === 'object' ? scaler : undefined;
}
