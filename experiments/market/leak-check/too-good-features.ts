import { featureTable } from '../../../environments/market/features.js';
import { marketSettings } from '../../../environments/market/options.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { correlation } from '../../../src/statistics/finance/index.js';
import { type LeakFinding, passed, skipped } from './finding.js';
import type { LeakWorld } from './subject.js';

const check = 'too-good-features';
/** Honest features of daily returns stay below 0.1; five standard errors allow for short data. */
const leastCorrelation = 0.3;
const errors = 5;

/**
 * No feature tells the next bar's return. This finds what no change of the prices can: a column of the file that was made with later bars.
 */
export function tooGoodFeatures(data: MarketData, world: LeakWorld | undefined): LeakFinding {
  if (world === undefined) return skipped(check, 'a strategy has no features');
  const table = featureTable(data, world.features ?? marketSettings(world.options).features);
  const bars = data.times.length;
  const width = table.columns.length;
  const perAsset = width / data.assets.length;
  const found = table.columns.map((name, place) => {
    const { open, close } = data.assets[Math.floor(place / perAsset)];
    const values: number[] = [];
    const returns: number[] = [];
    for (let t = table.firstBar; t + 1 < bars; t++) {
      values.push(table.values[t * width + place]);
      returns.push(close[t + 1] / open[t + 1] - 1);
    }
    const value = Math.abs(correlation(values, returns));
    return { name, value: Number.isFinite(value) ? value : 0 };
  });
  const best = found.reduce((most, one) => (one.value > most.value ? one : most));
  const figures = `${best.name} has the greatest correlation with the next bar's return, ${best.value.toFixed(3)}`;
  const limit = Math.max(leastCorrelation, errors / Math.sqrt(bars - table.firstBar));
  if (best.value < limit) return passed(check, figures);
  return {
    check,
    severity: 'leak',
    message: `${figures}: no honest feature reaches ${limit.toFixed(2)}`,
    remedy:
      'this column holds what is to be predicted, or was shifted by a bar: values must be known at the close of their bar',
  };
}
