import { special } from '../simulator/candidates.js';
import { never } from '../simulator/shop-state.js';
import type { Shop } from '../simulator/shop.js';
import type { Workload } from './workload.js';

/** What a decision sees of a candidate: ratios, so that shops of any size look alike, and none beyond -10 and 10. */
export const candidateFeatureNames = [
  'duration', // over twice the mean duration of the shop
  'set-up', // over twice the mean duration
  'work remaining', // of the job, this operation included, over the mean of the known jobs, minus 1
  'critical', // work remaining over the longest job's
  'operations remaining', // over those of the longest job
  'progress', // share of the job's work that is done
  'waited', // since the job was ready, over four mean durations, in [-4, 4]; below 0 where an active schedule looks ahead
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
  const hasMachine = machine >= 0;
  into[at + 14] = hasMachine ? workload.load[machine] / atLeast(workload.greatestLoad, 1e-9) : 0;
  into[at + 15] = bounded((candidates.count - 1) / atLeast(workload.jobs, 1));
  into[at + 16] = operation === special.maintenance ? 1 : 0;
  into[at + 17] = operation === special.wait ? 1 : 0;
  into[at + 18] = hasMachine ? bounded(state.sensor[machine]) : 0;
  if (operation < 0) {
    for (let i = 0; i < 14; i++) into[at + i] = 0;
    return;
  }
  const job = candidates.job[index];
  const mean = plant.meanOfDurations;
  const left = plant.workFrom[operation];
  const waited = (state.time - state.readyTime[job]) / (4 * mean);
  into[at] = bounded(candidates.duration[index] / (2 * mean));
  into[at + 1] = bounded(candidates.setup[index] / (2 * mean));
  into[at + 2] = bounded(left / atLeast(workload.work / atLeast(workload.jobs, 1), 1e-9) - 1);
  into[at + 3] = left / atLeast(workload.longestJob, 1e-9);
  into[at + 4] = (plant.firstOperation[job + 1] - operation) / workload.longestRoute;
  into[at + 5] = 1 - left / atLeast(plant.totalWork[job], 1e-9);
  into[at + 6] = waited > 4 ? 4 : waited < -4 ? -4 : waited;
  writeNext(shop, workload, index, into, at);
  writeDue(shop, workload, job, left, into, at);
  into[at + 13] = bounded(plant.weight[job] / 4);
}

/** The machine that the job goes to afterwards: of several the one with the least work in front of it. */
function writeNext(shop: Shop, workload: Workload, index: number, into: Float32Array, at: number): void {
  const { candidates, plant, state } = shop;
  const next = candidates.operation[index] + 1;
  if (next === plant.firstOperation[candidates.job[index] + 1]) {
    into[at + 7] = into[at + 8] = into[at + 9] = 0;
    into[at + 10] = 1;
    return;
  }
  const end = plant.firstAlternative[next + 1];
  let machine = plant.machineOf[plant.firstAlternative[next]];
  for (let a = plant.firstAlternative[next] + 1; a < end; a++) {
    const other = plant.machineOf[a];
    if (state.queueWork[other] < state.queueWork[machine]) machine = other;
  }
  const mean = plant.meanOfDurations;
  const arrives = state.time + candidates.setup[index] + candidates.duration[index];
  const free = state.jobOn[machine] >= 0 ? state.plannedFinish[machine] : state.time;
  into[at + 7] = bounded(state.queueWork[machine] / (4 * mean));
  into[at + 8] = free === never || free <= arrives ? 0 : bounded((free - arrives) / (2 * mean));
  into[at + 9] = workload.load[machine] / atLeast(workload.greatestLoad, 1e-9);
  into[at + 10] = 0;
}

function writeDue(
  { plant, state }: Shop,
  { longestRoute }: Workload,
  job: number,
  left: number,
  into: Float32Array,
  at: number,
): void {
  const due = plant.due[job];
  if (due === never) {
    into[at + 11] = 1;
    into[at + 12] = 0;
    return;
  }
  const slack = due - state.time - left;
  const scaled = slack / (4 * plant.meanOfDurations * longestRoute);
  into[at + 11] = scaled > 1 ? 1 : scaled < -1 ? -1 : scaled;
  into[at + 12] = slack < 0 ? 1 : 0;
}

function atLeast(value: number, least: number): number {
  return value > least ? value : least;
}

/** A network should not see what is far beyond anything that it was trained on. */
export function bounded(value: number): number {
  return value > 10 ? 10 : value < -10 ? -10 : value;
}
