/** Rules that know due dates. A job without one is due at infinity. */
import { exp } from '../../../src/numerics/index.js';
import type { Shop } from '../simulator/shop.js';
import type { DispatchingRule } from './dispatching-rule.js';
import { workInNextQueue } from './work-rules.js';

/** Waiting that COVERT and ATC expect, in processing times (Vepsalainen and Morton 1987). */
const waitingFactor = 2;
const covertFactor = 2;
const atcFactor = 3;

export const dueDateRules: readonly DispatchingRule[] = [
  {
    name: 'EDD',
    description: 'earliest due date',
    formula: 'd',
    priority: ({ candidates, plant }, i) => plant.due[candidates.job[i]],
  },
  {
    name: 'MS',
    description: 'minimum slack: time to the due date less work remaining',
    formula: 'd - t - R',
    priority: slack,
  },
  {
    name: 'CR',
    description: 'critical ratio: time to the due date over work remaining',
    formula: '(d - t) / R',
    priority: ({ candidates, plant, state }, i) => {
      const left = plant.due[candidates.job[i]] - state.time;
      const work = plant.workFrom[candidates.operation[i]];
      return work > 0 ? left / work : left < 0 ? -Infinity : Infinity;
    },
  },
  {
    name: 'MDD',
    description:
      'modified due date: the due date or, if later, the earliest possible completion (Baker and Bertrand 1982)',
    formula: 'max(d, t + R)',
    priority: ({ candidates, plant, state }, i) =>
      Math.max(plant.due[candidates.job[i]], state.time + plant.workFrom[candidates.operation[i]]),
  },
  {
    name: 'MOD',
    description:
      "modified operation due date: the operation's due date or, if later, its earliest possible completion (Baker and Kanet 1983)",
    formula: 'max(r + (d - r) U / W, t + p)',
    priority: ({ candidates, plant, state }, i) =>
      Math.max(plant.operationDue[candidates.operation[i]], state.time + candidates.duration[i]),
  },
  {
    name: 'COVERT',
    description: 'greatest cost of tardiness over time (Vepsalainen and Morton 1987, k = 2, b = 2)',
    formula: '-(w / p) max(0, 1 - max(0, d - t - R) / (k b R))',
    priority: (shop, i) => {
      const { candidates, plant } = shop;
      const expected = covertFactor * waitingFactor * plant.workFrom[candidates.operation[i]];
      const left = Math.max(0, slack(shop, i));
      const urgency = left === 0 ? 1 : Math.max(0, 1 - left / expected);
      return -worth(shop, i) * urgency;
    },
  },
  {
    name: 'ATC',
    description: 'greatest apparent tardiness cost (Vepsalainen and Morton 1987, k = 3, b = 2)',
    formula: '-(w / p) exp(-max(0, d - t - p - (1 + b) (R - p)) / (k mean p))',
    priority: (shop, i) => {
      const { candidates, plant, state } = shop;
      const machine = candidates.machine[i];
      const after = plant.workFrom[candidates.operation[i]] - plant.meanDuration[candidates.operation[i]];
      const left =
        plant.due[candidates.job[i]] - state.time - candidates.duration[i] - (1 + waitingFactor) * after;
      const mean = state.queueWork[machine] / state.queueLength[machine];
      const urgency = left <= 0 ? 1 : exp(-left / (atcFactor * Math.max(mean, Number.MIN_VALUE)));
      return -worth(shop, i) * urgency;
    },
  },
  {
    name: 'PT+WINQ+S',
    description: 'processing time plus work in next queue plus slack (Holthaus and Rajendran 1997)',
    formula: 'p + Q+ + (d - t - R)',
    priority: (shop, i) => shop.candidates.duration[i] + workInNextQueue(shop, i) + slack(shop, i),
  },
];

function slack({ candidates, plant, state }: Shop, index: number): number {
  return plant.due[candidates.job[index]] - state.time - plant.workFrom[candidates.operation[index]];
}

/** Weight over processing time, finite also where that is 0. */
function worth({ candidates, plant }: Shop, index: number): number {
  return plant.weight[candidates.job[index]] / Math.max(candidates.duration[index], 1e-9);
}
