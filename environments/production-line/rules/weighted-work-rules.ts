/** Rules that weigh the work that a job still has against what the next step costs. */
import type { Shop } from '../simulator/shop.js';
import type { DispatchingRule } from './dispatching-rule.js';
import { workInNextQueue } from './work-rules.js';

/** Share of the next machine's queue that counts as a cost; found on random 15 x 15 to 50 x 15 shops, see docs. */
const queueShare = 0.2;

/**
 * In the manner of weighted shortest processing time, with the work remaining as the weight: a job that has much before it goes first,
 * unless the operation is long. The mean duration in the denominator keeps very short operations from always winning.
 */
export const weightedWorkRules: readonly DispatchingRule[] = [
  {
    name: 'MWKR/PT',
    description: 'most work remaining for the processing time that it costs now',
    formula: '-R / (p + mean p)',
    priority: (shop, i) =>
      -workRemaining(shop, i) / (shop.candidates.duration[i] + shop.plant.meanOfDurations),
  },
  {
    name: 'MWKR/(PT+WINQ)',
    description: 'most work remaining for the processing time and a part of the queue after it',
    formula: '-R / (p + mean p + 0.2 Q+)',
    priority: (shop, i) =>
      -workRemaining(shop, i) /
      (shop.candidates.duration[i] + shop.plant.meanOfDurations + queueShare * workInNextQueue(shop, i)),
  },
  {
    name: 'MWKR-2PT-WINQ',
    description: 'most work remaining less twice the processing time and a part of the queue after it',
    formula: '-(R - 2 p - 0.3 Q+)',
    priority: (shop, i) =>
      2 * shop.candidates.duration[i] + 0.3 * workInNextQueue(shop, i) - workRemaining(shop, i),
  },
];

function workRemaining({ candidates, plant }: Shop, index: number): number {
  return plant.workFrom[candidates.operation[index]];
}
