import { Shop } from '../simulator/shop.js';
import type { Plant } from '../simulator/compile-problem.js';
import type { ShopOptions } from '../simulator/options.js';
import type { DispatchingRule } from './dispatching-rule.js';

/** How a job chooses among idle machines, where the rule does not tell them apart. */
export type MachineRule = 'earliest-completion' | 'least-waiting';

/**
 * The candidate that a rule takes: the operation of the smallest priority; of equal ones the pair that the machine rule prefers, then the
 * first (the lowest machine, then the lowest job). Maintenance and waiting are for others to choose, unless there is nothing else.
 */
export function chooseByRule(
  shop: Shop,
  rule: DispatchingRule,
  machineRule: MachineRule = 'earliest-completion',
): number {
  const { candidates, settings } = shop;
  const { count, operation } = candidates;
  const { priority } = rule;
  let best = 0;
  let bestPriority = Infinity;
  let bestTie = Infinity;
  for (let i = 0; i < count; i++) {
    if (operation[i] < 0) continue;
    const value = priority(shop, i);
    if (value > bestPriority) continue;
    const tie = settings.decidesPairs ? machineValue(shop, i, machineRule) : 0;
    if (value < bestPriority || tie < bestTie) {
      best = i;
      bestPriority = value;
      bestTie = tie;
    }
  }
  return best;
}

function machineValue({ candidates, state }: Shop, index: number, rule: MachineRule): number {
  if (rule === 'least-waiting') return state.queueWork[candidates.machine[index]];
  return candidates.setup[index] + candidates.duration[index];
}

/** Runs a shop to its end by one rule. */
export function runRule(
  plant: Plant,
  rule: DispatchingRule,
  options: ShopOptions & { readonly seed?: number | bigint; readonly machineRule?: MachineRule } = {},
): Shop {
  const { seed = 0, machineRule = 'earliest-completion', ...rest } = options;
  const shop = new Shop(plant, rest);
  shop.reset(seed);
  while (!shop.isDone) shop.take(chooseByRule(shop, rule, machineRule));
  return shop;
}
