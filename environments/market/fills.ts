import type { Accounts } from './accounts.js';
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
  const allowed = withinCapital(accounts, row, bar, asset, offered, reference, limit);
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
  return volume * volumeCap - volumeUsed[row * market.assets + asset];
}

/**
 * The part of a quantity that the rules on short positions, the margin and the cash allow. What only reduces a position
 * is always allowed. Other positions count at the bar's open.
 */
function withinCapital(
  accounts: Accounts,
  row: number,
  bar: number,
  asset: number,
  quantity: number,
  reference: number,
  limit: number,
): number {
  const { market, settings, shares, cash } = accounts;
  const { assets, open } = market;
  const held = shares[row * assets + asset];
  const size = Math.abs(quantity);
  const reducing = held * quantity < 0 ? Math.min(size, Math.abs(held)) : 0;
  if (size <= reducing) return quantity;
  const { initial } = settings.margin;
  let equity = cash[row] + held * reference;
  let others = 0;
  for (let other = 0; other < assets; other++) {
    if (other === asset) continue;
    const value = shares[row * assets + other] * open[bar * assets + other];
    equity += value;
    others += Math.abs(value);
  }
  const largest = (equity / initial - others) / reference; // position after the fill
  let most = Math.min(size, reducing + Math.max(0, largest - (reducing > 0 ? 0 : Math.abs(held))));
  if (quantity < 0 && !settings.shorts.allowed) most = reducing;
  if (quantity > 0 && initial === 1) {
    most = Math.max(reducing, payable(accounts, bar * assets + asset, most, reference, limit, cash[row]));
  }
  return most >= size ? quantity : quantity > 0 ? most : -most;
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
  // Costs in proportion to the value are met at the first try; others need a few, and steps in the costs a bisection.
  let most = quantity;
  for (let turn = 0; turn < 8; turn++) {
    most *= (cash / owed) * (1 - 4 * Number.EPSILON);
    owed = bill(accounts, at, most, reference, limit);
    if (owed <= cash) return most;
  }
  let enough = 0;
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
