import type { z } from 'zod';
import type { MarketData } from '../../../src/data/market-data.js';
import type { Decision } from '../run-account.js';
import type { AccountOptions } from '../settings.js';
import type { MarketView } from '../view.js';

/** What a strategy may know before it begins. */
export interface StrategyContext {
  /** The bars before the first decision, to learn from; absent where there are fewer than two. */
  readonly training: MarketData | undefined;
  /** How the account is run: who tries settings on the training bars tries them with these costs. */
  readonly account: AccountOptions;
  /** Of everything that is drawn. */
  readonly seed: number;
  /** All bars, later ones included. Only the oracle looks at it. */
  readonly everything: MarketData;
}

/** A strategy that is about to begin; made anew for every run, as it may remember things. */
export interface Strategy {
  /** Called at the close of every bar, see `runAccount`. */
  decide(view: MarketView): Decision;
  /** Settings of the account that the strategy cannot do without. */
  readonly account?: Pick<AccountOptions, 'rebalance'>;
  /** What was chosen on the training bars, for people. */
  readonly chosen?: Readonly<Record<string, number>>;
}

/** A kind of strategy: what plain data calls by its name. */
export interface StrategyKind<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly description: string;
  readonly parameters: Schema;
  /** It sees the future: an alarm, not a strategy. */
  readonly looksAhead?: true;
  /** @param parameters checked, defaults included */
  create(parameters: z.output<Schema>, context: StrategyContext): Strategy;
}

/** A kind with the type of its parameters inferred. */
export const strategyKind = <Schema extends z.ZodType>(kind: StrategyKind<Schema>): StrategyKind<Schema> =>
  kind;
