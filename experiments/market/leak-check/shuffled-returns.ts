import { adjustedPrices } from '../../../environments/market/adjusted.js';
import { accountSettings } from '../../../environments/market/settings.js';
import type { Bars, MarketData } from '../../../src/data/market-data.js';
import { exp, log } from '../../../src/numerics/index.js';
import { Pcg64 } from '../../../src/random/index.js';
import { sharpeRatio, simpleReturns } from '../../../src/statistics/finance/index.js';
import { mean, standardDeviation } from '../../../src/statistics/summary.js';
import { costsTimes } from '../costs-times.js';
import { type LeakFinding, passed, skipped } from './finding.js';
import type { LeakSubject } from './subject.js';

const check = 'shuffled-returns';
const shuffles = 20;
/** Standard errors from 0 that are still chance, and a Sharpe ratio that no leak is worth. */
const mostErrors = 4;
const leastSharpe = 0.2;

/** On returns without drift in an order of chance, and without costs, nobody earns anything. */
export function shuffledReturns(subject: LeakSubject): LeakFinding {
  const { trader, data, account, from, to, seed } = subject;
  if (trader === undefined) return skipped(check, 'nobody trades');
  const free = {
    ...costsTimes(accountSettings(account), account, 0),
    ...(account.protocol !== 'tdqn' && {
      shorts: { ...account.shorts, borrowRate: 0 },
      interest: { cash: 0, borrowed: 0 },
    }),
  };
  const sharpes = Array.from({ length: shuffles }, (_, index) => {
    const shuffled = shuffledMarket(data, seed + index);
    const { equity } = trader.play({ data: shuffled, account: free, from, to, seed });
    const sharpe = sharpeRatio(simpleReturns(equity), { barsPerYear: data.barsPerYear });
    return Number.isFinite(sharpe) ? sharpe : 0;
  });
  const center = mean(sharpes);
  const error = standardDeviation(sharpes, 1) / Math.sqrt(shuffles);
  const figures = `mean Sharpe ratio ${center.toFixed(2)} (standard error ${error.toFixed(2)}) over ${shuffles} orders of chance, without drift and costs`;
  if (center <= Math.max(leastSharpe, mostErrors * error)) return passed(check, figures);
  return {
    check,
    severity: 'leak',
    message: `${figures}: it earns where there is nothing to earn`,
    remedy: 'what it earns does not come from the order of the returns, so it must know them before',
  };
}

/** The bars after the first in an order of chance, the same for all assets, each with its gap, range and volume; no drift, splits or dividends. */
export function shuffledMarket({ times, assets, barsPerYear }: MarketData, seed: number): MarketData {
  const random = new Pcg64(seed);
  const order = Array.from(times, (_, t) => t);
  for (let t = order.length - 1; t > 1; t--) {
    const other = random.integers(1, t + 1);
    [order[t], order[other]] = [order[other], order[t]];
  }
  return { times, barsPerYear, assets: assets.map((asset) => shuffledAsset(asset, order)) };
}

function shuffledAsset(asset: Bars, order: readonly number[]): Bars {
  const { open, high, low, close } = adjustedPrices(asset);
  const bars = order.length;
  const drift = log(close[bars - 1] / close[0]) / (bars - 1);
  const make = () => new Float64Array(bars); // [T]
  const made = { open: make(), high: make(), low: make(), close: make() };
  for (let t = 0; t < bars; t++) {
    const from = order[t];
    const level = t === 0 ? 1 : (made.close[t - 1] / close[from - 1]) * exp(-drift);
    made.open[t] = open[from] * level;
    made.high[t] = high[from] * level;
    made.low[t] = low[from] * level;
    made.close[t] = close[from] * level;
  }
  return {
    ...made,
    name: asset.name,
    volume: Float64Array.from(order, (from) => asset.volume[from]), // [T]
    dividends: make(),
    splits: make().fill(1),
    tradable: new Uint8Array(bars).fill(1),
    features: Object.fromEntries(
      Object.entries(asset.features).map(([name, column]) => [
        name,
        Float64Array.from(order, (from) => column[from]),
      ]),
    ),
  };
}
