/**
 * The proof of the accounting: the equity curve again, from bars and ledger alone. This file shares no code with the
 * simulator, so that a mistake in one does not hide in the other; keep it so.
 */
import { fail } from '../../src/errors.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { AccountHistory, LedgerEntry } from './ledger.js';

export interface RebuiltAccount {
  /** As in `AccountHistory`. [N] */
  readonly equity: Float64Array;
  /** As in `AccountHistory`. [N, assets] */
  readonly positions: Float64Array;
  /** Where the change of equity came from, added up over all bars: change = gains - costs - fees + interest + dividends. */
  readonly sources: EquitySources;
}

export interface EquitySources {
  /** Equity at the end less the initial capital. */
  readonly change: number;
  /** Positions times the change of their prices, before all costs. */
  readonly gains: number;
  /** Commissions, and what fills paid beyond the market's price: spread and slippage. At least 0. */
  readonly costs: number;
  /** For lent shares. At least 0. */
  readonly fees: number;
  /** Earned less owed. */
  readonly interest: number;
  /** Received less owed. */
  readonly dividends: number;
}

/**
 * Rebuilds an account. The equity agrees with the simulator's within 1e-9 of the initial capital (rounding only).
 *
 * @throws LeptonError `contract-broken` where the ledger contradicts itself or the bars: entries out of order, a fill
 *   without its order or beyond it, a split that the bars do not have
 */
export function rebuildEquity(data: MarketData, history: AccountHistory): RebuiltAccount {
  const { initialCapital, firstBar, ledger } = history;
  const length = history.equity.length;
  const assets = data.assets.length;
  const equity = new Float64Array(length); // [N]
  const positions = new Float64Array(length * assets); // [N, assets]
  const held = data.assets.map(() => 0);
  const sums = { gains: 0, costs: 0, fees: 0, interest: 0, dividends: 0 };
  const ordered = new Map<number, { asset: number; left: number }>();
  let cash = initialCapital;
  let next = 0;
  for (let index = 0; index < length; index++) {
    const bar = firstBar + index;
    const opening = [...held];
    for (; next < ledger.length && moneyBar(ledger[next]) <= bar; next++) {
      const entry = ledger[next];
      if (entry.kind === 'order') {
        ordered.set(entry.order, { asset: entry.asset, left: entry.quantity });
      } else if (entry.kind === 'split') {
        checkSplit(data, entry);
        held[entry.asset] *= entry.ratio;
        opening[entry.asset] *= entry.ratio;
        // Those behind it in the ledger are in the new shares already.
        for (const order of ordered.values()) if (order.asset === entry.asset) order.left *= entry.ratio;
      } else if (entry.kind === 'fill') {
        checkFill(entry, bar, ordered);
        const { asset, quantity, price, reference, commission } = entry;
        cash = cash - quantity * price - commission;
        held[asset] += quantity;
        sums.gains += quantity * (data.assets[asset].close[bar] - reference);
        sums.costs += commission + quantity * (price - reference);
      } else if (entry.kind !== 'cancel') {
        cash += entry.amount;
        if (entry.kind === 'borrow-fee') sums.fees -= entry.amount;
        else if (entry.kind === 'interest') sums.interest += entry.amount;
        else sums.dividends += entry.amount;
      }
    }
    let worth = cash;
    for (let asset = 0; asset < assets; asset++) {
      const { close, splits } = data.assets[asset];
      worth += held[asset] * close[bar];
      positions[index * assets + asset] = held[asset];
      if (index > 0) sums.gains += opening[asset] * (close[bar] - close[bar - 1] / splits[bar]);
    }
    equity[index] = worth;
  }
  if (next < ledger.length)
    broken(next, ledger[next], 'no entry later than the last bar, and bars that never fall');
  return { equity, positions, sources: { change: equity[length - 1] - initialCapital, ...sums } };
}

/**
 * Orders are written down when they are decided or, for brackets, when they fire: they move no money and may name an
 * earlier bar.
 */
function moneyBar(entry: LedgerEntry): number {
  return entry.kind === 'order' || entry.kind === 'cancel' ? -1 : entry.bar;
}

function checkSplit(data: MarketData, entry: LedgerEntry & { readonly kind: 'split' }): void {
  if (data.assets[entry.asset].splits[entry.bar] !== entry.ratio) {
    broken(entry.bar, entry, 'a split that the bars have');
  }
}

function checkFill(
  entry: LedgerEntry & { readonly kind: 'fill' },
  bar: number,
  ordered: Map<number, { asset: number; left: number }>,
): void {
  const order = ordered.get(entry.order);
  if (entry.bar !== bar) broken(bar, entry, 'an entry of this bar');
  if (order === undefined || order.asset !== entry.asset)
    return broken(bar, entry, 'a fill of an order before it');
  const isWithin =
    order.left * entry.quantity > 0 && Math.abs(entry.quantity) <= Math.abs(order.left) * (1 + 1e-12);
  if (!isWithin) broken(bar, entry, `a fill of at most what is left of its order, ${order.left}`);
  if (entry.commission < 0) broken(bar, entry, 'a commission of at least 0');
  order.left -= entry.quantity;
}

function broken(index: number, entry: LedgerEntry, requirement: string): never {
  return fail('contract-broken', {
    component: 'ledger',
    parameter: `entry at ${index}`,
    value: entry,
    requirement,
  });
}
