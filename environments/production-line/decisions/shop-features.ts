import { phases } from '../simulator/shop-state.js';
import type { Shop } from '../simulator/shop.js';
import { bounded } from './candidate-features.js';
import { unknown, type Workload } from './workload.js';

/** What a decision sees of the shop as a whole; nothing beyond 10. */
export const shopFeatureNames = [
  'operations left', // over all operations
  'candidates', // over the known jobs
  'waiting', // share of the known jobs that wait
  'balance', // mean load of a machine over the greatest
  'longest job', // its work over the greatest load, at most 4
  'horizon', // bound of what is left over the bound at the beginning; above 1 where jobs arrive
  'busy', // share of machines that work
  'late', // share of known, unfinished jobs that will be late if they never wait again
  'machine load', // of the machine that the decision is about, over the greatest
  'queue', // work in front of it over its load
  'idle machines', // share of machines that have candidates
] as const;

export const shopFeatureCount = shopFeatureNames.length; // G

/** Writes the features of the shop from element `at` on. `bound` is that of what was left at the beginning. */
export function writeShop(
  shop: Shop,
  workload: Workload,
  bound: number,
  into: Float32Array,
  at: number,
): void {
  const { plant, state, candidates } = shop;
  const most = Math.max(workload.greatestLoad, 1e-9);
  const jobs = Math.max(workload.jobs, 1);
  const machine = Math.max(candidates.machine[0], 0);
  let busy = 0;
  let total = 0;
  for (let m = 0; m < plant.machineCount; m++) {
    if (state.jobOn[m] >= 0) busy++;
    total += workload.load[m];
  }
  let choosing = 0;
  for (let i = 0; i < candidates.count; i++)
    if (candidates.machine[i] >= 0 && (i === 0 || candidates.machine[i] !== candidates.machine[i - 1]))
      choosing++;
  into[at] = workload.operationsLeft / plant.operationCount;
  into[at + 1] = bounded(candidates.count / jobs);
  into[at + 2] = workload.waitingJobs / jobs;
  into[at + 3] = total / plant.machineCount / most;
  into[at + 4] = Math.min(workload.longestJob / most, 4);
  into[at + 5] = bounded(Math.max(workload.longestJob, workload.greatestLoad) / Math.max(bound, 1e-9));
  into[at + 6] = busy / plant.machineCount;
  into[at + 7] = workload.hasDueDates ? lateJobs(shop, workload) / jobs : 0;
  into[at + 8] = workload.load[machine] / most;
  into[at + 9] = Math.min(state.queueWork[machine] / Math.max(workload.load[machine], 1e-9), 1);
  into[at + 10] = choosing / plant.machineCount;
}

function lateJobs({ plant, state }: Shop, { phase }: Workload): number {
  let late = 0;
  for (let job = 0; job < plant.jobCount; job++) {
    if (phase[job] === unknown || phase[job] === phases.complete) continue;
    const next = state.nextOperation[job];
    if (next === plant.firstOperation[job + 1]) continue;
    if (state.time + plant.workFrom[next] > plant.due[job]) late++;
  }
  return late;
}
