import type { AccountHistory } from '../../../environments/market/ledger.js';
import { firstDifference } from './altered-data.js';
import { type LeakFinding, passed } from './finding.js';

const check = 'repeatable';

/** Played twice, it does the same twice: what a strategy remembers from run to run would spoil every other check. */
export function repeatable(first: AccountHistory, second: AccountHistory): LeakFinding {
  const index = firstDifference(first.equity, second.equity, first.equity.length);
  if (index === -1) return passed(check, 'played twice, it has the same equity, bit for bit');
  return {
    check,
    severity: 'leak',
    message: `played twice, the equity differs from bar ${first.firstBar + index} on`,
    remedy:
      'export { create } instead of a function, so that what is remembered begins anew; draw from a seeded generator',
  };
}
