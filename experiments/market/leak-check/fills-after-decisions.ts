import { looksAhead, accountSettings } from '../../../environments/market/settings.js';
import type { AccountHistory } from '../../../environments/market/ledger.js';
import { type LeakFinding, passed } from './finding.js';
import type { LeakSubject } from './subject.js';

const check = 'fills-after-decisions';

/** Every fill is of a later bar than the close at which it was decided. Orders that brackets or margins placed inside a bar are no decisions. */
export function fillsAfterDecisions({ account }: LeakSubject, history: AccountHistory): LeakFinding {
  const orders = new Map<number, { readonly bar: number; readonly reason: string }>();
  let fills = 0;
  for (const entry of history.ledger) {
    if (entry.kind === 'order') orders.set(entry.order, entry);
    if (entry.kind !== 'fill') continue;
    fills++;
    const order = orders.get(entry.order);
    const isBracket = order?.reason === 'stop-loss' || order?.reason === 'take-profit';
    if (order !== undefined && (entry.bar > order.bar || isBracket)) continue;
    return leak(
      `order ${entry.order} was decided at the close of bar ${order?.bar ?? 'none'} and filled on bar ${entry.bar}`,
    );
  }
  if (looksAhead(accountSettings(account)))
    return leak('orders are set to fill at the close that they have seen');
  return passed(check, `all of ${fills} fills are later than their decisions`);
}

const leak = (message: string): LeakFinding => ({
  check,
  severity: 'leak',
  message,
  remedy: 'fill: next-open',
});
