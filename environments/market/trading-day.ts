/**
 * What happens to an account, in this order, for every bar t in turn (`advance`, then the decision):
 *
 * 1. Overnight. Splits multiply the shares and the quantities of working orders, and divide entry prices and order
 *    prices. Dividends are paid to long positions and by short ones, on the shares after a split. The borrow fee is
 *    paid on each short position's value at close t-1. Interest is paid on cash as it was at close t-1: earned on what
 *    exceeds the value of the short positions, owed where cash is below 0. A bar is 1 / barsPerYear of a year.
 * 2. The open. Market orders for the open fill at the open; so do limit and stop orders whose price the open has
 *    reached: a stop that was gapped through fills at the open, a limit at the better open.
 * 3. Inside. First the stop-losses and take-profits of the positions held after the open, then stop orders, then limit
 *    orders, each at its own price if the bar's range reaches it. If stop-loss and take-profit are both in the range,
 *    the stop-loss counts. A position that was made or enlarged inside this bar has its stop-loss looked at as well,
 *    its take-profit not before the next bar.
 * 4. The close. Market orders for the close fill at the close.
 * 5. Equity at the close: cash + shares x close. At 0 or below the account is closed out and never trades again. Below
 *    the maintenance margin everything is ordered to be sold at the next open.
 * 6. The decision (`decideTarget`, `decideOrder`), which has seen bars up to t. Its orders fill from bar t+1 on; under
 *    `same-close` at once, at close t, which is look-ahead.
 *
 * In each of these sales come before purchases, older orders before younger ones. On a bar on which an asset cannot be
 * traded its orders wait. What the volume cap leaves of an order waits for the next bar; what the capital does not pay
 * for is cancelled.
 */
import { BANKRUPT, ROUNDING, TRADING, type Accounts } from './accounts.js';
import { checkBrackets } from './brackets.js';
import { fill } from './fills.js';
import type { FillMoment, OrderType } from './ledger.js';
import { overnight } from './overnight.js';
import { checkMargin, closeOut } from './solvency.js';
import { followTdqn } from './tdqn.js';
import { AT_CLOSE, AT_LIMIT, AT_OPEN, AT_STOP } from './working-orders.js';

/** Plays one bar: everything from the night before it to equity at its close. */
export function advance(accounts: Accounts, row: number, bar: number): void {
  if (accounts.state[row] === BANKRUPT) return;
  const { orders, settings, market, volumeUsed } = accounts;
  if (settings.costs.volumeCap !== undefined)
    volumeUsed.fill(0, row * market.assets, (row + 1) * market.assets);
  overnight(accounts, row, bar);
  if (orders.used[row] === 1 && orders.waitsFor[orders.first(row)] === AT_OPEN) {
    // The usual case, made short: one order alone, and it is a market order.
    const slot = orders.first(row);
    fill(accounts, row, slot, bar, 'open', market.open[bar * market.assets + orders.asset[slot]], 0);
    if (orders.quantity[slot] === 0) orders.used[row] = 0;
  } else if (orders.used[row] > 0) {
    fillAll(accounts, row, bar, 'open', AT_OPEN);
    orders.tidy(row);
  }
  if (accounts.hasBrackets) checkBrackets(accounts, row, bar, false);
  if (orders.used[row] > 0) {
    fillAll(accounts, row, bar, 'inside', AT_STOP);
    fillAll(accounts, row, bar, 'inside', AT_LIMIT);
    if (accounts.hasBrackets) checkBrackets(accounts, row, bar, true);
    fillAll(accounts, row, bar, 'close', AT_CLOSE);
    orders.tidy(row);
  }
  if (settings.protocol === 'tdqn') followTdqn(accounts, row, bar);
  mark(accounts, row, bar);
}

function mark(accounts: Accounts, row: number, bar: number): void {
  const equity = accounts.worth(row, bar);
  accounts.equity[row] = equity;
  if (equity > accounts.peak[row]) accounts.peak[row] = equity;
  if (equity <= 0) closeOut(accounts, row, bar);
  else if (accounts.settings.margin.maintenance > 0) checkMargin(accounts, row, bar);
}

/**
 * Decides target weights (values of positions as fractions of equity) at the close of a bar: market orders that lead
 * there, sized with this close. A weight that was decided before is traded again as `rebalance` says.
 *
 * @param weights one an asset from `offset` on; absolute values together at most 1 / margin.initial
 */
export function decideTarget(
  accounts: Accounts,
  row: number,
  bar: number,
  weights: ArrayLike<number>,
  offset = 0,
): void {
  if (accounts.state[row] !== TRADING) return;
  const { market, settings, shares, targets } = accounts;
  const { assets } = market;
  const equity = accounts.equity[row];
  for (let asset = 0; asset < assets; asset++) {
    const held = row * assets + asset;
    const weight = weights[offset + asset];
    const close = market.close[bar * assets + asset];
    const isOff =
      settings.rebalance !== 'on-change' &&
      Math.abs(weight - (shares[held] * close) / equity) > settings.rebalance + ROUNDING;
    if (weight === targets[held] && !isOff) continue;
    targets[held] = weight;
    if (settings.protocol === 'tdqn') continue; // its quantities come with the fills
    const wanted = (weight * equity) / close;
    const quantity = (settings.shares === 'integer' ? Math.trunc(wanted) : wanted) - shares[held];
    accounts.cancelOrders(row, bar, asset, 'new target');
    if (Math.abs(quantity) * close <= ROUNDING * Math.abs(equity)) continue;
    accounts.addOrder(row, bar, asset, accounts.marketOrdersWaitFor, quantity, 0, 'target', weight);
  }
  if (settings.fill === 'same-close') fillAtOnce(accounts, row, bar);
}

/** One order of the strategy's own, decided at the close of a bar. */
export function decideOrder(
  accounts: Accounts,
  row: number,
  bar: number,
  order: {
    readonly asset: number;
    readonly type: OrderType;
    /** Shares, negative to sell. */
    readonly quantity: number;
    /** Of a limit or a stop. */
    readonly price: number;
    readonly reason: string;
  },
): void {
  if (accounts.state[row] !== TRADING || order.quantity === 0) return;
  const waitsFor =
    order.type === 'market' ? accounts.marketOrdersWaitFor : order.type === 'limit' ? AT_LIMIT : AT_STOP;
  accounts.addOrder(row, bar, order.asset, waitsFor, order.quantity, order.price, order.reason);
  if (accounts.settings.fill === 'same-close') fillAtOnce(accounts, row, bar);
}

function fillAtOnce(accounts: Accounts, row: number, bar: number): void {
  fillAll(accounts, row, bar, 'close', AT_CLOSE);
  accounts.orders.tidy(row);
  accounts.equity[row] = accounts.worth(row, bar);
}

function fillAll(accounts: Accounts, row: number, bar: number, moment: FillMoment, phase: number): void {
  const { orders } = accounts;
  const first = orders.first(row);
  const end = orders.end(row);
  for (let side = -1; side <= 1; side += 2) {
    for (let slot = first; slot < end; slot++) {
      if (orders.quantity[slot] * side > 0) tryToFill(accounts, row, slot, bar, moment, phase);
    }
  }
}

function tryToFill(
  accounts: Accounts,
  row: number,
  slot: number,
  bar: number,
  moment: FillMoment,
  phase: number,
): void {
  const { market, orders } = accounts;
  const waitsFor = orders.waitsFor[slot];
  const at = bar * market.assets + orders.asset[slot];
  if (waitsFor === AT_OPEN || waitsFor === AT_CLOSE) {
    if (waitsFor !== phase) return;
    fill(accounts, row, slot, bar, moment, phase === AT_OPEN ? market.open[at] : market.close[at], 0);
    return;
  }
  if (phase !== AT_OPEN && phase !== waitsFor) return;
  const price = orders.price[slot];
  // A purchase's limit and a sale's stop wait for the price to fall.
  const waitsForLess = orders.quantity[slot] > 0 === (waitsFor === AT_LIMIT);
  const reached = phase === AT_OPEN ? market.open[at] : waitsForLess ? market.low[at] : market.high[at];
  if (waitsForLess ? reached > price : reached < price) return;
  fill(
    accounts,
    row,
    slot,
    bar,
    moment,
    phase === AT_OPEN ? reached : price,
    waitsFor === AT_LIMIT ? price : 0,
  );
  if (waitsFor === AT_STOP && market.tradable[at] !== 0) orders.waitsFor[slot] = AT_OPEN;
}
