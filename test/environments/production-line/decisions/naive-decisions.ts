/**
 * What a decision sees and what the objective will come to at least, computed anew from the state of a shop: slow, and by the words of
 * `docs/environments/production-line.md`, not by the way of `decisions/`.
 */
import { phases } from '../../../../environments/production-line/simulator/shop-state.js';
import type { Shop } from '../../../../environments/production-line/simulator/shop.js';

interface JobView {
  readonly job: number;
  readonly phase: number;
  /** Operations that have not begun. */
  readonly ahead: readonly number[];
  readonly work: number;
  /** When it could go on at once. */
  readonly ready: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** The jobs that are known and not complete. */
function openJobs({ plant, state }: Shop): readonly JobView[] {
  return range(0, plant.jobCount)
    .filter((job) => plant.known[job] <= state.time && state.phase[job] !== phases.complete)
    .map((job) => {
      const phase = state.phase[job];
      const isRunning = phase === phases.onMachine;
      const ahead = range(state.nextOperation[job] + (isRunning ? 1 : 0), plant.firstOperation[job + 1]);
      const planned = isRunning ? state.plannedFinish[state.place[job]] : 0;
      const from = isRunning ? planned : phase === phases.absent ? plant.release[job] : state.readyTime[job];
      const ready = from === Infinity ? state.time : Math.max(from, state.time);
      return { job, phase, ahead, work: ahead.length === 0 ? 0 : plant.workFrom[ahead[0]], ready };
    });
}

/** Planned work of a machine that has not begun, shared equally with the other machines of each operation. */
function loadsOf(shop: Shop): readonly number[] {
  const { plant } = shop;
  const loads = range(0, plant.machineCount).map(() => 0);
  for (const operation of openJobs(shop).flatMap(({ ahead }) => ahead)) {
    const machines = range(plant.firstAlternative[operation], plant.firstAlternative[operation + 1]);
    for (const a of machines) loads[plant.machineOf[a]] += plant.meanDuration[operation] / machines.length;
  }
  return loads;
}

export function naiveWorkload(shop: Shop) {
  const jobs = openJobs(shop);
  const load = loadsOf(shop);
  return {
    load,
    jobs: jobs.length,
    waitingJobs: jobs.filter(({ phase }) => phase === phases.waiting).length,
    work: sum(jobs.map(({ work }) => work)),
    longestJob: Math.max(0, ...jobs.map(({ work }) => work)),
    greatestLoad: Math.max(0, ...load),
    operationsLeft: sum(jobs.map(({ ahead }) => ahead.length)),
  };
}

/** The makespan if no job waited from now on and, where operations have one machine each, no machine idled. */
export function naiveMakespan(shop: Shop): number {
  const { plant, state } = shop;
  const ends = openJobs(shop).map(({ ready, work }) => ready + work);
  const loads = plant.isFlexible ? [] : loadsOf(shop);
  const machineEnds = loads.map((load, machine) => {
    const planned = state.jobOn[machine] < 0 ? state.time : state.plannedFinish[machine];
    return load === 0 ? 0 : Math.max(planned === Infinity ? state.time : planned, state.time) + load;
  });
  return Math.max(state.makespan, ...ends, ...machineEnds);
}

/** The tardiness of the known jobs if none of them waited from now on. */
export function naiveTardiness(shop: Shop): number {
  const { plant, state } = shop;
  const ends = openJobs(shop).map(({ job, ready, work }) => Math.max(0, ready + work - plant.due[job]));
  const done = range(0, plant.jobCount).filter((job) => state.phase[job] === phases.complete);
  return sum(ends) + sum(done.map((job) => Math.max(0, state.completion[job] - plant.due[job])));
}
