import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { fail } from '../../../src/errors.js';
import { checkPlainData, oneKeyRecord, strictRecord } from '../../../src/plain-data.js';
import { Pcg64 } from '../../../src/random/index.js';
import { blockBootstrap, blockBootstrapSchema } from './block-bootstrap.js';
import { garch, garchSchema } from './garch.js';
import { gbm, gbmSchema } from './gbm.js';
import { gjr, gjrSchema } from './gjr.js';
import { heston, hestonSchema } from './heston.js';
import { markovSwitching, markovSwitchingSchema } from './markov-switching.js';
import { merton, mertonSchema } from './merton.js';
import { ornsteinUhlenbeckPairs, ornsteinUhlenbeckPairsSchema } from './ornstein-uhlenbeck-pairs.js';
import { ramp, rampSchema } from './ramp.js';
import { sine, sineSchema } from './sine.js';
import { triangle, triangleSchema } from './triangle.js';

const schemas = {
  gbm: gbmSchema,
  merton: mertonSchema,
  garch: garchSchema,
  gjr: gjrSchema,
  markovSwitching: markovSwitchingSchema,
  heston: hestonSchema,
  ornsteinUhlenbeckPairs: ornsteinUhlenbeckPairsSchema,
  blockBootstrap: blockBootstrapSchema,
  sine: sineSchema,
  triangle: triangleSchema,
  ramp: rampSchema,
};

/** The names of the generators, as plain data has them. */
export const generatorNames: readonly string[] = Object.keys(schemas);

/** A synthetic market as plain data: `{ gbm: { volatility: 0.3 } }`; settings that are left out have their defaults. */
export const generatorSchema = oneKeyRecord(schemas);

/** A synthetic market and how long it is: `{ generator: { gbm: {} }, bars: 2000 }`. */
export const generatedMarketSchema = strictRecord({
  generator: generatorSchema,
  bars: z.number().int().positive().default(2000),
});

export type GeneratedMarket = z.input<typeof generatedMarketSchema>;

/**
 * The market that plain data describes. The same settings and seed give the same bits everywhere.
 * @param source what `blockBootstrap` resamples; the other generators need none
 * @throws LeptonError `invalid-value` where the settings describe no market
 */
export function generateMarket(settings: GeneratedMarket, seed: number, source?: MarketData): MarketData {
  const { generator, bars } = checkPlainData(generatedMarketSchema, settings, 'generateMarket');
  const random = new Pcg64(seed);
  if ('gbm' in generator) return gbm(generator.gbm, bars, random);
  if ('merton' in generator) return merton(generator.merton, bars, random);
  if ('garch' in generator) return garch(generator.garch, bars, random);
  if ('gjr' in generator) return gjr(generator.gjr, bars, random);
  if ('markovSwitching' in generator) return markovSwitching(generator.markovSwitching, bars, random);
  if ('heston' in generator) return heston(generator.heston, bars, random);
  if ('ornsteinUhlenbeckPairs' in generator)
    return ornsteinUhlenbeckPairs(generator.ornsteinUhlenbeckPairs, bars, random);
  if ('sine' in generator) return sine(generator.sine, bars, random);
  if ('triangle' in generator) return triangle(generator.triangle, bars, random);
  if ('ramp' in generator) return ramp(generator.ramp, bars);
  return blockBootstrap(generator.blockBootstrap, bars, random, source ?? missingSource());
}

function missingSource(): never {
  return fail('invalid-value', {
    component: 'generateMarket',
    parameter: 'source',
    value: undefined,
    requirement: 'market data for blockBootstrap to resample',
  });
}
