/** How jobs get from machine to machine: places, blocking, and the swap that keeps a plant from a standstill. */
import { task } from './log.js';
import { dequeue, enqueue, isPlanned } from './queues.js';
import { events, phases, never, type ShopState } from './shop-state.js';
import { maintainIfDue } from './wear.js';

/** A job whose operation on a machine is over goes on to its next one, if there is a place for it. */
export function moveOn(state: ShopState, job: number, machine: number): void {
  const { plant } = state;
  state.readyTime[job] = state.time;
  if (!plant.hasBuffers && !plant.hasTransport) {
    vacate(state, machine);
    state.phase[job] = phases.waiting;
    state.place[job] = -1;
    enqueue(state, job);
    return;
  }
  const target = nearestPlace(state, job, (to) => plant.transport[machine * plant.machineCount + to]);
  if (target >= 0) {
    vacate(state, machine);
    travel(state, job, machine, target);
    return;
  }
  state.phase[job] = phases.blocking;
  enqueue(state, job);
  const circle: number[] = [];
  if (findCircle(state, machine, machine, circle, new Set())) rotate(state, circle);
}

/** The task's job is gone from the machine. */
export function vacate(state: ShopState, machine: number): void {
  state.tasks.rows[state.taskOn[machine] + task.leave] = state.time;
  state.jobOn[machine] = -1;
  state.finishAt[machine] = never;
  state.plannedFinish[machine] = never;
  maintainIfDue(state, machine);
}

/** A place in front of a machine is free: it goes to the job that has blocked for the longest time. */
export function admit(state: ShopState, machine: number): void {
  const { plant } = state;
  while (state.placesTaken[machine] < plant.buffer[machine]) {
    let chosen = -1;
    for (let i = 0; i < state.queueLength[machine]; i++) {
      const job = state.queue[machine * plant.jobCount + i];
      if (state.phase[job] !== phases.blocking) continue;
      if (chosen < 0 || state.readyTime[job] < state.readyTime[chosen]) chosen = job;
    }
    if (chosen < 0) return;
    const from = state.place[chosen];
    dequeue(state, chosen);
    vacate(state, from);
    travel(state, chosen, from, machine);
  }
}

/** The machine to go to: of those with a free place the one with the least work, transport and own duration; -1: none. */
export function nearestPlace(state: ShopState, job: number, timeTo: (machine: number) => number): number {
  const { plant } = state;
  const operation = state.nextOperation[job];
  let best = -1;
  let bestWork = never;
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++) {
    const machine = plant.machineOf[a];
    if (state.placesTaken[machine] >= plant.buffer[machine]) continue;
    if (!isPlanned(state, operation, machine)) continue;
    const work = state.queueWork[machine] + timeTo(machine) + plant.durationOf[a];
    if (work < bestWork || (work === bestWork && machine < best)) {
      best = machine;
      bestWork = work;
    }
  }
  return best;
}

/** Takes a place at a machine and goes there. */
function travel(state: ShopState, job: number, from: number, to: number): void {
  const { plant } = state;
  state.placesTaken[to]++;
  state.place[job] = to;
  const transport = plant.transport[from * plant.machineCount + to];
  if (transport > 0) {
    state.phase[job] = phases.travelling;
    state.readyTime[job] = state.time + transport;
    state.events.push(state.readyTime[job], events.arrival, job);
  } else arrive(state, job);
}

export function arrive(state: ShopState, job: number): void {
  state.phase[job] = phases.waiting;
  state.readyTime[job] = state.time;
  enqueue(state, job);
}

/** Whether blocking jobs lead from a machine back to `goal`; then `circle` holds machine after machine. */
function findCircle(
  state: ShopState,
  machine: number,
  goal: number,
  circle: number[],
  seen: Set<number>,
): boolean {
  const { plant } = state;
  const job = state.jobOn[machine];
  if (job < 0 || state.phase[job] !== phases.blocking) return false;
  circle.push(machine);
  const operation = state.nextOperation[job];
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++) {
    const next = plant.machineOf[a];
    if (!isPlanned(state, operation, next)) continue;
    if (next === goal) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (findCircle(state, next, goal, circle, seen)) return true;
  }
  circle.pop();
  return false;
}

/** All jobs of a circle move one machine on. */
function rotate(state: ShopState, circle: readonly number[]): void {
  const jobs = circle.map((machine) => state.jobOn[machine]);
  for (const job of jobs) dequeue(state, job);
  for (const machine of circle) vacate(state, machine);
  for (const [i, job] of jobs.entries()) travel(state, job, circle[i], circle[(i + 1) % circle.length]);
}
