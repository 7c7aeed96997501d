/** The checks for look-ahead, one file each. `docs/leak-check.md` says what each one finds. */
import type { AccountHistory } from '../../../environments/market/ledger.js';
import { isLeptonError } from '../../../src/errors.js';
import { disjointSpans } from './disjoint-spans.js';
import { fillsAfterDecisions } from './fills-after-decisions.js';
import { type LeakFinding, skipped } from './finding.js';
import { futurePerturbation, truncationInvariance } from './future-bars.js';
import { lagDecay } from './lag-decay.js';
import { ledgerRebuilds } from './ledger-rebuilds.js';
import { oracleFeature } from './oracle-feature.js';
import { repeatable } from './repeatable.js';
import { scalerOnTraining } from './scaler-on-training.js';
import { shuffledReturns } from './shuffled-returns.js';
import type { LeakSubject } from './subject.js';
import { tooGoodDecisions } from './too-good-decisions.js';
import { tooGoodFeatures } from './too-good-features.js';

export type { LeakFinding, LeakSubject };

/** What the checks found. */
export interface LeakReport {
  readonly subject: string;
  /** No finding is a leak. */
  readonly passed: boolean;
  readonly findings: readonly LeakFinding[];
}

/** How thoroughly it is looked. */
export interface LeakCheckOptions {
  /** Leaves out the check that trains an agent, some seconds. */
  readonly fast?: boolean;
  /** Called before each check, as they take their time. */
  readonly onCheck?: (check: string) => void;
}

/** Looks for look-ahead in whoever trades and in what an agent sees. Everything is played anew; nothing is written. */
export async function leakCheck(
  subject: LeakSubject,
  { fast = false, onCheck }: LeakCheckOptions = {},
): Promise<LeakReport> {
  const { data, world } = subject;
  const about = <Found>(check: string, find: () => Found): Found => {
    onCheck?.(check);
    return find();
  };
  const findings = [
    about('truncation-invariance', () => truncationInvariance(subject)),
    about('future-perturbation', () => futurePerturbation(subject)),
    ...about('the account', () => historyFindings(subject)),
    disjointSpans(data, world),
    about('scaler-on-training', () => guarded('scaler-on-training', () => scalerOnTraining(data, world))),
    about('too-good-features', () => tooGoodFeatures(data, world)),
    about('shuffled-returns', () => shuffledReturns(subject)),
    fast
      ? skipped('oracle-feature', 'left out by --fast')
      : await about('oracle-feature', () => oracleFeature(subject)),
  ];
  return {
    subject: subject.name,
    passed: findings.every(({ severity }) => severity !== 'leak'),
    findings,
  };
}

function historyFindings(subject: LeakSubject): readonly LeakFinding[] {
  const { trader, data, account, from, to, seed } = subject;
  if (trader === undefined) {
    return ['fills-after-decisions', 'ledger-rebuilds', 'lag-decay', 'too-good-decisions', 'repeatable'].map(
      (check) => skipped(check, 'nobody trades'),
    );
  }
  const play = (): AccountHistory => trader.play({ data, account, from, to, seed });
  const history = play();
  return [
    fillsAfterDecisions(subject, history),
    ledgerRebuilds(subject, history),
    lagDecay(data, history),
    tooGoodDecisions(data, history),
    repeatable(history, play()),
  ];
}

/** A part too short for a check is no leak. */
function guarded(check: string, run: () => LeakFinding): LeakFinding {
  try {
    return run();
  } catch (error) {
    if (!isLeptonError(error)) throw error;
    return skipped(check, error.message);
  }
}
