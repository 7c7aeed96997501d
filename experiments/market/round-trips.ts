import type { AccountHistory, LedgerEntry } from '../../environments/market/ledger.js';
import type { MarketData } from '../../src/data/market-data.js';
import type { RoundTrip } from '../../src/reports/tear-sheet/tear-sheet-input.js';

type Fill = LedgerEntry & { readonly kind: 'fill' };

/** A position that is still open. Shares are counted as they are after splits; `scale` leads back to those of the entry. */
interface OpenTrip {
  readonly asset: number;
  readonly side: 1 | -1;
  readonly entryBar: number;
  readonly entryReason: string;
  held: number;
  scale: number;
  most: number;
  bought: number;
  boughtFor: number;
  sold: number;
  soldFor: number;
  /** Dividends less borrow fees. */
  carry: number;
  costs: number;
}

/**
 * The positions of an account from the fill that opened each to the one that closed it or turned it over, in order of their ends; those still
 * open last, valued at the last close. Their profits and the interest on cash add up to the change of equity.
 */
export function roundTrips(
  data: MarketData,
  { firstBar, equity, ledger }: AccountHistory,
): readonly RoundTrip[] {
  const lastBar = firstBar + equity.length - 1;
  const open = new Map<number, OpenTrip>();
  const trips: RoundTrip[] = [];
  const reasons = new Map<number, string>();
  const close = (trip: OpenTrip, bar: number, exitReason: string): void => {
    trips.push(finished(data, trip, bar, exitReason));
    open.delete(trip.asset);
  };
  for (const entry of ledger) {
    if (entry.kind === 'order') reasons.set(entry.order, entry.reason);
    else if (entry.kind === 'split') rescale(open.get(entry.asset), entry.ratio);
    else if (entry.kind === 'fill') trade(entry);
    else if (entry.kind !== 'cancel' && entry.asset !== undefined) {
      const trip = open.get(entry.asset);
      if (trip !== undefined) trip.carry += entry.amount;
    }
  }
  const left = [...open.values()].map((trip) => stillOpen(data, trip, lastBar));
  return [...trips, ...left];

  function trade(fill: Fill): void {
    const reason = reasons.get(fill.order) ?? '';
    const trip = open.get(fill.asset);
    if (trip === undefined) return begin(fill, fill.quantity, reason);
    const after = trip.held + fill.quantity;
    const isOver = after * trip.side <= 0;
    book(trip, fill, isOver ? -trip.held : fill.quantity);
    if (!isOver) return;
    close(trip, fill.bar, reason);
    if (after !== 0) begin(fill, after, reason);
  }

  function begin(fill: Fill, quantity: number, entryReason: string): void {
    const side = quantity > 0 ? 1 : -1;
    const sums = {
      held: 0,
      scale: 1,
      most: 0,
      bought: 0,
      boughtFor: 0,
      sold: 0,
      soldFor: 0,
      carry: 0,
      costs: 0,
    };
    const trip: OpenTrip = { asset: fill.asset, side, entryBar: fill.bar, entryReason, ...sums };
    open.set(fill.asset, trip);
    book(trip, fill, quantity);
  }
}

/** A part of a fill, with its part of the commission. */
function book(trip: OpenTrip, { quantity: all, price, reference, commission }: Fill, quantity: number): void {
  const paid = commission * (quantity / all);
  trip.held += quantity;
  trip.costs += paid + quantity * (price - reference);
  trip.carry -= paid;
  trip.most = Math.max(trip.most, Math.abs(trip.held) * trip.scale);
  if (quantity > 0) {
    trip.bought += quantity * trip.scale;
    trip.boughtFor += quantity * price;
  } else {
    trip.sold -= quantity * trip.scale;
    trip.soldFor -= quantity * price;
  }
}

function rescale(trip: OpenTrip | undefined, ratio: number): void {
  if (trip === undefined) return;
  trip.held *= ratio;
  trip.scale /= ratio;
}

function finished(data: MarketData, trip: OpenTrip, exitBar: number, exitReason: string): RoundTrip {
  const exitPrice = trip.side > 0 ? trip.soldFor / trip.sold : trip.boughtFor / trip.bought;
  const ends = { exitTime: data.times[exitBar], exitPrice, exitReason };
  return { ...common(data, trip, exitBar, trip.soldFor - trip.boughtFor + trip.carry), ...ends };
}

function stillOpen(data: MarketData, trip: OpenTrip, lastBar: number): RoundTrip {
  const price = data.assets[trip.asset].close[lastBar];
  const profit = trip.soldFor - trip.boughtFor + trip.carry + trip.held * price;
  return { ...common(data, trip, lastBar, profit), exitPrice: price / trip.scale };
}

function common(data: MarketData, trip: OpenTrip, lastBar: number, profit: number) {
  const { asset, side, entryBar, entryReason, most, costs } = trip;
  const opened = side > 0 ? trip.boughtFor : trip.soldFor;
  return {
    asset,
    side: side > 0 ? ('long' as const) : ('short' as const),
    entryTime: data.times[entryBar],
    bars: lastBar - entryBar,
    quantity: most,
    entryPrice: opened / (side > 0 ? trip.bought : trip.sold),
    profit,
    costs,
    return: profit / opened,
    entryReason,
  };
}
