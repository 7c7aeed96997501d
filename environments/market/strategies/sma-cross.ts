import { z } from 'zod';
import { check } from '../../../src/errors.js';
import { nameOf, strictRecord } from '../../../src/plain-data.js';
import type { MarketView } from '../view.js';
import { strategyKind, type Strategy } from './contract.js';
import { requireTraining, trainingSharpe } from './training.js';

interface Windows {
  readonly short: number;
  readonly long: number;
}

/** 1 where the short average is above the long one (or as high, if so said), -1 where it is not; undefined before there are enough bars. */
function crossing(view: MarketView, { short, long }: Windows, asset: number): number | undefined {
  const closes = view.history('adjusted', long, asset);
  if (closes.length < long) return undefined;
  return meanOf(closes.subarray(long - short)) - meanOf(closes);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

export const smaCross = strategyKind({
  name: 'sma-cross',
  description: 'holds an asset while its short moving average is above its long one',
  parameters: strictRecord({
    /** Bars. */
    short: z.number().int().positive().default(50),
    long: z.number().int().positive().default(200),
    /** What it does else: stay in cash, or sell short. */
    below: nameOf(['cash', 'short']).default('cash'),
  }),
  create({ short, long, below }) {
    check(short < long, {
      component: 'sma-cross',
      parameter: 'short',
      value: short,
      requirement: `below long, which is ${long}`,
    });
    const otherwise = below === 'short' ? -1 : 0;
    return {
      decide: (view) =>
        view.assets.map((_, asset) => {
          const difference = crossing(view, { short, long }, asset);
          return difference === undefined ? 0 : (difference > 0 ? 1 : otherwise) / view.assets.length;
        }),
    };
  },
});

/** Averages of s and l bars, s < l, both of the last 29 at most. */
const mostTdqnBars = 29;

/** The paper's two strategies: long or short, as the averages say or the other way round. */
function tdqnRule(windows: Windows, direction: 1 | -1): Strategy {
  return {
    decide(view) {
      const difference = crossing(view, windows, 0);
      if (difference === undefined) return undefined;
      return difference * direction >= 0 ? 1 : -1;
    },
  };
}

/** Both are Théate and Ernst's (2021): the pair of windows with the best training Sharpe ratio, the first of equal ones. */
function tuned(name: string, description: string, direction: 1 | -1) {
  return strategyKind({
    name,
    description,
    parameters: strictRecord({}),
    create(_, context) {
      const training = requireTraining(name, context);
      let best = { short: 1, long: 2, sharpe: -Infinity };
      for (let short = 1; short < mostTdqnBars; short++) {
        for (let long = short + 1; long <= mostTdqnBars; long++) {
          const sharpe = trainingSharpe(training, context, tdqnRule({ short, long }, direction));
          if (sharpe > best.sharpe) best = { short, long, sharpe };
        }
      }
      const { short, long, sharpe } = best;
      return { ...tdqnRule(best, direction), chosen: { short, long, trainingSharpe: sharpe } };
    },
  });
}

export const trendFollowing = tuned(
  'trend-following',
  'long while a short moving average is above a long one, else short; windows up to 29 bars chosen on the bars before',
  1,
);

export const meanReversionTuned = tuned(
  'mean-reversion-tuned',
  'short while a short moving average is above a long one, else long; windows up to 29 bars chosen on the bars before',
  -1,
);
