/** Rules that know processing times, routes and arrivals, but no due dates. */
import type { Shop } from '../simulator/shop.js';
import type { DispatchingRule } from './dispatching-rule.js';

export const workRules: readonly DispatchingRule[] = [
  {
    name: 'SPT',
    description: 'shortest processing time',
    formula: 'p',
    priority: ({ candidates }, i) => candidates.duration[i],
  },
  {
    name: 'LPT',
    description: 'longest processing time',
    formula: '-p',
    priority: ({ candidates }, i) => -candidates.duration[i],
  },
  {
    name: 'SPTSU',
    description: 'shortest sum of set-up and processing time',
    formula: 's + p',
    priority: ({ candidates }, i) => candidates.setup[i] + candidates.duration[i],
  },
  {
    name: 'MWKR',
    description: 'most work remaining of the job, this operation included',
    formula: '-R',
    priority: ({ candidates, plant }, i) => -plant.workFrom[candidates.operation[i]],
  },
  {
    name: 'LWKR',
    description: 'least work remaining of the job, this operation included',
    formula: 'R',
    priority: ({ candidates, plant }, i) => plant.workFrom[candidates.operation[i]],
  },
  {
    name: 'MOPNR',
    description: 'most operations remaining of the job',
    formula: '-n',
    priority: (shop, i) => -operationsLeft(shop, i),
  },
  {
    name: 'LRO',
    description: 'least remaining operations of the job',
    formula: 'n',
    priority: operationsLeft,
  },
  {
    name: 'FIFO',
    description: 'first in, first out: the job that has waited for the longest time',
    formula: 'a',
    priority: ({ candidates, state }, i) => state.readyTime[candidates.job[i]],
  },
  {
    name: 'FDD/MWKR',
    description: 'flow due date over most work remaining (Sels, Gheysen and Vanhoucke 2012)',
    formula: 'U / R',
    priority: ({ candidates, plant }, i) => {
      const operation = candidates.operation[i];
      // Without work remaining there is nothing to prefer it for.
      return plant.workFrom[operation] > 0 ? plant.workUpTo[operation] / plant.workFrom[operation] : Infinity;
    },
  },
  {
    name: 'AVPRO',
    description: 'least average processing time of the operations of the job',
    formula: 'W / N',
    priority: ({ candidates, plant }, i) => {
      const job = candidates.job[i];
      return plant.totalWork[job] / (plant.firstOperation[job + 1] - plant.firstOperation[job]);
    },
  },
  {
    name: 'NPT',
    description: 'shortest next processing time, of the operation after this one',
    formula: 'p+',
    priority: nextDuration,
  },
  {
    name: 'WINQ',
    description: 'least work in the queue of the next machine (of several: the least)',
    formula: 'Q+',
    priority: workInNextQueue,
  },
  {
    name: 'PT+WINQ',
    description: 'processing time plus work in next queue (Holthaus and Rajendran 1997)',
    formula: 'p + Q+',
    priority: (shop, i) => shop.candidates.duration[i] + workInNextQueue(shop, i),
  },
  {
    name: '2PT+WINQ+NPT',
    description: 'twice the processing time plus work in next queue plus next processing time',
    formula: '2 p + Q+ + p+',
    priority: (shop, i) => 2 * shop.candidates.duration[i] + workInNextQueue(shop, i) + nextDuration(shop, i),
  },
  {
    name: 'random',
    description: 'every candidate equally likely; draws from the stream `decisions` of the shop',
    formula: 'u',
    priority: ({ randomness }) => randomness.decisions.uniform32(),
  },
];

/** Operations of the candidate's job that are not done, this one included. */
function operationsLeft({ candidates, plant }: Shop, index: number): number {
  return plant.firstOperation[candidates.job[index] + 1] - candidates.operation[index];
}

function nextDuration({ candidates, plant }: Shop, index: number): number {
  const next = candidates.operation[index] + 1;
  return next < plant.firstOperation[candidates.job[index] + 1] ? plant.meanDuration[next] : 0;
}

/** Work that waits at the next machine of the candidate's job; 0 where this is its last operation. */
export function workInNextQueue({ candidates, plant, state }: Shop, index: number): number {
  const next = candidates.operation[index] + 1;
  if (next === plant.firstOperation[candidates.job[index] + 1]) return 0;
  let least = Infinity;
  for (let a = plant.firstAlternative[next]; a < plant.firstAlternative[next + 1]; a++)
    least = Math.min(least, state.queueWork[plant.machineOf[a]]);
  return least;
}
