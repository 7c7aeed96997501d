/**
 * Jobs that cannot wait: when the first operation starts, all later ones are reserved. Durations are known in such plants (see
 * `refused-combinations.ts`), so that times of the future are certain.
 */
import { fail } from '../../../src/errors.js';
import type { ShopRandomness } from './randomness.js';
import { currentClosing } from './running.js';
import { phases, type ShopState, events } from './shop-state.js';
import { plannedDuration, startTask } from './starting.js';

/** The chain that `earliestChain` found. */
interface Link {
  readonly operation: number;
  readonly machine: number;
  readonly start: number;
  readonly end: number;
}

/** The first time from now on at which the whole chain of a job can go through, its first operation on this machine. */
export function earliestChain(state: ShopState, job: number, machine: number): readonly Link[] {
  const { plant } = state;
  const first = state.nextOperation[job];
  let time = state.time;
  for (;;) {
    const chain: Link[] = [];
    let start = time;
    let delay = 0;
    for (let operation = first; operation < plant.firstOperation[job + 1]; operation++) {
      const before = chain.at(-1);
      const found = bestLink(
        state,
        operation,
        operation === first ? machine : -1,
        start,
        before?.machine ?? -1,
      );
      if (found.delay > 0) {
        delay = found.delay;
        break;
      }
      chain.push(found.link);
      start = found.link.end;
    }
    if (delay === 0) return chain;
    // Rounding must not keep the search from going on.
    time = Math.max(time + delay, nextAfter(time));
  }
}

/** The alternative that is free at the time, or else the least delay after which one may be. */
function bestLink(
  state: ShopState,
  operation: number,
  only: number,
  ready: number,
  from: number,
): { readonly link: Link; readonly delay: number } {
  const { plant } = state;
  let best: { link: Link; delay: number } | undefined;
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++) {
    const machine = plant.machineOf[a];
    if (only >= 0 && machine !== only) continue;
    const start = ready + (from >= 0 ? plant.transport[from * plant.machineCount + machine] : 0);
    const end = start + plannedDuration(state, operation, machine, 0);
    const delay = firstFree(state, machine, start, end) - start;
    if (best === undefined || delay < best.delay) best = { link: { operation, machine, start, end }, delay };
    if (delay === 0) break;
  }
  return best ?? fail('contract-broken', noAlternative);
}

const noAlternative = {
  component: 'Shop',
  parameter: 'alternatives',
  value: 'none',
  requirement: 'at least one',
} as const;

/** The first start from `start` on at which nothing known now keeps a machine from working for so long without a pause. */
function firstFree(state: ShopState, machine: number, start: number, end: number): number {
  const { plant } = state;
  const overlaps = (from: number, to: number): boolean => start < to && from < end;
  let free = start;
  if (state.jobOn[machine] >= 0) {
    const busyUntil = runsUntil(state, machine);
    if (busyUntil > start) free = Math.max(free, busyUntil);
  }
  for (let i = currentClosing(state, machine); i < plant.firstClosed[machine + 1]; i++)
    if (
      overlaps(plant.closedStart[i], plant.closedEnd[i]) ||
      isWithin(start, plant.closedStart[i], plant.closedEnd[i])
    )
      free = Math.max(free, plant.closedEnd[i]);
  for (let operation = 0; operation < plant.operationCount; operation++)
    if (
      state.reservedMachine[operation] === machine &&
      overlaps(state.reservedStart[operation], state.reservedEnd[operation])
    )
      free = Math.max(free, state.reservedEnd[operation]);
  return free;
}

function isWithin(time: number, start: number, end: number): boolean {
  return time >= start && time < end;
}

/** When the task on a machine will have ended, closings included. */
function runsUntil(state: ShopState, machine: number): number {
  const running = state.finishAt[machine] < Infinity;
  const since = running ? state.resumedAt[machine] : state.time;
  return endWithClosings(state, machine, since, state.setupLeft[machine] + state.workLeft[machine]);
}

/** The end of work that begins at a time and pauses while the machine is closed. */
export function endWithClosings(state: ShopState, machine: number, start: number, work: number): number {
  const { firstClosed, closedStart, closedEnd } = state.plant;
  let end = start + work;
  for (let i = currentClosing(state, machine); i < firstClosed[machine + 1]; i++) {
    if (closedEnd[i] <= start) continue;
    if (closedStart[i] >= end) break;
    end += closedEnd[i] - Math.max(start, closedStart[i]);
  }
  return end;
}

/** When the next reserved operation on a machine begins; Infinity: none is reserved. */
export function nextReservation(state: ShopState, machine: number): number {
  let next = Infinity;
  for (let operation = 0; operation < state.plant.operationCount; operation++)
    if (state.reservedMachine[operation] === machine) next = Math.min(next, state.reservedStart[operation]);
  return next;
}

/** Reserves the operations of a chain after its first. */
export function reserve(state: ShopState, chain: readonly Link[]): void {
  for (const { operation, machine, start, end } of chain.slice(1)) {
    state.reservedMachine[operation] = machine;
    state.reservedStart[operation] = start;
    state.reservedEnd[operation] = end;
    const kind = start === end ? events.reservedInstant : events.reservedStart;
    state.events.push(start, kind, operation);
  }
}

export function beginReserved(state: ShopState, randomness: ShopRandomness, operation: number): void {
  const job = state.plant.jobOf[operation];
  const machine = state.reservedMachine[operation];
  state.reservedMachine[operation] = -1;
  state.phase[job] = phases.waiting;
  state.place[job] = -1;
  startTask(state, randomness, job, machine, 0);
}

/** A little later, by the precision of the number. */
function nextAfter(time: number): number {
  return time + Math.max(1e-12, Math.abs(time) * 2.3e-16);
}
