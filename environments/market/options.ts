import { z } from 'zod';
import { marketDataOptionsSchema } from '../../src/data/market-data-options.js';
import { checkPlainData, eitherForm, nameOf, strictRecord } from '../../src/plain-data.js';
import { actionShape } from './actions.js';
import { defaultFeatures } from './features.js';
import { generatedMarketSchema } from './generators/index.js';
import { partNames, splitSchema } from './parts.js';
import { rewardSchema } from './rewards.js';
import { scalerKinds, scalerSchema } from './scaling.js';
import { accountSchema, accountSettings, type AccountSettings } from './settings.js';

/** A synthetic market: what the generator needs, and the seed of its path. */
const generatedSchema = strictRecord({
  ...generatedMarketSchema.shape,
  seed: z.number().int().min(0).default(0),
});

const worldSchema = strictRecord({
  /** The name of registered market data, price files (one asset each), or a synthetic market. */
  data: eitherForm(z.union([z.string(), z.array(z.string()).min(1)]), generatedSchema).prefault({
    generator: { gbm: {} },
  }),
  /** Of the files' content: set where a recipe is loaded, so that a run is never resumed or evaluated on changed files. */
  dataHash: z.string().exactOptional(),
  /** How the files are read, see `docs/market-data.md`. */
  dataOptions: marketDataOptionsSchema.exactOptional(),
  part: nameOf(partNames).default('all'),
  split: splitSchema.prefault({ validation: 0.2, test: 0.2 }),
  /** Bars left out before validation and test. Absent: the window and 10 more. */
  purge: z.number().int().min(0).exactOptional(),
  /** Bars that an observation shows. */
  window: z.number().int().positive().default(30),
  features: z
    .array(z.string())
    .min(1)
    .default([...defaultFeatures]),
  /** A name: fitted on the training part of the split, whichever part is played. Or one that was fitted. */
  scaler: eitherForm(nameOf([...scalerKinds, 'none']), scalerSchema).default('standard'),
  ...actionShape,
  reward: rewardSchema.exactOptional(),
  rewardScale: z.number().positive().default(1),
  /** Without `bars` an episode goes to the end of the part. */
  episode: strictRecord({
    bars: z.number().int().positive().exactOptional(),
    start: nameOf(['first', 'random']).default('first'),
  }).prefault({}),
});

/** The `environmentOptions` of `market`: those of the world and those of its account. */
export const marketSchema = strictRecord({ ...worldSchema.shape, ...accountSchema.shape });
export type MarketOptions = z.input<typeof marketSchema>;

export interface MarketSettings extends z.output<typeof worldSchema> {
  readonly account: AccountSettings;
}

/** The settings with every default in its place. Raises `invalid-value` where they are mistyped or contradict each other. */
export function marketSettings(options: unknown): MarketSettings {
  checkPlainData(marketSchema, options, 'market');
  const entries = Object.entries(options as MarketOptions);
  const isOfAccount = ([name]: readonly [string, unknown]) => name in accountSchema.shape;
  const own = entries.filter((entry) => !isOfAccount(entry));
  const account = accountSettings(Object.fromEntries(entries.filter(isOfAccount)));
  const settings = checkPlainData(worldSchema, Object.fromEntries(own), 'market');
  return { ...settings, account };
}
