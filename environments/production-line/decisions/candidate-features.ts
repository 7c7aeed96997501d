import { special } from '../simulator/candidates.js';
import type { Shop } from '../simulator/shop.js';
import type { Workload } from './workload.js';

/** What a decision sees of a candidate: ratios, so that shops of any size look alike. */
export const candidateFeatureNames = [
  'duration', // over twice the mean duration of the shop
  'set-up', // over twice the mean duration
  'work remaining', // of the job, this operation included, over the mean of the known jobs, minus 1
  'critical', // work remaining over the longest job's
  'operations remaining', // over those of the longest job
  'progress', // share of the job's work that is done
  'waited', // since the job was ready, over four mean durations
  'next queue', // work in front of the next machine, over four mean durations
  'next wait', // until the next machine is planned to be free after this, over two mean durations
  'next load', // work that the next machine has before it, over the greatest load
  'last', // 1 if nothing follows
  'slack', // time to the due date less work remaining, over four times the mean work of a job, in [-1, 1]; 1 without due date
  'tardy', // 1 if the job is late already, or will be
  'weight', // over 4
  'machine load', // work that its machine has before it, over the greatest load
  'choices', // other candidates, over the known jobs
  'maintenance', // 1 for maintenance; 'age' then counts
  'wait', // 1 for waiting
  'age', // last reading of the machine's sensor, or its share of the age at which maintenance is due
] as const;

export const candidateFeatureCount = candidateFeatureNames.length; // F

/** Writes the row of features of candidate `index` from element `at` on, with a workload that is up to date. */
export function writeCandidate(
  shop: Shop,
  workload: Workload,
  index: number,
  into: Float32Array,
  at: number,
): void {
  const { candidates, plant, state } = shop;
  const operation = candidates.operation[index];
  const machine = candidates.machine[index];
  const most = Math.max(workload.greatestLoad, 1e-9);
  for (let i = 0; i < candidateFeatureCount; i++) into[at + i] = 0;
  if (machine >= 0) {
    into[at + 14] = workload.load[machine] / most;
    into[at + 18] = state.sensor[machine];
  }
  into[at + 15] = (candidates.count - 1) / Math.max(workload.jobs, 1);
  if (operation === special.maintenance) into[at + 16] = 1;
  else if (operation === special.wait) into[at + 17] = 1;
  if (operation < 0) return;

  const job = candidates.job[index];
  const mean = plant.meanOfDurations;
  const duration = candidates.duration[index];
  const left = plant.workFrom[operation];
  const meanLeft = Math.max(workload.work / Math.max(workload.jobs, 1), 1e-9);
  const end = plant.firstOperation[job + 1];
  into[at] = duration / (2 * mean);
  into[at + 1] = candidates.setup[index] / (2 * mean);
  into[at + 2] = left / meanLeft - 1;
  into[at + 3] = left / Math.max(workload.longestJob, 1e-9);
  into[at + 4] = (end - operation) / workload.longestRoute;
  into[at + 5] = 1 - left / Math.max(plant.totalWork[job], 1e-9);
  into[at + 6] = Math.min((state.time - state.readyTime[job]) / (4 * mean), 4);
  writeNext(shop, workload, index, into, at);
  const due = plant.due[job];
  const slack = due - state.time - left;
  into[at + 11] =
    due === Infinity ? 1 : Math.max(-1, Math.min(1, slack / (4 * mean * workload.longestRoute)));
  into[at + 12] = slack < 0 ? 1 : 0;
  into[at + 13] = plant.weight[job] / 4;
}

/** The machine that the job goes to afterwards: of several the one with the least work in front of it. */
function writeNext(shop: Shop, workload: Workload, index: number, into: Float32Array, at: number): void {
  const { candidates, plant, state } = shop;
  const next = candidates.operation[index] + 1;
  if (next === plant.firstOperation[candidates.job[index] + 1]) {
    into[at + 10] = 1;
    return;
  }
  let machine = -1;
  for (let a = plant.firstAlternative[next]; a < plant.firstAlternative[next + 1]; a++) {
    const other = plant.machineOf[a];
    if (machine < 0 || state.queueWork[other] < state.queueWork[machine]) machine = other;
  }
  const mean = plant.meanOfDurations;
  const arrives = state.time + candidates.setup[index] + candidates.duration[index];
  const free = state.jobOn[machine] >= 0 ? state.plannedFinish[machine] : state.time;
  into[at + 7] = state.queueWork[machine] / (4 * mean);
  into[at + 8] = free === Infinity ? 0 : Math.max(0, free - arrives) / (2 * mean);
  into[at + 9] = workload.load[machine] / Math.max(workload.greatestLoad, 1e-9);
}
