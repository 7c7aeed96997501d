/** Whether anything at bar t changes when later bars are cut off or changed: observations and orders must be the same, bit for bit. */
import type { AccountHistory, LedgerEntry } from '../../../environments/market/ledger.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { changedAfter, endedAfter, firstDifference, probes } from './altered-data.js';
import { type LeakFinding, passed } from './finding.js';
import type { LeakSubject } from './subject.js';
import { seenBy } from './what-is-seen.js';

const probeCount = 5;

/** The data ends after t. */
export function truncationInvariance(subject: LeakSubject): LeakFinding {
  return compare('truncation-invariance', 'bars after it are cut off', subject, (t) =>
    endedAfter(subject.data, t),
  );
}

/** The bars after t are others. */
export function futurePerturbation(subject: LeakSubject): LeakFinding {
  return compare('future-perturbation', 'bars after it are changed', subject, (t) =>
    changedAfter(subject.data, t, subject.seed + t),
  );
}

function compare(
  check: string,
  what: string,
  subject: LeakSubject,
  alter: (t: number) => MarketData,
): LeakFinding {
  const places = probes(subject, probeCount);
  const { trader, world, data } = subject;
  const see = world && seenBy(subject, world);
  const seen = see?.(data);
  const history = trader && playOn(subject, data, subject.to);
  for (const t of places) {
    const altered = alter(t);
    if (see !== undefined && seen !== undefined) {
      const width = seen.columns.length;
      const at = firstDifference(seen.values, see(altered).values, (t + 1) * width);
      if (at !== -1)
        return leak(
          check,
          `the observation ${seen.columns[at % width]} at bar ${Math.floor(at / width)} changes when ${what} (bar ${t})`,
        );
    }
    if (history !== undefined) {
      const other = playOn(subject, altered, Math.min(subject.to, altered.times.length - 1));
      const bar = firstOtherOrder(history, other, t);
      if (bar !== undefined) return leak(check, `the decision at bar ${bar} changes when ${what} (bar ${t})`);
    }
  }
  const which = [...(see ? ['observations'] : []), ...(history ? ['decisions'] : [])].join(' and ');
  return passed(check, `${which} are the same, bit for bit, when ${what}: ${places.length} places`);
}

function playOn(
  { trader, account, from, seed }: LeakSubject,
  data: MarketData,
  to: number,
): AccountHistory | undefined {
  return trader?.play({ data, account, from, to, seed });
}

type Order = LedgerEntry & { readonly kind: 'order' };

/** The bar of the first order up to t that differs. */
function firstOtherOrder(
  first: AccountHistory | undefined,
  second: AccountHistory | undefined,
  t: number,
): number | undefined {
  const ordersOf = (history: AccountHistory | undefined): readonly Order[] =>
    (history?.ledger ?? []).filter((entry): entry is Order => entry.kind === 'order' && entry.bar <= t);
  const [ours, theirs] = [ordersOf(first), ordersOf(second)];
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const [a, b] = [ours[index], theirs[index]];
    if (a === undefined || b === undefined || JSON.stringify(a) !== JSON.stringify(b)) return (a ?? b).bar;
  }
  return undefined;
}

function leak(check: string, message: string): LeakFinding {
  return {
    check,
    severity: 'leak',
    message,
    remedy:
      'look for a shift by a negative number, a mean over all bars, or a longer bar labelled by its start: a value at a bar may depend on bars up to it alone',
  };
}
