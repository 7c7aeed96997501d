import { bytesOf, restoreNumbers } from '../../snapshot.js';
import { special } from '../simulator/candidates.js';
import type { Shop } from '../simulator/shop.js';
import type { DispatchingRule } from '../rules/dispatching-rule.js';
import { chooseByRule } from '../rules/choose.js';

/**
 * The decision as a choice of rules: what each of them would start. Where maintenance or waiting may be decided there is an action more
 * for each, after the rules.
 */
export class RuleChoices {
  readonly #shop: Shop;
  readonly #rules: readonly DispatchingRule[];
  readonly count: number;
  /** The candidate that each action takes; -1 where it takes none. [A] */
  readonly candidate: Int32Array;
  /** 1 for an action that takes something that no action before it takes. [A] */
  readonly mask: Uint8Array;
  readonly #canMaintain: boolean;
  readonly #canWait: boolean;
  /** How many actions the mask allows. */
  possible = 0;

  constructor(shop: Shop, rules: readonly DispatchingRule[]) {
    this.#shop = shop;
    this.#rules = rules;
    this.#canMaintain = shop.settings.maintenance.kind === 'action';
    this.#canWait = shop.settings.scheme.kind === 'bounded-delay';
    this.count = actionCountOf(rules.length, this.#canMaintain, this.#canWait);
    this.candidate = new Int32Array(this.count); // [A]
    this.mask = new Uint8Array(this.count); // [A]
  }

  /** Asks all rules about the decision that the shop is at. */
  refresh(): void {
    const shop = this.#shop;
    const { candidate } = this;
    const operations = hasOperation(shop);
    for (let action = 0; action < this.#rules.length; action++)
      candidate[action] = operations ? chooseByRule(shop, this.#rules[action]) : -1;
    let action = this.#rules.length;
    if (this.#canMaintain) candidate[action++] = firstOf(shop, special.maintenance);
    if (this.#canWait) candidate[action] = firstOf(shop, special.wait);
    this.#compare();
  }

  save(): Uint8Array {
    return bytesOf(this.candidate);
  }

  /** What was chosen when it was saved; the rules are not asked again, because one of them may draw. */
  restore(component: string, saved: Uint8Array): void {
    restoreNumbers(component, this.candidate, saved);
    this.#compare();
  }

  #compare(): void {
    const { candidate, mask } = this;
    this.possible = 0;
    for (let action = 0; action < candidate.length; action++) {
      let isNew = candidate[action] >= 0;
      for (let before = 0; before < action && isNew; before++)
        if (candidate[before] === candidate[action]) isNew = false;
      mask[action] = isNew ? 1 : 0;
      if (isNew) this.possible++;
    }
  }
}

export const actionCountOf = (rules: number, canMaintain: boolean, canWait: boolean): number =>
  rules + (canMaintain ? 1 : 0) + (canWait ? 1 : 0);

function hasOperation({ candidates }: Shop): boolean {
  for (let i = 0; i < candidates.count; i++) if (candidates.operation[i] >= 0) return true;
  return false;
}

function firstOf({ candidates }: Shop, kind: number): number {
  for (let i = 0; i < candidates.count; i++) if (candidates.operation[i] === kind) return i;
  return -1;
}
