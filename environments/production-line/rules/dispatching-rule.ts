import type { Shop } from '../simulator/shop.js';

/** A dispatching rule: of the candidates the one with the smallest priority is started. */
export interface DispatchingRule {
  /** As in the literature. */
  readonly name: string;
  /** What it prefers, in a sentence. */
  readonly description: string;
  readonly formula: string;
  /** Of candidate `index`, which is an operation; pure, but for the rule `random`. */
  readonly priority: (shop: Shop, index: number) => number;
}
