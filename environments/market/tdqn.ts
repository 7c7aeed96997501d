/**
 * The accounting of Théate and Ernst, "An application of deep reinforcement learning to algorithmic trading" (Expert
 * Systems with Applications 173, 2021): always all-in long or all-in short, in whole shares.
 *
 * A decision at close t-1 is filled at close t. Going long buys floor(cash / (P (1 + C))) shares, going short sells as
 * many; a reversal pays C for both legs. While short, shares are bought back as soon as a rise by 10 % could no longer
 * be paid for (`lowerBound`). An account that was never long nor short stays in cash until the first decision.
 *
 * Deviation: an account whose equity is 0 or less is closed out; theirs trades on.
 */
import type { Accounts } from './accounts.js';
import { book } from './fills.js';
import type { AccountHistory } from './ledger.js';
import { AT_CLOSE } from './working-orders.js';

/** The rise of the price that a short position must be able to bear. */
const epsilon = 0.1;

/**
 * How many of the n shares sold short must be bought back, before rounding; none where it is not positive.
 *
 * @param cash and `price` at the close before, `rate` C
 */
export function lowerBound(cash: number, shares: number, price: number, rate: number): number {
  const missing = -cash + shares * price * (1 + epsilon) * (1 + rate);
  return missing < 0
    ? missing / (price * (2 * rate + epsilon * (1 + rate)))
    : missing / (price * epsilon * (1 + rate));
}

/** Does at a bar's close what the target (its sign counts) asks for. */
export function followTdqn(accounts: Accounts, row: number, bar: number): void {
  const { market, shares, cash, targets, sides, forced, settings } = accounts;
  const rate = settings.costs.perValue;
  const price = market.close[bar];
  const side = Math.sign(targets[row]);
  forced[row] = 0;
  if (side === 0) return;
  if (side !== sides[row]) {
    trade(accounts, row, bar, -shares[row], 'target');
    trade(accounts, row, bar, side * Math.floor(cash[row] / (price * (1 + rate))), 'target');
    sides[row] = side;
  } else if (side < 0) {
    // The shares are those after a split; the price has to be too.
    const before = market.close[bar - 1] / market.splits[bar];
    const bound = lowerBound(cash[row], -shares[row], before, rate);
    if (bound <= 0) return;
    trade(accounts, row, bar, Math.min(Math.floor(bound), -shares[row]), 'lower bound');
    forced[row] = 1;
  }
}

function trade(accounts: Accounts, row: number, bar: number, quantity: number, reason: string): void {
  if (quantity === 0) return;
  const price = accounts.market.close[bar];
  const slot = accounts.addOrder(row, bar - 1, 0, AT_CLOSE, quantity, 0, reason);
  const commission = accounts.model.commission(quantity, price);
  book(accounts, row, slot, bar, 'close', quantity, price, price, commission);
  accounts.orders.used[row] = 0;
}

/** The simple returns as the paper counts them: the bars before and of the first decision are returns of 0. [T] */
export function tdqnReturns({ firstBar, equity }: AccountHistory): Float64Array {
  const returns = new Float64Array(firstBar + equity.length); // [T]
  for (let index = 1; index < equity.length; index++) {
    returns[firstBar + index] = (equity[index] - equity[index - 1]) / equity[index - 1];
  }
  return returns;
}
