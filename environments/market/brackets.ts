import type { Accounts } from './accounts.js';
import { fill } from './fills.js';
import type { FillMoment } from './ledger.js';
import { AT_LIMIT, AT_OPEN, AT_STOP } from './working-orders.js';

/**
 * Closes the positions whose stop-loss or take-profit the bar has touched; where both are in its range, the stop-loss
 * counts.
 *
 * @param onlyNew look at the positions that were made or enlarged inside this bar, at their stop-losses only; else at
 *   the others
 */
export function checkBrackets(accounts: Accounts, row: number, bar: number, onlyNew: boolean): void {
  const { market, shares, enlargedInside } = accounts;
  for (let asset = 0; asset < market.assets; asset++) {
    const held = row * market.assets + asset;
    const isNew = enlargedInside[held] === bar;
    if (shares[held] === 0 || isNew !== onlyNew || market.tradable[bar * market.assets + asset] === 0)
      continue;
    if (!stopLoss(accounts, row, bar, asset, isNew) && !isNew) takeProfit(accounts, row, bar, asset);
  }
}

function stopLoss(accounts: Accounts, row: number, bar: number, asset: number, isNew: boolean): boolean {
  const { market, shares, entryPrices, settings } = accounts;
  const share = settings.brackets.stopLoss;
  if (share === undefined) return false;
  const at = bar * market.assets + asset;
  const held = row * market.assets + asset;
  const side = shares[held] > 0 ? 1 : -1;
  const stop = entryPrices[held] * (1 - side * share);
  if (!isNew && side * market.open[at] <= side * stop) {
    exit(accounts, row, bar, asset, 'open', market.open[at], AT_STOP, 'stop-loss');
  } else if (side * (side > 0 ? market.low[at] : market.high[at]) <= side * stop) {
    exit(accounts, row, bar, asset, 'inside', stop, AT_STOP, 'stop-loss');
  } else return false;
  return true;
}

function takeProfit(accounts: Accounts, row: number, bar: number, asset: number): void {
  const { market, shares, entryPrices, settings } = accounts;
  const share = settings.brackets.takeProfit;
  if (share === undefined) return;
  const at = bar * market.assets + asset;
  const held = row * market.assets + asset;
  const side = shares[held] > 0 ? 1 : -1;
  const goal = entryPrices[held] * (1 + side * share);
  if (goal <= 0) return;
  if (side * market.open[at] >= side * goal) {
    exit(accounts, row, bar, asset, 'open', market.open[at], AT_LIMIT, 'take-profit');
  } else if (side * (side > 0 ? market.high[at] : market.low[at]) >= side * goal) {
    exit(accounts, row, bar, asset, 'inside', goal, AT_LIMIT, 'take-profit');
  }
}

/**
 * Closes the position, and cancels whatever else was ordered for the asset. What volume does not allow now is sold from
 * the next open on.
 */
function exit(
  accounts: Accounts,
  row: number,
  bar: number,
  asset: number,
  moment: FillMoment,
  reference: number,
  waitsFor: number,
  reason: string,
): void {
  const held = row * accounts.market.assets + asset;
  accounts.cancelOrders(row, bar, asset, reason);
  accounts.targets[held] = 0;
  // The instruction stood before the bar began.
  const slot = accounts.addOrder(row, bar - 1, asset, waitsFor, -accounts.shares[held], reference, reason);
  fill(accounts, row, slot, bar, moment, reference, waitsFor === AT_LIMIT ? reference : 0);
  accounts.orders.waitsFor[slot] = AT_OPEN;
}
