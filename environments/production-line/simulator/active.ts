/**
 * Active schedules: "Algorithms for Solving Production-Scheduling Problems" (Giffler and Thompson, 1960). The decision is about the
 * machine on which something can end first, at c; its candidates are what can start there before c. Time here is the earliest of these
 * starts and may go back from decision to decision, because every machine is scheduled on its own.
 */
import { calendarFor, endOfWork, firstEndingAfter, firstOpening } from './calendars.js';
import { keepsOrder, type Candidates } from './candidates.js';
import { bookWork } from './energy.js';
import { pause, task, taskWidth } from './log.js';
import { dequeue, enqueue } from './queues.js';
import { whenLeft, type Holding } from './resource-plan.js';
import { phases, type ShopState } from './shop-state.js';
import { plannedDuration, setupTime } from './starting.js';

/** All jobs wait from the beginning; `readyTime` says when they can start. */
export function startActive(state: ShopState): void {
  for (let job = 0; job < state.plant.jobCount; job++) {
    state.readyTime[job] = state.plant.release[job];
    if (state.strandsMissing[job] === 0) makeReady(state, job);
  }
  // `finishAt` is when the machine is free.
  state.finishAt.fill(0);
}

function makeReady(state: ShopState, job: number): void {
  state.phase[job] = phases.waiting;
  enqueue(state, job);
}

export function listActive(state: ShopState, candidates: Candidates): void {
  const { plant } = state;
  const held = holdings(state);
  let first = Infinity;
  let chosen = -1;
  for (let machine = 0; machine < plant.machineCount; machine++) {
    for (let i = 0; i < state.queueLength[machine]; i++) {
      const job = state.queue[machine * plant.jobCount + i];
      if (!keepsOrder(state, job, machine)) continue;
      const end = endOn(state, job, machine, startOn(state, job, machine, held));
      if (end < first) {
        first = end;
        chosen = machine;
      }
    }
  }
  candidates.count = 0;
  if (chosen < 0) return;
  state.time = Infinity;
  // Where operators and tools are shared, what starts on another machine may be what this one waits for.
  const isShared = plant.hasResources;
  for (let machine = isShared ? 0 : chosen; machine < (isShared ? plant.machineCount : chosen + 1); machine++)
    addBefore(state, candidates, machine, first, held);
}

/** Adds what can start on a machine before a time. */
function addBefore(
  state: ShopState,
  candidates: Candidates,
  machine: number,
  time: number,
  held: readonly Holding[],
): void {
  const { plant } = state;
  for (let i = 0; i < state.queueLength[machine]; i++) {
    const job = state.queue[machine * plant.jobCount + i];
    const operation = state.nextOperation[job];
    if (!keepsOrder(state, job, machine)) continue;
    const start = startOn(state, job, machine, held);
    // What can end first is a candidate even where it takes no time.
    if (start >= time && endOn(state, job, machine, start) > time) continue;
    const setup = setupTime(state, operation, machine);
    candidates.add(operation, job, machine, 0, plannedDuration(state, operation, machine, 0), setup);
    state.time = Math.min(state.time, start);
  }
}

export function takeActive(state: ShopState, job: number, machine: number): void {
  const { plant } = state;
  const operation = state.nextOperation[job];
  const setupStart = startOn(state, job, machine, holdings(state));
  const setup = setupTime(state, operation, machine);
  const end = endOn(state, job, machine, setupStart);
  dequeue(state, job);
  const row = state.tasks.add();
  const { rows } = state.tasks;
  rows[row + task.operation] = operation;
  rows[row + task.machine] = machine;
  rows[row + task.setupStart] = setupStart;
  rows[row + task.start] = endOfWork(calendarFor(plant, operation, machine), setupStart, setup, 0);
  rows[row + task.end] = end;
  rows[row + task.leave] = end;
  rows[row + task.work] = plannedDuration(state, operation, machine, 0);
  bookTask(state, row);
  state.finishAt[machine] = end;
  state.family[machine] = plant.family[operation];
  state.setupTime += setup;
  state.makespan = Math.max(state.makespan, end);
  if (plant.isPermutation) state.order[state.rank[machine]++] = job;
  state.readyTime[job] = end;
  state.lastMachine[job] = machine;
  if (++state.nextOperation[job] === plant.firstOperation[job + 1]) complete(state, job);
  else enqueue(state, job);
}

function complete(state: ShopState, job: number): void {
  state.phase[job] = phases.complete;
  state.completion[job] = state.readyTime[job];
  state.jobsLeft--;
  for (const next of state.plant.strandsAfter[job]) {
    state.readyTime[next] = Math.max(state.readyTime[next], state.completion[job]);
    if (--state.strandsMissing[next] === 0) makeReady(state, next);
  }
}

/** The closings within a task are its pauses; what lies between them is booked as set-up and work. */
function bookTask(state: ShopState, row: number): void {
  const { plant, tasks, pauses } = state;
  const [machine, setupStart, start, end] = [task.machine, task.setupStart, task.start, task.end].map(
    (column) => tasks.rows[row + column],
  );
  const book = (from: number, to: number): void => {
    if (!plant.hasPower) return;
    const worksFrom = Math.min(Math.max(start, from), to);
    bookWork(state, machine, from, worksFrom, to);
  };
  const closed = calendarFor(plant, tasks.rows[row + task.operation], machine);
  let from = setupStart;
  for (let i = firstEndingAfter(closed, setupStart); i < closed.end.length && closed.start[i] < end; i++) {
    const at = pauses.add();
    pauses.rows[at + pause.row] = row;
    pauses.rows[at + pause.start] = closed.start[i];
    pauses.rows[at + pause.end] = closed.end[i];
    book(from, closed.start[i]);
    from = closed.end[i];
  }
  book(from, end);
}

/** When set-up of the next operation of a job could begin on a machine. */
function startOn(state: ShopState, job: number, machine: number, held: readonly Holding[]): number {
  const { plant } = state;
  const ready = readyOn(state, job, machine);
  const free = state.finishAt[machine];
  const start = ready > free ? ready : free;
  if (!plant.hasCalendars && !plant.hasResources) return start;
  const operation = state.nextOperation[job];
  const length = setupTime(state, operation, machine) + plannedDuration(state, operation, machine, 0);
  const calendar = calendarFor(plant, operation, machine);
  const mayPause = plant.isPausable[operation] === 1;
  let from = firstOpening(calendar, start, length, mayPause);
  for (let tried = NaN; plant.hasResources && tried !== from;) {
    tried = from;
    from = whenLeft(plant, operation, from, endOn(state, job, machine, from), held);
    from = firstOpening(calendar, from, length, mayPause);
  }
  return from;
}

/** When a job, or all of its parts, can be at a machine for its next operation. */
function readyOn(state: ShopState, job: number, machine: number): number {
  const { plant } = state;
  let ready = state.readyTime[job];
  if (!plant.hasTransport) return ready;
  const wayFrom = (from: number): number => plant.transport[from * plant.machineCount + machine];
  const from = state.lastMachine[job];
  if (from >= 0) return ready + wayFrom(from);
  for (const part of plant.strandsBefore[job])
    ready = Math.max(ready, state.completion[part] + wayFrom(state.lastMachine[part]));
  return ready;
}

/** The end of the next operation of a job, begun on a machine at a time. */
function endOn(state: ShopState, job: number, machine: number, start: number): number {
  const operation = state.nextOperation[job];
  const setup = setupTime(state, operation, machine);
  const work = plannedDuration(state, operation, machine, 0);
  if (!state.plant.hasCalendars && !state.plant.hasResources) return start + setup + work;
  return endOfWork(calendarFor(state.plant, operation, machine), start, setup, work);
}

/** What is held of resources by what is scheduled. */
function holdings({ plant, tasks }: ShopState): readonly Holding[] {
  if (!plant.hasResources) return [];
  return Array.from({ length: tasks.count }, (_, i): Holding => {
    const row = i * taskWidth;
    return {
      operation: tasks.rows[row + task.operation],
      start: tasks.rows[row + task.setupStart],
      end: tasks.rows[row + task.end],
    };
  });
}
