import type { Feature } from '../../../environments/market/features.js';
import type { MarketOptions } from '../../../environments/market/options.js';
import type { AccountOptions } from '../../../environments/market/settings.js';
import type { MarketData } from '../../../src/data/market-data.js';
import type { Trader } from '../trader.js';

/** What is checked: someone who trades, or a world with its features, or both (an agent). */
export interface LeakSubject {
  readonly name: string;
  readonly data: MarketData;
  readonly account: AccountOptions;
  /** The bars that are played. */
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  readonly trader?: Trader;
  readonly world?: LeakWorld;
}

/** What an agent sees, and of which bars. */
export interface LeakWorld {
  /** Data aside: it is the subject's. */
  readonly options: MarketOptions;
  /** In place of the option `features`: names and functions. */
  readonly features?: readonly Feature[];
  /** Steps of the agent's n-step return; default 1. */
  readonly nStep?: number;
  /**
   * Where a scaler was fitted before: the bar of the data at which those began that it was fitted on; `elsewhere` where the data do not have
   * them. Default: 0.
   */
  readonly fittedFrom?: number | 'elsewhere';
}
