/**
 * An account as `docs/environments/market.md` describes it, bar by bar and order by order, slow and without cunning: what the
 * simulator is compared with. It shares no code with it, and takes decisions that were made before.
 */
import type { Decision, OrderRequest } from '../../../environments/market/run-account.js';
import type { AccountSettings } from '../../../environments/market/settings.js';
import type { MarketData } from '../../../src/data/market-data.js';

type Waiting = 'open' | 'close' | 'limit' | 'stop';

interface Order {
  readonly asset: number;
  waits: Waiting;
  left: number;
  price: number;
}

interface Position {
  shares: number;
  entry: number;
  target: number;
  filledNow: number;
  isNewInside: boolean;
}

/** Less than this part of a volume, a capital or an equity is what rounding left of it, and nothing is traded for it. */
const rounding = 1e-12;

export class NaiveAccount {
  readonly data: MarketData;
  readonly settings: AccountSettings;
  cash: number;
  equity: number;
  state: 'trading' | 'liquidating' | 'bankrupt' = 'trading';
  orders: Order[] = [];
  readonly positions: Position[];

  constructor(data: MarketData, settings: AccountSettings) {
    this.data = data;
    this.settings = settings;
    this.cash = settings.initialCapital;
    this.equity = settings.initialCapital;
    this.positions = data.assets.map(() => ({
      ...{ shares: 0, entry: 0, target: 0, filledNow: 0, isNewInside: false },
    }));
  }

  play(bar: number): void {
    if (this.state === 'bankrupt') return;
    for (const position of this.positions) [position.filledNow, position.isNewInside] = [0, false];
    this.#night(bar);
    this.#each(bar, (order) => this.#atOpen(order, bar));
    this.#brackets(bar, false);
    this.#each(bar, (order) => this.#inside(order, bar, 'stop'));
    this.#each(bar, (order) => this.#inside(order, bar, 'limit'));
    this.#brackets(bar, true);
    this.#each(bar, (order) => this.#atClose(order, bar));
    this.#evening(bar);
  }

  decide(bar: number, decision: Decision): void {
    if (decision === undefined) return;
    if (typeof decision === 'number') return this.#weights(bar, [decision]);
    if (!('length' in decision)) {
      if (decision.cancel === true) this.orders = [];
      if (decision.weights !== undefined) this.#weights(bar, decision.weights);
      for (const order of decision.orders ?? []) this.#own(bar, order);
    } else this.#weights(bar, Array.from(decision));
  }

  #night(bar: number): void {
    const { shorts, interest } = this.settings;
    const year = this.data.barsPerYear;
    const cash = this.cash;
    const lent = this.positions.map(({ shares }, a) => Math.max(0, -shares) * this.#at(a).close[bar - 1]);
    this.positions.forEach((position, a) => {
      const { splits, dividends } = this.#at(a);
      const ratio = splits[bar];
      position.shares *= ratio;
      position.entry /= ratio;
      for (const order of this.orders.filter(({ asset }) => asset === a)) {
        order.left *= ratio;
        order.price /= ratio;
      }
      this.cash += position.shares * dividends[bar] - (lent[a] * shorts.borrowRate) / year;
    });
    const proceeds = lent.reduce((sum, value) => sum + value, 0);
    if (cash < 0) this.cash += (cash * interest.borrowed) / year;
    else if (cash > proceeds) this.cash += ((cash - proceeds) * interest.cash) / year;
  }

  /** Sales, then purchases, older ones first. */
  #each(bar: number, fill: (order: Order) => void): void {
    const tradable = this.orders.filter(({ asset }) => this.#at(asset).tradable[bar] === 1);
    for (const order of tradable.filter(({ left }) => left < 0)) fill(order);
    for (const order of tradable.filter(({ left }) => left > 0)) fill(order);
    this.orders = this.orders.filter(({ left }) => left !== 0);
  }

  #atOpen(order: Order, bar: number): void {
    const open = this.#at(order.asset).open[bar];
    if (order.waits === 'open') return this.#fill(order, bar, 'open', open, undefined);
    if (order.waits === 'close' || !isReached(order, open)) return;
    this.#fill(order, bar, 'open', open, order.waits === 'limit' ? order.price : undefined);
    if (order.waits === 'stop') order.waits = 'open';
  }

  #inside(order: Order, bar: number, kind: 'limit' | 'stop'): void {
    const { high, low } = this.#at(order.asset);
    if (order.waits !== kind || !(isReached(order, low[bar]) || isReached(order, high[bar]))) return;
    this.#fill(order, bar, 'inside', order.price, kind === 'limit' ? order.price : undefined);
    if (kind === 'stop') order.waits = 'open';
  }

  #atClose(order: Order, bar: number): void {
    const { close } = this.#at(order.asset);
    if (order.waits === 'close') this.#fill(order, bar, 'close', close[bar], undefined);
  }

  #brackets(bar: number, onlyNew: boolean): void {
    const { stopLoss, takeProfit } = this.settings.brackets;
    this.positions.forEach((position, asset) => {
      const { open, high, low, tradable } = this.#at(asset);
      const { shares, entry } = position;
      if (shares === 0 || tradable[bar] === 0 || position.isNewInside !== onlyNew) return;
      const side = Math.sign(shares);
      const [worst, best] = side > 0 ? [low[bar], high[bar]] : [high[bar], low[bar]];
      const stop = stopLoss === undefined ? undefined : entry * (1 - side * stopLoss);
      const goal = takeProfit === undefined ? undefined : entry * (1 + side * takeProfit);
      if (stop !== undefined && side * worst <= side * stop) {
        const isGap = !onlyNew && side * open[bar] <= side * stop;
        this.#exit(bar, asset, isGap ? 'open' : 'inside', isGap ? open[bar] : stop, false);
      } else if (!onlyNew && goal !== undefined && goal > 0 && side * best >= side * goal) {
        const isGap = side * open[bar] >= side * goal;
        this.#exit(bar, asset, isGap ? 'open' : 'inside', isGap ? open[bar] : goal, true);
      }
    });
  }

  #exit(bar: number, asset: number, moment: 'open' | 'inside', price: number, isLimit: boolean): void {
    this.orders = this.orders.filter((order) => order.asset !== asset);
    const position = this.positions[asset];
    position.target = 0;
    const order: Order = { asset, waits: 'open', left: -position.shares, price: 0 };
    this.orders.push(order);
    this.#fill(order, bar, moment, price, isLimit ? price : undefined);
    this.orders = this.orders.filter(({ left }) => left !== 0);
  }

  #evening(bar: number): void {
    const { maintenance } = this.settings.margin;
    this.equity = this.#worth(bar);
    if (this.equity <= 0) {
      this.state = 'bankrupt';
      this.orders = [];
      for (const position of this.positions) position.shares = 0;
      this.cash = this.equity;
      return;
    }
    const exposure = this.positions.reduce(
      (sum, { shares }, a) => sum + Math.abs(shares) * this.#at(a).close[bar],
      0,
    );
    if (this.state === 'liquidating') {
      if (exposure === 0) this.state = 'trading';
    } else if (this.equity < maintenance * exposure) {
      this.state = 'liquidating';
      this.orders = [];
      this.positions.forEach((position, asset) => {
        position.target = 0;
        if (position.shares !== 0)
          this.orders.push({ asset, waits: 'open', left: -position.shares, price: 0 });
      });
    }
  }

  #weights(bar: number, weights: readonly number[]): void {
    if (this.state !== 'trading') return;
    const { rebalance, shares: kind, fill } = this.settings;
    const { equity } = this;
    weights.forEach((weight, asset) => {
      const position = this.positions[asset];
      const close = this.#at(asset).close[bar];
      const distance = Math.abs(weight - (position.shares * close) / equity);
      const isOff = rebalance !== 'on-change' && distance > rebalance + rounding;
      if (weight === position.target && !isOff) return;
      position.target = weight;
      const wanted = (weight * equity) / close;
      const left = (kind === 'integer' ? Math.trunc(wanted) : wanted) - position.shares;
      this.orders = this.orders.filter((order) => order.asset !== asset);
      const isRounding = Math.abs(left * close) <= rounding * Math.abs(equity);
      if (!isRounding) this.orders.push({ asset, waits: this.#marketWaits(), left, price: 0 });
    });
    if (fill === 'same-close') this.#atOnce(bar);
  }

  #own(bar: number, { asset = 0, type = 'market', quantity, price = 0 }: OrderRequest): void {
    if (this.state !== 'trading' || quantity === 0) return;
    this.orders.push({ asset, waits: type === 'market' ? this.#marketWaits() : type, left: quantity, price });
    if (this.settings.fill === 'same-close') this.#atOnce(bar);
  }

  #atOnce(bar: number): void {
    this.#each(bar, (order) => this.#atClose(order, bar));
    this.equity = this.#worth(bar);
  }

  #marketWaits(): Waiting {
    return this.settings.fill === 'next-open' ? 'open' : 'close';
  }

  #fill(order: Order, bar: number, moment: string, reference: number, limit: number | undefined): void {
    const { costs, shares: kind } = this.settings;
    const { asset, left } = order;
    const position = this.positions[asset];
    const volume = this.#at(asset).volume[bar];
    const isOfVolume = costs.volumeShare > 0 || costs.impact > 0 || costs.volumeCap !== undefined;
    const most = isOfVolume ? volume * (costs.volumeCap ?? Infinity) - position.filledNow : Infinity;
    if (!(most > rounding * position.filledNow)) return;
    const offered = Math.sign(left) * Math.min(Math.abs(left), most);
    const allowed = this.#affordable(order, bar, moment, offered, reference, limit);
    const isWhole = kind === 'fractional' || allowed === left || allowed === -position.shares;
    const quantity = isWhole ? allowed : Math.trunc(allowed);
    if (quantity !== 0) {
      this.cash -= this.#bill(asset, bar, quantity, reference, limit);
      this.#move(position, quantity, reference, moment);
      order.left -= quantity;
    }
    if (allowed !== offered) order.left = 0;
  }

  #move(position: Position, quantity: number, price: number, moment: string): void {
    const before = position.shares;
    const after = before + quantity;
    const isTurned = before * after <= 0;
    const isLarger = Math.abs(after) > Math.abs(before);
    if (after === 0) position.entry = 0;
    else if (isTurned) position.entry = price;
    else if (isLarger) position.entry += ((price - position.entry) * quantity) / after;
    if (after !== 0 && (isTurned || isLarger) && moment === 'inside') position.isNewInside = true;
    position.shares = after;
    position.filledNow += Math.abs(quantity);
  }

  /** The part that the rules let through: what reduces the position always, the rest as margin, shorts and cash say. */
  #affordable(order: Order, bar: number, moment: string, offered: number, reference: number, limit?: number) {
    const { margin, shorts } = this.settings;
    const held = this.positions[order.asset].shares;
    const size = Math.abs(offered);
    const side = Math.sign(offered);
    const reducing = held * side < 0 ? Math.min(size, Math.abs(held)) : 0;
    if (reducing === size) return offered;
    let equity = this.cash + held * reference;
    let others = 0;
    this.positions.forEach(({ shares }, a) => {
      const value = shares * (moment === 'close' ? this.#at(a).close : this.#at(a).open)[bar];
      if (a !== order.asset) [equity, others] = [equity + value, others + Math.abs(value)];
    });
    const room = (equity / margin.initial - others) / reference - (reducing > 0 ? 0 : Math.abs(held));
    let most = Math.min(size, reducing + Math.max(0, room));
    if (side < 0 && !shorts.allowed) most = reducing;
    if (side > 0 && margin.initial === 1) {
      const cost = (quantity: number) => this.#bill(order.asset, bar, quantity, reference, limit);
      if (cost(most) > this.cash)
        most = Math.max(
          reducing,
          largestBelow(most, (q) => cost(q) <= this.cash),
        );
    }
    const isRounding =
      (most - reducing) * reference <= rounding * (Math.abs(this.cash) + others + Math.abs(held) * reference);
    return side * (most >= size ? size : isRounding ? reducing : most);
  }

  /** Cash for a purchase, costs included; below 0 what a sale brings. */
  #bill(asset: number, bar: number, quantity: number, reference: number, limit: number | undefined): number {
    const { costs } = this.settings;
    const size = Math.abs(quantity);
    const part = size / this.#at(asset).volume[bar];
    let share = costs.spread / 2 + costs.slippage;
    if (costs.volumeShare > 0) share += costs.volumeShare * part * part;
    if (costs.impact > 0) share += costs.impact * this.#deviation(asset, bar) * Math.sqrt(part);
    const side = Math.sign(quantity);
    let price = Math.max(0, reference * (1 + side * share));
    if (limit !== undefined) price = side > 0 ? Math.min(price, limit) : Math.max(price, limit);
    const value = size * price;
    const tiers = costs.tiers.map(({ from, perValue }, i) => {
      const to = costs.tiers[i + 1]?.from ?? Infinity;
      return perValue * Math.max(0, Math.min(value, to) - from);
    });
    const sum = costs.fixed + costs.perShare * size + costs.perValue * value;
    return (
      side * value +
      Math.max(
        costs.minimum,
        tiers.reduce((total, tier) => total + tier, sum),
      )
    );
  }

  /** Of the 20 log returns before the bar. */
  #deviation(asset: number, bar: number): number {
    if (bar < 21) return 0;
    const { close, splits } = this.#at(asset);
    const returns = Array.from({ length: 20 }, (_, i) => {
      const t = bar - 20 + i;
      return Math.log((close[t] * splits[t]) / close[t - 1]);
    });
    const mean = returns.reduce((sum, r) => sum + r, 0) / 20;
    return Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 19);
  }

  #worth(bar: number): number {
    return this.positions.reduce((sum, { shares }, a) => sum + shares * this.#at(a).close[bar], this.cash);
  }

  #at(asset: number) {
    return this.data.assets[asset];
  }
}

/** A purchase's limit and a sale's stop wait for the price to fall, the others for it to rise. */
function isReached({ left, waits, price }: Order, market: number): boolean {
  const waitsForLess = left > 0 === (waits === 'limit');
  return waitsForLess ? market <= price : market >= price;
}

/** The largest number up to `most` that passes, where all below a number that passes do; 0 where none does. */
function largestBelow(most: number, passes: (quantity: number) => boolean): number {
  let [low, high] = [0, most];
  for (let turn = 0; turn < 200; turn++) {
    const middle = (low + high) / 2;
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}
