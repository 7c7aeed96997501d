import type { AccountHistory } from '../../environments/market/ledger.js';
import { rebuildEquity } from '../../environments/market/rebuild-equity.js';
import { fail } from '../../src/errors.js';
import type { MarketData } from '../../src/data/market-data.js';

/** What rounding may leave, as a fraction of the initial capital. */
const tolerance = 1e-9;

/**
 * Rebuilds the equity from bars and ledger, and gives the greatest difference to the simulator's as a fraction of the initial capital, or of
 * the equity where that has grown.
 *
 * @throws LeptonError `contract-broken` where that is more than 1e-9
 */
export function proveLedger(data: MarketData, history: AccountHistory): number {
  const { equity } = rebuildEquity(data, history);
  let worst = 0;
  let worstBar = 0;
  equity.forEach((value, index) => {
    const scale = Math.max(history.initialCapital, Math.abs(value));
    const difference = Math.abs(value - history.equity[index]) / scale;
    if (difference > worst) [worst, worstBar] = [difference, index];
  });
  if (worst <= tolerance) return worst;
  return fail('contract-broken', {
    component: 'ledger',
    parameter: `equity at bar ${history.firstBar + worstBar}`,
    value: history.equity[worstBar],
    requirement: `what the ledger gives, ${equity[worstBar]}`,
  });
}
