import { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import { strictRecord } from '../../../src/plain-data.js';
import type { Pcg64 } from '../../../src/random/index.js';
import { assetShape, barsOfReturns, checkedSettings, marketOf } from './bars-of-returns.js';

const stateOf = (mean: number, volatility: number, stay: number) =>
  strictRecord({
    /** Mean of the logarithmic return of a YEAR. */
    mean: z.number().default(mean),
    /** Of a year. */
    volatility: z.number().positive().default(volatility),
    /** The probability that the next bar is in this state too: a spell lasts 1 / (1 - stay) bars on average. */
    stay: z.number().min(0).lt(1).default(stay),
  }).prefault({});

/** Settings of `markovSwitching`. Defaults: S&P 500, daily, 2000 to 2020: spells of 98 and 40 days. */
export const markovSwitchingSchema = strictRecord({
  calm: stateOf(0.173, 0.111, 0.9898),
  turbulent: stateOf(-0.309, 0.325, 0.9749),
  ...assetShape,
});

/**
 * Two states, each with normal returns of its own, and a coin that decides after every bar whether the state changes. The first
 * state is drawn from the long-run shares. "A New Approach to the Economic Analysis of Nonstationary Time Series and the
 * Business Cycle" (Hamilton, 1989).
 */
export function markovSwitching(
  settings: z.input<typeof markovSwitchingSchema>,
  bars: number,
  generator: Pcg64,
): MarketData {
  const checked = checkedSettings('markovSwitching', markovSwitchingSchema, settings, bars);
  const { calm, turbulent } = checked;
  const dt = 1 / checked.barsPerYear;
  const calmShare = (1 - turbulent.stay) / (2 - calm.stay - turbulent.stay);
  const returns = new Float64Array(bars); // [T]
  const deviations = new Float64Array(bars); // [T]
  let state = generator.random() < calmShare ? calm : turbulent;
  for (let t = 0; t < bars; t++) {
    deviations[t] = state.volatility * Math.sqrt(dt);
    returns[t] = state.mean * dt + deviations[t] * generator.standardNormal();
    if (generator.random() >= state.stay) state = state === calm ? turbulent : calm;
  }
  const square = calm.volatility * calm.volatility * calmShare;
  const typical = Math.sqrt((square + turbulent.volatility * turbulent.volatility * (1 - calmShare)) * dt);
  const path = { returns, deviations, typical };
  return marketOf([barsOfReturns('markovSwitching', path, checked, generator)], checked.barsPerYear);
}
