/**
 * What happened to an account, in order, complete: from these entries and the bars alone the equity curve can be rebuilt
 * (`rebuild-equity.ts`). Bars are counted from 0 in the data that the market was made of.
 */

/** Whether a fill happened at the bar's open, at its close, or at a limit or stop price in between. */
export type FillMoment = 'open' | 'inside' | 'close';

export type OrderType = 'market' | 'limit' | 'stop';

export type LedgerEntry =
  | {
      readonly kind: 'order';
      /** Counted from 0. */
      readonly order: number;
      /** The decision was made at this bar's close, having seen bars up to it. */
      readonly bar: number;
      readonly asset: number;
      readonly type: OrderType;
      /** Shares, negative to sell. */
      readonly quantity: number;
      /** The price of a limit or a stop order. */
      readonly price?: number;
      /** Why, for people: `target 1`, `stop-loss`, `liquidation`. */
      readonly reason: string;
    }
  | {
      readonly kind: 'fill';
      readonly order: number;
      readonly bar: number;
      readonly moment: FillMoment;
      readonly asset: number;
      /** Shares, negative for a sale; a part of the order's where volume was short. */
      readonly quantity: number;
      /** What was paid a share, spread and slippage included. */
      readonly price: number;
      /** What the market showed before spread and slippage. */
      readonly reference: number;
      /** Cash, at least 0. */
      readonly commission: number;
    }
  | { readonly kind: 'cancel'; readonly order: number; readonly bar: number; readonly reason: string }
  /** Cash in (interest on cash, a dividend received) or out (a borrow fee, margin interest, a dividend owed by a short). */
  | {
      readonly kind: 'borrow-fee' | 'interest' | 'dividend';
      readonly bar: number;
      /** Absent for interest on cash. */
      readonly asset?: number;
      readonly amount: number;
    }
  /**
   * Shares held at the bar's open, and what is left of orders before this entry, are multiplied by the ratio. Written
   * down whether or not there are any.
   */
  | { readonly kind: 'split'; readonly bar: number; readonly asset: number; readonly ratio: number };

/** What a backtest leaves: enough for every figure and for the proof. */
export interface AccountHistory {
  readonly initialCapital: number;
  /** The first bar at whose close a decision was made; equity starts here with the initial capital. */
  readonly firstBar: number;
  /** Cash plus positions at the close, one value a bar from `firstBar` on. [N] */
  readonly equity: Float64Array;
  /** Shares at the close, bar by bar, all assets of a bar together. [N, assets] */
  readonly positions: Float64Array;
  readonly ledger: readonly LedgerEntry[];
  /** Fills happened at a close that the decision had seen (`same-close`): not a result to believe. Absent: they did not. */
  readonly looksAhead?: true;
}
