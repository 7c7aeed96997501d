/**
 * Active schedules: "Algorithms for Solving Production-Scheduling Problems" (Giffler and Thompson, 1960). The decision is about the
 * machine on which something can end first, at c; its candidates are what can start there before c. Time here is the earliest of these
 * starts and may go back from decision to decision, because every machine is scheduled on its own.
 */
import { keepsOrder, type Candidates } from './candidates.js';
import { bookWork } from './energy.js';
import { pause, task } from './log.js';
import { endWithClosings } from './no-wait.js';
import { dequeue, enqueue } from './queues.js';
import { firstOpening } from './running.js';
import { phases, type ShopState } from './shop-state.js';
import { plannedDuration, setupTime } from './starting.js';

/** All jobs wait from the beginning; `readyTime` says when they can start. */
export function startActive(state: ShopState): void {
  for (let job = 0; job < state.plant.jobCount; job++) {
    state.phase[job] = phases.waiting;
    state.readyTime[job] = state.plant.release[job];
    enqueue(state, job);
  }
  // `finishAt` is when the machine is free.
  state.finishAt.fill(0);
}

export function listActive(state: ShopState, candidates: Candidates): void {
  const { plant } = state;
  let first = Infinity;
  let chosen = -1;
  for (let machine = 0; machine < plant.machineCount; machine++) {
    for (let i = 0; i < state.queueLength[machine]; i++) {
      const job = state.queue[machine * plant.jobCount + i];
      if (!keepsOrder(state, job, machine)) continue;
      const end = endOn(state, job, machine);
      if (end < first) {
        first = end;
        chosen = machine;
      }
    }
  }
  candidates.count = 0;
  if (chosen < 0) return;
  let earliest = Infinity;
  for (let i = 0; i < state.queueLength[chosen]; i++) {
    const job = state.queue[chosen * plant.jobCount + i];
    const operation = state.nextOperation[job];
    if (!keepsOrder(state, job, chosen)) continue;
    const start = startOn(state, job, chosen);
    // What can end first is a candidate even where it takes no time.
    if (start >= first && endOn(state, job, chosen) > first) continue;
    const setup = setupTime(state, operation, chosen);
    candidates.add(operation, job, chosen, 0, plannedDuration(state, operation, chosen, 0), setup);
    earliest = Math.min(earliest, start);
  }
  state.time = earliest;
}

export function takeActive(state: ShopState, job: number, machine: number): void {
  const { plant } = state;
  const operation = state.nextOperation[job];
  const setupStart = startOn(state, job, machine);
  const setup = setupTime(state, operation, machine);
  const work = plannedDuration(state, operation, machine, 0);
  const end = endOn(state, job, machine);
  dequeue(state, job);
  const row = state.tasks.add();
  const { rows } = state.tasks;
  rows[row + task.operation] = operation;
  rows[row + task.machine] = machine;
  rows[row + task.setupStart] = setupStart;
  rows[row + task.start] = plant.hasCalendars
    ? endWithClosings(state, machine, setupStart, setup)
    : setupStart + setup;
  rows[row + task.end] = end;
  rows[row + task.leave] = end;
  rows[row + task.work] = work;
  if (plant.hasCalendars) logClosings(state, machine, row, setupStart, end);
  if (plant.hasPower) bookWork(state, machine, setupStart, rows[row + task.start], end);
  state.finishAt[machine] = end;
  state.family[machine] = plant.family[operation];
  state.setupTime += setup;
  state.makespan = Math.max(state.makespan, end);
  if (state.nextOperation[job] === plant.firstOperation[job] && plant.isPermutation)
    state.order[state.rank[machine]] = job;
  state.rank[machine]++;
  state.readyTime[job] = end;
  state.lastMachine[job] = machine;
  if (++state.nextOperation[job] === plant.firstOperation[job + 1]) {
    state.phase[job] = phases.complete;
    state.completion[job] = end;
    state.jobsLeft--;
  } else enqueue(state, job);
}

/** The closings within a task are its pauses. */
function logClosings(state: ShopState, machine: number, row: number, start: number, end: number): void {
  const { firstClosed, closedStart, closedEnd } = state.plant;
  for (let i = firstClosed[machine]; i < firstClosed[machine + 1]; i++) {
    if (closedEnd[i] <= start || closedStart[i] >= end) continue;
    const at = state.pauses.add();
    state.pauses.rows[at + pause.row] = row;
    state.pauses.rows[at + pause.start] = closedStart[i];
    state.pauses.rows[at + pause.end] = closedEnd[i];
  }
}

/** When set-up of the next operation of a job could begin on a machine. */
function startOn(state: ShopState, job: number, machine: number): number {
  const { plant } = state;
  let ready = state.readyTime[job];
  const from = state.lastMachine[job];
  if (plant.hasTransport && from >= 0) ready += plant.transport[from * plant.machineCount + machine];
  const free = state.finishAt[machine];
  const start = ready > free ? ready : free;
  if (!plant.hasCalendars) return start;
  const operation = state.nextOperation[job];
  const length = setupTime(state, operation, machine) + plannedDuration(state, operation, machine, 0);
  return firstOpening(state, machine, start, length, plant.isPausable[operation] === 1);
}

function endOn(state: ShopState, job: number, machine: number): number {
  const operation = state.nextOperation[job];
  const start = startOn(state, job, machine);
  const setup = setupTime(state, operation, machine);
  const work = plannedDuration(state, operation, machine, 0);
  if (!state.plant.hasCalendars) return start + setup + work;
  return endWithClosings(state, machine, start, setup + work);
}
