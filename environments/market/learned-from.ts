import { z } from 'zod';
import type { MarketData } from '../../src/data/market-data.js';
import type { KeptOfData } from '../contract.js';
import { featureTable } from './features.js';
import type { MarketOptions } from './options.js';
import { spanOf, usualPurge } from './parts.js';
import { makeWorld, type OwnParts } from './world.js';

/** What is known of prices: when, and at which close. */
export interface KnownPrices {
  readonly times: Float64Array;
  readonly assets: readonly { readonly name: string; readonly close: Float64Array }[];
}

/** The bars that an agent has learned from, and what it knows of them. */
export interface LearnedFrom {
  /** At least up to the first bar of the test part. */
  readonly data: KnownPrices;
  /** It has been trained or chosen on the bars before this one. */
  readonly seenEnd: number;
  /** Here the part begins that it was never shown. */
  readonly testFrom: number;
  /** What the training part had of each feature, `ASSET FEATURE`. */
  readonly ranges: readonly { readonly feature: string; readonly low: number; readonly high: number }[];
}

/** What a run in this market keeps: the scaler, fitted on the training part, and the closes that its agent learns from. */
export function keptOf(options: MarketOptions, own: OwnParts): KeptOfData {
  const { scaler } = makeWorld(options, own);
  return {
    fitted: scaler === undefined ? {} : { scaler },
    learnedFrom: () => encoded(learnedFrom(options, own)),
  };
}

export function learnedFrom(options: MarketOptions, own: OwnParts = {}): LearnedFrom {
  const { settings, prices } = makeWorld(options, own);
  const { split, window, purge = usualPurge(window) } = settings;
  const { times, assets } = prices.data;
  const testFrom = spanOf(times, 'test', split, purge, window).from;
  const end = Math.min(testFrom + 1, times.length);
  return {
    data: {
      times: times.slice(0, end),
      assets: assets.map(({ name, close }) => ({ name, close: close.slice(0, end) })),
    },
    seenEnd: spanOf(times, 'validation', split, purge, window).to,
    testFrom,
    ranges: rangesOf(
      prices.data,
      own.features ?? settings.features,
      spanOf(times, 'training', split, purge, window).to,
    ),
  };
}

function rangesOf(
  data: MarketData,
  features: Parameters<typeof featureTable>[1],
  end: number,
): LearnedFrom['ranges'] {
  const { columns, values, firstBar } = featureTable(data, features);
  return columns.map((feature, place) => {
    let [low, high] = [Infinity, -Infinity];
    for (let t = firstBar; t < end; t++) {
      const value = values[t * columns.length + place];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { feature, low, high };
  });
}

function encoded({ data, seenEnd, testFrom, ranges }: LearnedFrom): ReturnType<KeptOfData['learnedFrom']> {
  const closes = data.assets.map(({ close }, asset) => [`close/${asset}`, close] as const); // [T]
  return {
    facts: {
      assets: data.assets.map(({ name }) => name),
      seenEnd,
      testFrom,
      features: ranges.map(({ feature }) => feature),
    },
    columns: {
      times: data.times, // [T]
      ...Object.fromEntries(closes),
      low: Float64Array.from(ranges, ({ low }) => low), // [assets x F]
      high: Float64Array.from(ranges, ({ high }) => high), // [assets x F]
    },
  };
}

const factsSchema = z.object({
  assets: z.array(z.string()).min(1),
  seenEnd: z.int().min(0),
  testFrom: z.int().min(0),
  features: z.array(z.string()),
});

/** What a run has kept, as it was; undefined where it is something else. */
export function readLearnedFrom({
  facts,
  columns,
}: ReturnType<KeptOfData['learnedFrom']>): LearnedFrom | undefined {
  const { data: known } = factsSchema.safeParse(facts);
  const { times, low, high } = columns;
  const closes = known?.assets.flatMap((name, asset) => {
    const close = columns[`close/${asset}`];
    return close === undefined ? [] : [{ name, close }];
  });
  if (known === undefined || closes?.length !== known.assets.length || !times || !low || !high)
    return undefined;
  const { seenEnd, testFrom, features } = known;
  return {
    data: { times, assets: closes },
    ...{ seenEnd, testFrom },
    ranges: features.map((feature, place) => ({ feature, low: low[place], high: high[place] })),
  };
}
