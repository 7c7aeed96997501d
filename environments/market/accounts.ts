import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import type { LedgerEntry, OrderType } from './ledger.js';
import { CostModel } from './costs.js';
import { volatilityBefore, type MarketPrices } from './prices.js';
import type { AccountSettings } from './settings.js';
import { AT_CLOSE, AT_OPEN, WorkingOrders } from './working-orders.js';

/** What an account still may do. */
export const TRADING = 0;
/** Below the maintenance margin: everything is being sold, decisions are ignored. */
export const LIQUIDATING = 1;
/** Equity was 0 or less at a close: closed out. */
export const BANKRUPT = 2;

/**
 * Less than this part of a volume, a capital or an equity is what rounding left of it, and nothing is traded for it: it would
 * have costs, brackets and orders to cancel like any other.
 */
export const ROUNDING = 1e-12;

const component = 'market accounts';

/**
 * Many accounts on one market, in float64, one row each: the state of the core that the environment and the backtest
 * share. What happens to it and in which order says `trading-day.ts`.
 */
export class Accounts {
  readonly market: MarketPrices;
  readonly settings: AccountSettings;
  readonly model: CostModel;
  readonly volatility: Float64Array; // [T, assets], or empty where no cost needs it
  /** Is told everything that happens; meant for one row. */
  readonly record: ((entry: LedgerEntry) => void) | undefined;
  readonly hasBrackets: boolean;
  /** `AT_OPEN` or `AT_CLOSE`. */
  readonly marketOrdersWaitFor: number;

  readonly cash: Float64Array; // [B]
  readonly shares: Float64Array; // [B, assets]
  /** The market's price, on average, when the position was made (spread and slippage aside); 0 without a position. */
  readonly entryPrices: Float64Array; // [B, assets]
  /** The weights that were last decided. */
  readonly targets: Float64Array; // [B, assets]
  /** The bar of the last fill; the account's first bar where there was none. */
  readonly lastTrade: Int32Array; // [B, assets]
  /** Cash plus positions at the last close. */
  readonly equity: Float64Array; // [B]
  /** The highest equity so far. */
  readonly peak: Float64Array; // [B]
  /** Value of all fills so far. */
  readonly traded: Float64Array; // [B]
  /** Commissions, spread and slippage so far. */
  readonly costs: Float64Array; // [B]
  /** `TRADING`, `LIQUIDATING` or `BANKRUPT`. */
  readonly state: Uint8Array; // [B]
  /** Protocol `tdqn`: the side that was last taken (-1, 0, 1), whatever shares are left of it. */
  readonly sides: Int32Array; // [B]
  /** Protocol `tdqn`: 1 where the last bar's trade was forced by the short position's lower bound. */
  readonly forced: Uint8Array; // [B]
  /** Shares filled on this bar, for the volume cap. */
  readonly volumeUsed: Float64Array; // [B, assets]
  /** The last bar inside which the position was made or enlarged; -1: never. */
  readonly enlargedInside: Int32Array; // [B, assets]
  readonly nextOrder: Int32Array; // [B]
  readonly orders: WorkingOrders;

  constructor(
    market: MarketPrices,
    settings: AccountSettings,
    rows: number,
    record?: (entry: LedgerEntry) => void,
  ) {
    const each = rows * market.assets;
    this.market = market;
    this.settings = settings;
    this.model = new CostModel(settings.costs);
    this.volatility = this.model.needsVolatility ? volatilityBefore(market) : new Float64Array(0);
    this.record = record;
    this.hasBrackets = Object.keys(settings.brackets).length > 0;
    this.marketOrdersWaitFor = settings.fill === 'next-open' ? AT_OPEN : AT_CLOSE;
    this.cash = new Float64Array(rows); // [B]
    this.shares = new Float64Array(each); // [B, assets]
    this.entryPrices = new Float64Array(each); // [B, assets]
    this.targets = new Float64Array(each); // [B, assets]
    this.lastTrade = new Int32Array(each); // [B, assets]
    this.equity = new Float64Array(rows); // [B]
    this.peak = new Float64Array(rows); // [B]
    this.traded = new Float64Array(rows); // [B]
    this.costs = new Float64Array(rows); // [B]
    this.state = new Uint8Array(rows); // [B]
    this.sides = new Int32Array(rows); // [B]
    this.forced = new Uint8Array(rows); // [B]
    this.volumeUsed = new Float64Array(each); // [B, assets]
    this.enlargedInside = new Int32Array(each); // [B, assets]
    this.nextOrder = new Int32Array(rows); // [B]
    this.orders = new WorkingOrders(rows, 2 * market.assets);
  }

  /** A fresh account at the close of a bar: all cash. */
  open(row: number, bar: number): void {
    const { initialCapital } = this.settings;
    const from = row * this.market.assets;
    const to = from + this.market.assets;
    for (const money of [this.cash, this.equity, this.peak]) money[row] = initialCapital;
    for (const count of [this.traded, this.costs, this.state, this.sides, this.forced]) count[row] = 0;
    for (const each of [this.shares, this.entryPrices, this.targets, this.volumeUsed]) each.fill(0, from, to);
    this.lastTrade.fill(bar, from, to);
    this.enlargedInside.fill(-1, from, to);
    this.nextOrder[row] = 0;
    this.orders.used[row] = 0;
  }

  /** Cash plus positions at the close of a bar. */
  worth(row: number, bar: number): number {
    const { assets, close } = this.market;
    let equity = this.cash[row];
    for (let asset = 0; asset < assets; asset++) {
      equity += this.shares[row * assets + asset] * close[bar * assets + asset];
    }
    return equity;
  }

  /** The value of all positions, long and short, at the close of a bar. */
  exposure(row: number, bar: number): number {
    const { assets, close } = this.market;
    let exposure = 0;
    for (let asset = 0; asset < assets; asset++) {
      exposure += Math.abs(this.shares[row * assets + asset]) * close[bar * assets + asset];
    }
    return exposure;
  }

  /**
   * Puts an order to work; returns its slot.
   *
   * @param weight the target behind it, which is put into words only where there is a ledger
   */
  addOrder(
    row: number,
    bar: number,
    asset: number,
    waitsFor: number,
    quantity: number,
    price: number,
    reason: string,
    weight?: number,
  ): number {
    const order = this.nextOrder[row]++;
    if (this.record !== undefined) {
      const type = orderTypes[waitsFor];
      const why = weight === undefined ? reason : `${reason} ${weight}`;
      const priced = type !== 'market' && { price };
      this.record({ kind: 'order', order, bar, asset, type, quantity, ...priced, reason: why });
    }
    return this.orders.add(row, asset, waitsFor, quantity, price, order);
  }

  /** Cancels the working orders of one asset. */
  cancelOrders(row: number, bar: number, asset: number, reason: string): void {
    const { orders } = this;
    if (orders.used[row] === 0) return;
    const end = orders.end(row);
    for (let slot = orders.first(row); slot < end; slot++) {
      if (orders.asset[slot] === asset) this.cancelSlot(slot, bar, reason);
    }
    orders.tidy(row);
  }

  cancelSlot(slot: number, bar: number, reason: string): void {
    if (this.orders.quantity[slot] === 0) return;
    this.orders.quantity[slot] = 0;
    this.record?.({ kind: 'cancel', order: this.orders.number[slot], bar, reason });
  }

  /** Everything that the accounts' future depends on, without the ledger. */
  save(): Uint8Array {
    return packSnapshot(component, [...this.#arrays(), this.orders.save()].map(bytesOf));
  }

  /** Puts back what `save` returned; raises `file-damaged` if it was another's. */
  load(saved: Uint8Array): void {
    const arrays = this.#arrays();
    const parts = unpackSnapshot(component, saved, arrays.length + 1);
    arrays.forEach((array, index) => restoreNumbers(component, array, parts[index]));
    this.orders.load(component, parts[arrays.length]);
  }

  #arrays(): readonly (Float64Array | Int32Array | Uint8Array)[] {
    return [
      ...[this.cash, this.shares, this.entryPrices, this.targets, this.lastTrade, this.equity, this.peak],
      ...[this.traded, this.costs, this.state, this.sides, this.forced, this.volumeUsed, this.enlargedInside],
      this.nextOrder,
    ];
  }
}

const orderTypes: readonly OrderType[] = ['market', 'market', 'limit', 'stop'];
