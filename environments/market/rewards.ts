import { z } from 'zod';
import { log } from '../../src/numerics/index.js';
import { eitherForm, nameOf, oneKeyRecord, strictRecord } from '../../src/plain-data.js';
import type { Accounts } from './accounts.js';
import { adjustedPrices } from './adjusted.js';
import { exponentialDeviation } from './rolling.js';

const weight = (otherwise: number) => z.number().min(0).default(otherwise);

const shapes = {
  logReturn: strictRecord({}),
  simpleReturn: strictRecord({}),
  /** Moody & Saffell (1998): `rate` is eta, how fast the averages follow. */
  differentialSharpe: strictRecord({ rate: z.number().positive().max(1).default(0.01) }),
  /** Zhang, Zohren & Roberts (2020): volatility a year, costs as a fraction of the traded value, span in bars. */
  volatilityScaled: strictRecord({
    volatility: z.number().positive().default(0.1),
    costs: weight(0.001),
    span: z.number().int().min(2).default(60),
  }),
  /** Log return - weight x what this step added to the drawdown (a fraction of the peak). */
  drawdownPenalised: strictRecord({ weight: weight(1) }),
  /** Log return - weight x traded value / equity before. */
  turnoverPenalised: strictRecord({ weight: weight(0.001) }),
  /** The simple return in [-1, 1]; after a forced purchase of the protocol `tdqn` the fall of the price. */
  tdqn: strictRecord({}),
};

/** A name, or a name with its settings: `{ differentialSharpe: { rate: 0.01 } }`. */
export const rewardSchema = eitherForm(
  nameOf(Object.keys(shapes) as readonly (keyof typeof shapes)[]),
  oneKeyRecord(shapes),
);
export type RewardOption = z.output<typeof rewardSchema>;

/** A reward of a program's own. It is called once a step, after the bar was played; it may look at bars up to this one only. */
export type OwnReward = (step: {
  readonly accounts: Accounts;
  readonly row: number;
  readonly bar: number;
  /** Equity at the close before, when the decision was made. */
  readonly equityBefore: number;
}) => number;

/** A reward for many rows. */
export interface RewardRule {
  /** What it remembers from step to step, for snapshots. */
  readonly memory: readonly Float64Array[];
  start(row: number): void;
  /** After a decision, before its bar is played. */
  decided?(row: number): void;
  /** After bar `bar` was played. */
  of(row: number, bar: number, equityBefore: number): number;
}

/** The least ratio of equities whose logarithm is taken: a bankruptcy costs ln 0.001, not infinity. */
const leastRatio = 0.001;

export function makeReward(option: RewardOption | OwnReward, accounts: Accounts): RewardRule {
  const { equity } = accounts;
  if (typeof option === 'function') {
    return stateless((row, bar, equityBefore) => option({ accounts, row, bar, equityBefore }));
  }
  const settings = typeof option === 'string' ? withDefaults(option) : option;
  const logReturn = (row: number, _bar: number, before: number) =>
    log(Math.max(equity[row] / before, leastRatio));
  const simpleReturn = (row: number, _bar: number, before: number) => (equity[row] - before) / before;
  if ('logReturn' in settings) return stateless(logReturn);
  if ('simpleReturn' in settings) return stateless(simpleReturn);
  if ('differentialSharpe' in settings) {
    return differentialSharpe(equity.length, settings.differentialSharpe.rate, simpleReturn);
  }
  if ('volatilityScaled' in settings) return volatilityScaled(accounts, settings.volatilityScaled);
  if ('drawdownPenalised' in settings) {
    const drawdown = (row: number) => 1 - equity[row] / accounts.peak[row];
    return changing(accounts, drawdown, settings.drawdownPenalised.weight, logReturn, () => 1);
  }
  if ('turnoverPenalised' in settings) {
    const traded = (row: number) => accounts.traded[row];
    return changing(accounts, traded, settings.turnoverPenalised.weight, logReturn, (before) => before);
  }
  return stateless((row, bar, before) => {
    const { close, splits } = accounts.market;
    const price = close[bar - 1] / splits[bar];
    if (accounts.forced[row] !== 0) return (price - close[bar]) / price;
    return Math.min(1, Math.max(-1, simpleReturn(row, bar, before)));
  });
}

function withDefaults(name: keyof typeof shapes): Exclude<RewardOption, string> {
  return rewardSchema.parse({ [name]: {} }) as Exclude<RewardOption, string>;
}

const stateless = (of: RewardRule['of']): RewardRule => ({ memory: [], start: () => undefined, of });

/** Log return less the weighted growth of a quantity of the account; falls cost nothing and earn nothing. */
function changing(
  { equity }: Accounts,
  quantity: (row: number) => number,
  weight: number,
  logReturn: RewardRule['of'],
  unit: (before: number) => number,
): RewardRule {
  const last = new Float64Array(equity.length); // [B]
  return {
    memory: [last],
    start: (row) => (last[row] = 0),
    of(row, bar, before) {
      const now = quantity(row);
      const growth = Math.max(0, now - last[row]) / unit(before);
      last[row] = now;
      return logReturn(row, bar, before) - weight * growth;
    },
  };
}

/**
 * D = (B dA - A dB / 2) / (B - A^2)^(3/2), with A and B the exponential averages of returns R and R^2 before the step,
 * dA = R - A and dB = R^2 - B (Moody & Saffell 1998, equations 14 and 15). 0 as long as B - A^2 is 0, which it is at
 * the first step.
 */
function differentialSharpe(rows: number, rate: number, returnOf: RewardRule['of']): RewardRule {
  const first = new Float64Array(rows); // [B] A
  const second = new Float64Array(rows); // [B] B
  return {
    memory: [first, second],
    start(row) {
      first[row] = 0;
      second[row] = 0;
    },
    of(row, bar, before) {
      const [a, b] = [first[row], second[row]];
      const r = returnOf(row, bar, before);
      const [changeA, changeB] = [r - a, r * r - b];
      first[row] = a + rate * changeA;
      second[row] = b + rate * changeB;
      const variance = b - a * a;
      return variance > 1e-16 ? (b * changeA - (a * changeB) / 2) / (variance * Math.sqrt(variance)) : 0;
    },
  };
}

/**
 * Zhang, Zohren & Roberts (2020): R = A w/s r - c |A w/s - A' w/s'|, A the target decided before the bar and A' the one
 * before it, s and s' the deviations known then, w the wanted one a bar. It rewards the decision, not the account:
 * fills and their costs do not enter.
 *
 * Deviations: r is the simple return in place of the price difference (their futures' contracts are scaled by it);
 * several assets are averaged; the position is 0 while s is unknown.
 */
function volatilityScaled(
  { market, targets, equity }: Accounts,
  settings: { readonly volatility: number; readonly costs: number; readonly span: number },
): RewardRule {
  const { assets, bars } = market;
  const wanted = settings.volatility / Math.sqrt(market.data.barsPerYear);
  const returns = new Float64Array(bars * assets); // [T, assets]
  const leverage = new Float64Array(bars * assets); // [T, assets]
  market.data.assets.forEach((asset, a) => {
    const { close } = adjustedPrices(asset);
    const single = close.map((price, t) => (t === 0 ? NaN : price / close[t - 1] - 1));
    exponentialDeviation(single, settings.span).forEach((s, t) => {
      returns[t * assets + a] = single[t];
      leverage[t * assets + a] = s > 0 ? wanted / s : 0;
    });
  });
  const decided = new Float64Array(equity.length * assets); // [B, assets]
  const last = new Float64Array(equity.length * assets); // [B, assets]
  return {
    memory: [last],
    start: (row) => last.fill(0, row * assets, (row + 1) * assets),
    // A stop-loss or a liquidation inside the bar sets targets to 0: the decision would not answer for its loss.
    decided(row) {
      for (let held = row * assets; held < (row + 1) * assets; held++) decided[held] = targets[held];
    },
    of(row, bar) {
      let sum = 0;
      for (let asset = 0; asset < assets; asset++) {
        const held = row * assets + asset;
        const scaled = decided[held] * leverage[(bar - 1) * assets + asset];
        sum += scaled * returns[bar * assets + asset] - settings.costs * Math.abs(scaled - last[held]);
        last[held] = scaled;
      }
      return sum / assets;
    },
  };
}
