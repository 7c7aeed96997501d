import type { Accounts } from './accounts.js';

/** The night before a bar: splits, dividends, borrow fees, interest. `trading-day.ts` says what is paid on what. */
export function overnight(accounts: Accounts, row: number, bar: number): void {
  const { market, cash, settings } = accounts;
  const before = cash[row];
  const borrowed = borrowedValue(accounts, row, bar - 1);
  if (market.eventful[bar] !== 0) corporateActions(accounts, row, bar);
  if (borrowed > 0 && settings.shorts.borrowRate > 0) payBorrowFees(accounts, row, bar);
  const { interest } = settings;
  let earned = 0;
  if (before < 0) earned = (before * interest.borrowed) / market.data.barsPerYear;
  else if (before > borrowed) earned = ((before - borrowed) * interest.cash) / market.data.barsPerYear;
  if (earned === 0) return;
  cash[row] += earned;
  accounts.record?.({ kind: 'interest', bar, amount: earned });
}

/** What the short positions are worth at a close. */
function borrowedValue({ market, shares }: Accounts, row: number, bar: number): number {
  const { assets, close } = market;
  let value = 0;
  for (let asset = 0; asset < assets; asset++) {
    const held = shares[row * assets + asset];
    if (held < 0) value -= held * close[bar * assets + asset];
  }
  return value;
}

function corporateActions(accounts: Accounts, row: number, bar: number): void {
  const { market, shares, cash } = accounts;
  const { assets } = market;
  for (let asset = 0; asset < assets; asset++) {
    const ratio = market.splits[bar * assets + asset];
    if (ratio !== 1) split(accounts, row, bar, asset, ratio);
    const amount = shares[row * assets + asset] * market.dividends[bar * assets + asset];
    if (amount === 0) continue;
    cash[row] += amount;
    accounts.record?.({ kind: 'dividend', bar, asset, amount });
  }
}

function split(accounts: Accounts, row: number, bar: number, asset: number, ratio: number): void {
  const { orders, shares, entryPrices } = accounts;
  const held = row * accounts.market.assets + asset;
  const end = orders.end(row);
  for (let slot = orders.first(row); slot < end; slot++) {
    if (orders.asset[slot] !== asset) continue;
    orders.quantity[slot] *= ratio;
    orders.price[slot] /= ratio;
  }
  entryPrices[held] /= ratio;
  shares[held] *= ratio;
  accounts.record?.({ kind: 'split', bar, asset, ratio });
}

function payBorrowFees(accounts: Accounts, row: number, bar: number): void {
  const { market, shares, cash, settings } = accounts;
  const { assets } = market;
  for (let asset = 0; asset < assets; asset++) {
    const held = shares[row * assets + asset];
    if (held >= 0) continue;
    const at = bar * assets + asset;
    const value = (held * market.close[at - assets]) / market.splits[at]; // as it was before a split
    const amount = (value * settings.shorts.borrowRate) / market.data.barsPerYear;
    cash[row] += amount;
    accounts.record?.({ kind: 'borrow-fee', bar, asset, amount });
  }
}
