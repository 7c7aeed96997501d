import type { AccountHistory } from '../../../environments/market/ledger.js';
import { adjustedPrices } from '../../../environments/market/adjusted.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { correlation } from '../../../src/statistics/finance/index.js';
import { type LeakFinding, passed, skipped } from './finding.js';

const check = 'too-good-decisions';
/** As of a feature: honest decisions stay below 0.1; five standard errors allow for short data. */
const leastCorrelation = 0.3;
const errors = 5;

/**
 * No position tells the return that it is about to earn. This finds who has the future from elsewhere than the bars, from a file of his own
 * say, which no cut and no change of the bars can show.
 */
export function tooGoodDecisions(
  data: MarketData,
  { firstBar, equity, positions }: AccountHistory,
): LeakFinding {
  const count = data.assets.length;
  const found = data.assets.map((asset, place) => {
    const { open, close } = adjustedPrices(asset);
    const weights: number[] = [];
    const returns: number[] = [];
    for (let index = 1; index + 1 < equity.length; index++) {
      const bar = firstBar + index;
      if (!(equity[index] > 0)) break;
      weights.push((positions[index * count + place] * asset.close[bar]) / equity[index]);
      // From where it was filled, at this bar's open or close, to where it can next be changed.
      returns.push(open[bar + 1] / open[bar] + close[bar + 1] / close[bar] - 2);
    }
    const value = correlation(weights, returns);
    return { name: asset.name, value: Number.isFinite(value) ? value : 0 };
  });
  if (equity.length < 3) return skipped(check, 'too few bars');
  const best = found.reduce((most, one) => (one.value > most.value ? one : most));
  const figures = `positions in ${best.name} have a correlation of ${best.value.toFixed(3)} with the return that they are about to earn`;
  const limit = Math.max(leastCorrelation, errors / Math.sqrt(equity.length));
  if (best.value < limit) return passed(check, figures);
  return {
    check,
    severity: 'leak',
    message: `${figures}: no honest decision reaches ${limit.toFixed(2)}`,
    remedy:
      'it knows the next bar: look for a file that it reads by itself, a column that was made with later bars, or a fill at a price that it has seen',
  };
}
