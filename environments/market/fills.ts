import { ROUNDING, type Accounts } from './accounts.js';
import type { FillMoment } from './ledger.js';

/**
 * Fills what can be filled of a working order at this reference price. What volume does not allow goes on waiting; what
 * the capital does not pay for is cancelled.
 *
 * @param limit no worse price than this; 0: any
 */
export function fill(
  accounts: Accounts,
  row: number,
  slot: number,
  bar: number,
  moment: FillMoment,
  reference: number,
  limit: number,
): void {
  const { market, settings, orders } = accounts;
  const asset = orders.asset[slot];
  const at = bar * market.assets + asset;
  const wanted = orders.quantity[slot];
  const most = volumeLeft(accounts, row, bar, asset);
  if (market.tradable[at] === 0 || most <= 0) return;
  const offered = Math.abs(wanted) <= most ? wanted : wanted > 0 ? most : -most;
  const others = moment === 'close' ? market.close : market.open;
  const allowed = withinCapital(accounts, row, bar, asset, offered, reference, limit, others);
  const isCut = allowed !== wanted;
  const quantity = isCut && settings.shares === 'integer' ? whole(accounts, row, asset, allowed) : allowed;
  if (quantity !== 0) {
    const price = priceOf(accounts, at, quantity, reference, limit);
    book(
      accounts,
      row,
      slot,
      bar,
      moment,
      quantity,
      price,
      reference,
      accounts.model.commission(quantity, price),
    );
    orders.quantity[slot] = wanted - quantity;
  }
  if (allowed !== offered) accounts.cancelSlot(slot, bar, 'not enough capital');
}

/** Writes a fill into the account and the ledger. */
export function book(
  accounts: Accounts,
  row: number,
  slot: number,
  bar: number,
  moment: FillMoment,
  quantity: number,
  price: number,
  reference: number,
  commission: number,
): void {
  const { orders, market } = accounts;
  const asset = orders.asset[slot];
  const held = row * market.assets + asset;
  const size = Math.abs(quantity);
  accounts.cash[row] -= quantity * price + commission;
  changePosition(accounts, held, bar, moment, quantity, reference);
  accounts.volumeUsed[held] += size;
  accounts.traded[row] += size * price;
  accounts.costs[row] += commission + size * Math.abs(price - reference);
  const order = orders.number[slot];
  accounts.record?.({ kind: 'fill', order, bar, moment, asset, quantity, price, reference, commission });
}

function changePosition(
  { shares, lastTrade, entryPrices, enlargedInside }: Accounts,
  held: number,
  bar: number,
  moment: FillMoment,
  quantity: number,
  price: number,
): void {
  const before = shares[held];
  const after = before + quantity;
  shares[held] = after;
  lastTrade[held] = bar;
  if (after === 0) {
    entryPrices[held] = 0;
    return;
  }
  if (before * after <= 0) entryPrices[held] = price;
  else if (Math.abs(after) > Math.abs(before)) {
    entryPrices[held] += ((price - entryPrices[held]) * quantity) / after;
  } else return;
  if (moment === 'inside') enlargedInside[held] = bar;
}

/** Whole shares, unless this closes a position that a split left with a fraction. */
function whole({ shares, market }: Accounts, row: number, asset: number, quantity: number): number {
  return quantity === -shares[row * market.assets + asset] ? quantity : Math.trunc(quantity);
}

function priceOf(
  { model, market, volatility }: Accounts,
  at: number,
  quantity: number,
  reference: number,
  limit: number,
): number {
  const price = model.price(
    reference,
    quantity,
    market.volume[at],
    model.needsVolatility ? volatility[at] : 0,
  );
  if (limit === 0) return price;
  return quantity > 0 ? Math.min(price, limit) : Math.max(price, limit);
}

/** How many shares the bar still has for this account. */
function volumeLeft(
  { model, market, settings, volumeUsed }: Accounts,
  row: number,
  bar: number,
  asset: number,
): number {
  if (!model.needsVolume) return Infinity;
  const volume = market.volume[bar * market.assets + asset];
  const { volumeCap } = settings.costs;
  if (volumeCap === undefined) return volume > 0 ? Infinity : 0;
  const most = volume * volumeCap;
  const left = most - volumeUsed[row * market.assets + asset];
  return left > ROUNDING * most ? left : 0;
}

/**
 * The part of a quantity that the rules on short positions, the margin and the cash allow. What only reduces a position
 * is always allowed. The costs of the fill itself count where cash pays for it, not in the margin.
 *
 * @param prices of the other positions: the bar's closes at its close, else its opens [T, assets]
 */
function withinCapital(
  accounts: Accounts,
  row: number,
  bar: number,
  asset: number,
  quantity: number,
  reference: number,
  limit: number,
  prices: Float64Array,
): number {
  const { market, settings, shares, cash } = accounts;
  const { assets } = market;
  const held = shares[row * assets + asset];
  const size = Math.abs(quantity);
  const reducing = held * quantity < 0 ? Math.min(size, Math.abs(held)) : 0;
  if (size <= reducing) return quantity;
  const { initial } = settings.margin;
  let equity = cash[row] + held * reference;
  let others = 0;
  for (let other = 0; other < assets; other++) {
    if (other === asset) continue;
    const value = shares[row * assets + other] * prices[bar * assets + other];
    equity += value;
    others += Math.abs(value);
  }
  const largest = (equity / initial - others) / reference; // position after the fill
  let most = Math.min(size, reducing + Math.max(0, largest - (reducing > 0 ? 0 : Math.abs(held))));
  if (quantity < 0 && !settings.shorts.allowed) most = reducing;
  if (quantity > 0 && initial === 1) {
    most = Math.max(reducing, payable(accounts, bar * assets + asset, most, reference, limit, cash[row]));
  }
  if (most >= size) return quantity;
  const capital = Math.abs(cash[row]) + Math.abs(held) * reference + others;
  if ((most - reducing) * reference <= ROUNDING * capital) most = reducing;
  return quantity > 0 ? most : -most;
}

/** The most of a purchase that this cash pays for, costs included. */
function payable(
  accounts: Accounts,
  at: number,
  quantity: number,
  reference: number,
  limit: number,
  cash: number,
): number {
  let owed = bill(accounts, at, quantity, reference, limit);
  if (owed <= cash) return quantity;
  if (cash <= 0) return 0;
  // Costs in proportion to the value are met at the first try; others need a few, or a bisection.
  let enough = 0;
  let most = quantity;
  for (let turn = 0; turn < 8 && enough === 0; turn++) {
    const next = most * ((cash / owed) * (1 - 4 * Number.EPSILON));
    owed = bill(accounts, at, next, reference, limit);
    if (owed > cash) most = next;
    else if (owed > cash * (1 - 1e-14)) return next;
    else enough = next;
  }
  for (let turn = 0; turn < 60; turn++) {
    const middle = (enough + most) / 2;
    if (bill(accounts, at, middle, reference, limit) <= cash) enough = middle;
    else most = middle;
  }
  return enough;
}

function bill(accounts: Accounts, at: number, quantity: number, reference: number, limit: number): number {
  const price = priceOf(accounts, at, quantity, reference, limit);
  return quantity * price + accounts.model.commission(quantity, price);
}
