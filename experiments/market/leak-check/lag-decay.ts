import type { AccountHistory } from '../../../environments/market/ledger.js';
import { adjustedPrices } from '../../../environments/market/adjusted.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { sharpeRatio } from '../../../src/statistics/finance/index.js';
import { type LeakFinding, passed } from './finding.js';

const check = 'lag-decay';
/** Below this there is nothing to lose. */
const leastSharpe = 0.5;

/** Positions a bar later, without costs: a Sharpe ratio above 0.5 that loses more than half of itself lives on one bar. */
export function lagDecay(data: MarketData, history: AccountHistory): LeakFinding {
  const [sharpe, lagged] = [0, 1].map((lag) => sharpeOfPositions(data, history, lag));
  const figures = `Sharpe ratio ${sharpe.toFixed(2)} before costs, ${lagged.toFixed(2)} with positions a bar later`;
  if (!(sharpe > leastSharpe) || lagged >= sharpe / 2) return passed(check, figures);
  return {
    check,
    severity: 'suspicious',
    message: `${figures}: it loses more than half`,
    remedy:
      'an edge that is gone a day later is a leak more often than not; look at what is known at the decision, and at what it fills at',
  };
}

function sharpeOfPositions(
  data: MarketData,
  { firstBar, equity, positions }: AccountHistory,
  lag: number,
): number {
  const count = data.assets.length;
  const prices = data.assets.map(adjustedPrices);
  const weight = (index: number, asset: number): number =>
    index < 0 || equity[index] <= 0
      ? 0
      : (positions[index * count + asset] * data.assets[asset].close[firstBar + index]) / equity[index];
  const returns = new Float64Array(equity.length - 1); // [N - 1]
  for (let index = 1; index < equity.length; index++) {
    const bar = firstBar + index;
    prices.forEach(({ open, close }, asset) => {
      // Held over the night, then what is held at the close from the open on.
      returns[index - 1] += weight(index - 1 - lag, asset) * (open[bar] / close[bar - 1] - 1);
      returns[index - 1] += weight(index - lag, asset) * (1 - open[bar] / close[bar]);
    });
  }
  const sharpe = sharpeRatio(returns, { barsPerYear: data.barsPerYear });
  return Number.isFinite(sharpe) ? sharpe : 0;
}
