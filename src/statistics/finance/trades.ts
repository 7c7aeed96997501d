/** Wins and losses, of bars or of closed trades; zeros are neither, NaN is skipped. NaN where there is nothing to divide. */
import { mean } from '../summary.js';
import { presentOf } from './returns.js';

const winsOf = (results: ArrayLike<number>): Float64Array => presentOf(results).filter((value) => value > 0);
const lossesOf = (results: ArrayLike<number>): Float64Array =>
  presentOf(results).filter((value) => value < 0);
const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** Wins / (wins + losses). */
export function winRate(results: ArrayLike<number>): number {
  const wins = winsOf(results).length;
  return wins / (wins + lossesOf(results).length);
}

/** Sum of wins / sum of losses; Infinity without a loss. */
export function profitFactor(results: ArrayLike<number>): number {
  return sumOf(winsOf(results)) / Math.abs(sumOf(lossesOf(results)));
}

/** Mean win / mean loss. */
export function payoffRatio(results: ArrayLike<number>): number {
  return mean(winsOf(results)) / Math.abs(mean(lossesOf(results)));
}

/** What a trade brings on average. */
export function expectancy(results: ArrayLike<number>): number {
  return mean(presentOf(results));
}

/** The share of capital that Kelly's rule for bets with two outcomes would stake: (payoff wins - losses) / payoff, as shares. */
export function kellyFraction(results: ArrayLike<number>): number {
  const wins = winRate(results);
  return wins - (1 - wins) / payoffRatio(results);
}

/** The longest run of losses without a win or a zero between. */
export function longestLosingRun(results: ArrayLike<number>): number {
  let [run, longest] = [0, 0];
  for (const result of presentOf(results)) {
    run = result < 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/**
 * Value traded (bought and sold, both counted) a year / mean equity: 2 where everything is sold and bought back once a year.
 * @param traded value traded on each bar, at least 0 [T]
 * @param equity at the close of each bar [T]
 */
export function annualTurnover(
  traded: ArrayLike<number>,
  equity: ArrayLike<number>,
  barsPerYear = 252,
): number {
  return (mean(traded) / mean(equity)) * barsPerYear;
}

/** What an account held, as shares of its equity. Means over the bars. */
export interface Exposure {
  /** Share of bars with any position. */
  readonly timeInMarket: number;
  /** Sum of the positions' magnitudes / equity. */
  readonly gross: number;
  /** Sum of the positions / equity: negative where more is short than long. */
  readonly net: number;
  /** The greatest gross exposure of any bar. */
  readonly greatest: number;
}

/**
 * Exposure and time in the market, of what was held at each close.
 * @param values of the positions at the close, negative if short, the assets of a bar together [T, assets]
 * @param equity at the close [T]
 */
export function exposureOf(values: ArrayLike<number>, equity: ArrayLike<number>): Exposure {
  const assets = values.length / equity.length;
  const gross = new Float64Array(equity.length); // [T]
  const net = new Float64Array(equity.length); // [T]
  for (let t = 0; t < equity.length; t++) {
    for (let a = 0; a < assets; a++) {
      const value = values[t * assets + a];
      if (value === 0) continue; // of an account that has nothing left, too
      gross[t] += Math.abs(value) / equity[t];
      net[t] += value / equity[t];
    }
  }
  return {
    timeInMarket: gross.filter((value) => value > 0).length / equity.length,
    gross: mean(gross),
    net: mean(net),
    greatest: gross.reduce((greatest, value) => Math.max(greatest, value), 0),
  };
}
