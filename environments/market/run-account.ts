import { z } from 'zod';
import { check, fail } from '../../src/errors.js';
import type { MarketData } from '../../src/data/market-data.js';
import { checkPlainData, nameOf, strictRecord } from '../../src/plain-data.js';
import { Accounts } from './accounts.js';
import type { AccountHistory, LedgerEntry, OrderType } from './ledger.js';
import { marketPrices, type MarketPrices } from './prices.js';
import { accountSettings, looksAhead, type AccountOptions, type AccountSettings } from './settings.js';
import { advance, decideOrder, decideTarget } from './trading-day.js';
import { makeView, type MarketView } from './view.js';

export interface OrderRequest {
  /** Its place in the data. Default: 0. */
  readonly asset?: number;
  /** Default: `market`. */
  readonly type?: OrderType;
  /** Shares, negative to sell. */
  readonly quantity: number;
  /** Of a limit or a stop order. */
  readonly price?: number;
  /** For the ledger. Default: `strategy`. */
  readonly reason?: string;
}

/**
 * What a strategy wants: the weight of the only asset, weights of all, or both weights and orders of its own.
 * Undefined: as before. Weights are values of positions as fractions of equity; their absolute values add up to 1 /
 * margin.initial at most.
 */
export type Decision =
  | undefined
  | number
  | readonly number[]
  | Float64Array
  | {
      readonly weights?: readonly number[];
      readonly orders?: readonly OrderRequest[];
      /** Cancels all working orders first. */
      readonly cancel?: boolean;
    };

export interface AccountRange {
  /** The bar at whose close the first decision is made. Default: 0. */
  readonly from?: number;
  /** The last bar; nothing is decided at its close. Default: the data's last. */
  readonly to?: number;
}

const component = 'runAccount';

/** Decisions come from programs that nobody compiled against these types. */
const decisionSchema = strictRecord({
  weights: z.array(z.number()).optional(),
  orders: z
    .array(
      strictRecord({
        asset: z.number().optional(),
        type: nameOf(['market', 'limit', 'stop']).optional(),
        quantity: z.number(),
        price: z.number().optional(),
        reason: z.string().optional(),
      }),
    )
    .optional(),
  cancel: z.boolean().optional(),
});

/**
 * Runs an account through a market: at the close of every bar from `from` on, the last one aside, the strategy decides,
 * having seen no later bar. The same core as the environment's, see `trading-day.ts` for the order of events.
 *
 * @throws LeptonError `invalid-value` for a range outside the data, settings or decisions that are not allowed
 */
export function runAccount(
  market: MarketData | MarketPrices,
  options: AccountOptions,
  decide: (view: MarketView) => Decision,
  range: AccountRange = {},
): AccountHistory {
  const prices = 'bars' in market ? market : marketPrices(market);
  const settings = accountSettings(options);
  checkProtocol(prices, settings);
  const { from = 0, to = prices.bars - 1 } = range;
  checkRange(prices, from, to);
  const ledger: LedgerEntry[] = [];
  const accounts = new Accounts(prices, settings, 1, (entry) => ledger.push(entry));
  const equity = new Float64Array(to - from + 1); // [N]
  const positions = new Float64Array(equity.length * prices.assets); // [N, assets]
  let bar = from;
  const view = makeView(accounts, () => bar);
  accounts.open(0, from);
  for (; bar <= to; bar++) {
    if (bar > from) advance(accounts, 0, bar);
    if (bar < to) applyDecision(accounts, bar, decide(view));
    equity[bar - from] = accounts.equity[0];
    positions.set(accounts.shares, (bar - from) * prices.assets);
  }
  return {
    initialCapital: settings.initialCapital,
    firstBar: from,
    equity,
    positions,
    ledger,
    ...(looksAhead(settings) && { looksAhead: true }),
  };
}

/** `tdqn` knows one asset. */
export function checkProtocol({ assets }: MarketPrices, { protocol }: AccountSettings): void {
  check(protocol !== 'tdqn' || assets === 1, {
    component: 'market account',
    parameter: 'protocol',
    value: protocol,
    requirement: `standard where there are ${assets} assets`,
  });
}

function applyDecision(accounts: Accounts, bar: number, decision: Decision): void {
  if (decision === undefined) return;
  if (typeof decision === 'number') return applyWeights(accounts, bar, [decision]);
  if (isList(decision)) return applyWeights(accounts, bar, Array.from(decision));
  checkPlainData(decisionSchema, decision, 'decision');
  const { assets } = accounts.market;
  if (decision.cancel === true) {
    for (let asset = 0; asset < assets; asset++) accounts.cancelOrders(0, bar, asset, 'strategy');
  }
  if (decision.weights !== undefined) applyWeights(accounts, bar, decision.weights);
  for (const order of decision.orders ?? []) applyOrder(accounts, bar, order);
}

function isList(
  decision: Exclude<Decision, undefined | number>,
): decision is readonly number[] | Float64Array {
  return Array.isArray(decision) || ArrayBuffer.isView(decision);
}

function applyWeights(accounts: Accounts, bar: number, weights: readonly number[]): void {
  checkWeights(accounts.market.assets, accounts.settings, weights, 'decision');
  decideTarget(accounts, 0, bar, weights);
}

/** Raises `invalid-value` unless there is a weight an asset, of a sign and a size that the settings allow. */
export function checkWeights(
  assets: number,
  { margin, shorts }: AccountSettings,
  weights: readonly number[],
  parameter: string,
): void {
  const most = 1 / margin.initial;
  const gross = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  check(weights.length === assets && gross <= most + 1e-9, {
    component: 'market account',
    parameter,
    value: weights,
    requirement: `${assets} weights whose absolute values add up to at most ${most}`,
    ...(gross > most && { hint: 'margin.initial below 1 allows more' }),
  });
  check(shorts.allowed || weights.every((weight) => weight >= 0), {
    component: 'market account',
    parameter,
    value: weights,
    requirement: 'weights of at least 0, as shorts.allowed is false',
  });
}

function applyOrder(accounts: Accounts, bar: number, order: OrderRequest): void {
  const { asset = 0, type = 'market', quantity, price = 0, reason = 'strategy' } = order;
  const isPriced = type === 'market' ? order.price === undefined : price > 0 && Number.isFinite(price);
  const isWhole = accounts.settings.shares === 'fractional' || Number.isInteger(quantity);
  check(Number.isFinite(quantity) && isWhole && isPriced && asset in accounts.market.data.assets, {
    component,
    parameter: 'order',
    value: order,
    requirement:
      'an asset of the data, a number of shares as the settings allow, and a price for a limit or a stop',
  });
  if (accounts.settings.protocol === 'tdqn') {
    fail('unsupported', {
      component,
      parameter: 'order',
      value: order,
      requirement: 'absent under the protocol tdqn',
    });
  }
  decideOrder(accounts, 0, bar, { asset, type, quantity, price, reason });
}

function checkRange({ bars }: MarketPrices, from: number, to: number): void {
  check(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to < bars, {
    component,
    parameter: 'range',
    value: [from, to],
    requirement: `bars from 0 to ${bars - 1}, the first before the last`,
  });
}
