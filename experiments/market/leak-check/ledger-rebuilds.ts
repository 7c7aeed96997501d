import type { AccountHistory } from '../../../environments/market/ledger.js';
import { isLeptonError } from '../../../src/errors.js';
import { proveLedger } from '../prove-ledger.js';
import { type LeakFinding, passed } from './finding.js';
import type { LeakSubject } from './subject.js';

const check = 'ledger-rebuilds';

/** Bars and ledger alone give the equity. */
export function ledgerRebuilds({ data }: LeakSubject, history: AccountHistory): LeakFinding {
  try {
    const within = proveLedger(data, history);
    return passed(check, `the ledger gives the equity within ${within.toExponential(1)} of the capital`);
  } catch (error) {
    if (!isLeptonError(error)) throw error;
    return {
      check,
      severity: 'leak',
      message: error.message,
      remedy: 'this is a defect of the simulator: please report it with the data and the ledger',
    };
  }
}
