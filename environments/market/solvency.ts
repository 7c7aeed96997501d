import { BANKRUPT, LIQUIDATING, TRADING, type Accounts } from './accounts.js';
import { book } from './fills.js';
import { AT_CLOSE, AT_OPEN } from './working-orders.js';

/** All positions end at the close, free of costs, and the account never trades again: what is owed stays as it is. */
export function closeOut(accounts: Accounts, row: number, bar: number): void {
  const { market, shares } = accounts;
  for (let asset = 0; asset < market.assets; asset++) {
    const held = row * market.assets + asset;
    accounts.cancelOrders(row, bar, asset, 'bankruptcy');
    accounts.targets[held] = 0;
    if (shares[held] === 0) continue;
    const price = market.close[bar * market.assets + asset];
    const slot = accounts.addOrder(row, bar - 1, asset, AT_CLOSE, -shares[held], 0, 'bankruptcy');
    book(accounts, row, slot, bar, 'close', -shares[held], price, price, 0);
  }
  accounts.orders.used[row] = 0;
  accounts.state[row] = BANKRUPT;
  accounts.equity[row] = accounts.cash[row];
}

/** Orders everything to be sold at the next open where equity is below the maintenance margin. */
export function checkMargin(accounts: Accounts, row: number, bar: number): void {
  const { market, shares, settings } = accounts;
  const exposure = accounts.exposure(row, bar);
  if (accounts.state[row] === LIQUIDATING) {
    if (exposure === 0) accounts.state[row] = TRADING;
    return;
  }
  if (accounts.equity[row] >= settings.margin.maintenance * exposure) return;
  accounts.state[row] = LIQUIDATING;
  for (let asset = 0; asset < market.assets; asset++) {
    const held = row * market.assets + asset;
    accounts.cancelOrders(row, bar, asset, 'liquidation');
    accounts.targets[held] = 0;
    if (shares[held] !== 0) accounts.addOrder(row, bar, asset, AT_OPEN, -shares[held], 0, 'liquidation');
  }
}
