import type { Plant } from './compile-problem.js';
import { calendarFor, endOfWork, firstOpening } from './calendars.js';
import { beginningOf, earliestChain, goesBefore, holdings } from './no-wait.js';
import type { Settings } from './options.js';
import { isPlanned } from './queues.js';
import { reservationsOn } from './reservations.js';
import { whenLeft } from './resource-plan.js';
import { areFree } from './resources.js';
import { events, phases, type ShopState } from './shop-state.js';
import { carriage, plannedDuration, setupTime } from './starting.js';
import { canMaintain } from './wear.js';

/** What stands in `operation` for candidates that are no operation. */
export const special = { maintenance: -1, wait: -2 } as const;

/** What may be done at a decision, as columns; only the first `count` rows hold. */
export class Candidates {
  count = 0;
  /** The operation, or one of `special`. */
  readonly operation: Int32Array; // [C]
  /** -1 for a job that is none. */
  readonly job: Int32Array; // [C]
  readonly machine: Int32Array; // [C]
  readonly speed: Int32Array; // [C]
  /** Planned processing time on the machine at the speed; of maintenance its time. */
  readonly duration: Float64Array; // [C]
  readonly setup: Float64Array; // [C]

  constructor(plant: Plant, settings: Settings) {
    const speeds = plant.problem.machines.map((machine) =>
      settings.chooseSpeed ? Math.max(1, machine.speeds?.length ?? 1) : 1,
    );
    let capacity = plant.machineCount + 1;
    for (const machine of plant.machineOf) capacity += speeds[machine];
    this.operation = new Int32Array(capacity);
    this.job = new Int32Array(capacity);
    this.machine = new Int32Array(capacity);
    this.speed = new Int32Array(capacity);
    this.duration = new Float64Array(capacity);
    this.setup = new Float64Array(capacity);
  }

  add(operation: number, job: number, machine: number, speed: number, duration: number, setup: number): void {
    const at = this.count++;
    this.operation[at] = operation;
    this.job[at] = job;
    this.machine[at] = machine;
    this.speed[at] = speed;
    this.duration[at] = duration;
    this.setup[at] = setup;
  }
}

/** Lists what may start now: on the first machine from `cursor` on that has something, or on all. */
export function listCandidates(state: ShopState, candidates: Candidates): void {
  const { plant, settings } = state;
  candidates.count = 0;
  for (let machine = state.cursor; machine < plant.machineCount; machine++) {
    if (state.queueLength[machine] === 0 || state.jobOn[machine] >= 0) continue;
    const before = candidates.count;
    if (state.isPlain) listQueue(state, candidates, machine);
    else if (state.standstill[machine] === 0) listPossible(state, candidates, machine);
    if (candidates.count === before) continue;
    if (settings.maintenance.kind === 'action') addMaintenance(state, candidates, machine);
    state.cursor = machine;
    if (!settings.decidesPairs) break;
  }
  if (candidates.count === 0) state.cursor = plant.machineCount;
  if (settings.decidesPairs) state.cursor = 0;
  if (candidates.count > 0 && settings.scheme.kind === 'bounded-delay') addWait(state, candidates);
}

/** All that waits may start. */
function listQueue(state: ShopState, candidates: Candidates, machine: number): void {
  if (state.waitUntil[machine] > state.time) return;
  const { plant, queue, nextOperation } = state;
  const first = machine * plant.jobCount;
  const end = first + state.queueLength[machine];
  for (let i = first; i < end; i++) {
    const operation = nextOperation[queue[i]];
    addOperation(state, candidates, operation, queue[i], machine);
  }
}

function listPossible(state: ShopState, candidates: Candidates, machine: number): void {
  if (state.waitUntil[machine] > state.time) return;
  const { plant, queue } = state;
  const first = machine * plant.jobCount;
  const end = first + state.queueLength[machine];
  for (let i = first; i < end; i++) {
    const job = queue[i];
    if (mayStart(state, job, machine))
      addOperation(state, candidates, state.nextOperation[job], job, machine);
  }
}

/** Adds an operation at every speed at which it may be started. */
function addOperation(
  state: ShopState,
  candidates: Candidates,
  operation: number,
  job: number,
  machine: number,
): void {
  const { plant, settings } = state;
  const setup = setupTime(state, operation, machine);
  if (state.isPlain && !settings.chooseSpeed) {
    candidates.add(operation, job, machine, 0, plannedDuration(state, operation, machine, 0), setup);
    return;
  }
  // A chain without waiting is reserved at the first speed.
  const isChosen = settings.chooseSpeed && plant.isNoWait[job] === 0;
  const first = settings.plan?.speed[operation] ?? 0;
  const last = isChosen ? (plant.problem.machines[machine].speeds?.length ?? 1) - 1 : first;
  for (let speed = first; speed <= last; speed++) {
    const duration = plannedDuration(state, operation, machine, speed);
    if (fits(state, job, machine, setup, duration))
      candidates.add(operation, job, machine, speed, duration, setup);
  }
}

/** Whether a job that waits for an idle machine may be started there, if there is time enough. */
function mayStart(state: ShopState, job: number, machine: number): boolean {
  const { plant } = state;
  const operation = state.nextOperation[job];
  if (!keepsOrder(state, job, machine)) return false;
  if (plant.isNoWait[job] === 1) return chainMayStart(state, job, machine);
  if (!keepsPlan(state, job, operation, machine)) return false;
  if (!hasRoom(state, job, machine)) return false;
  return !plant.hasResources || areFree(state, operation);
}

/** A machine has room for one job more than its buffer, which a swap may have used. */
function hasRoom(state: ShopState, job: number, machine: number): boolean {
  const hasPlace = state.phase[job] === phases.waiting && state.place[job] === machine;
  return hasPlace || state.placesTaken[machine] <= state.plant.buffer[machine];
}

/** Whether the machine is open and not reserved for as long as is planned, and what the operation needs is there. */
function fits(state: ShopState, job: number, machine: number, setup: number, duration: number): boolean {
  const { plant } = state;
  if (plant.isNoWait[job] === 1) return true;
  if (!plant.hasCalendars && !plant.hasNoWait && !plant.hasResources) return true;
  const operation = state.nextOperation[job];
  const mayPause = plant.isPausable[operation] === 1;
  const calendar = calendarFor(plant, operation, machine);
  const from = state.time + carriage(state, job, machine);
  if (firstOpening(calendar, from, setup + duration, mayPause) !== from) return false;
  if (!plant.hasNoWait) return true;
  const end = endOfWork(calendar, from, setup, duration);
  if (plant.hasResources && whenLeft(plant, operation, from, end, holdings(state)) !== from) return false;
  const one = { operation, machine, from, setup, start: from + setup, end, family: plant.family[operation] };
  const next = reservationsOn(state, machine, []).at(0);
  return next === undefined || goesBefore(state, one, next);
}

/** The chain may go through now; otherwise there will be a decision when it may. */
function chainMayStart(state: ShopState, job: number, machine: number): boolean {
  const chain = earliestChain(state, job, machine);
  if (chain === undefined) return false;
  const start = beginningOf(chain);
  if (start <= state.time) return true;
  if (state.chainStart[job] !== start) state.events.push(start, events.wake, machine);
  state.chainStart[job] = start;
  return false;
}

/** In a permutation flow shop each machine takes the jobs as the first one did; one that is repeated keeps its turn. */
export function keepsOrder(state: ShopState, job: number, machine: number): boolean {
  const { plant } = state;
  if (!plant.isPermutation) return true;
  const turn = state.order[state.rank[machine]];
  return turn === job || (turn < 0 && state.nextOperation[job] === plant.firstOperation[job]);
}

/** Whether it is the operation's turn and time in the order that is to be kept. */
function keepsPlan(state: ShopState, job: number, operation: number, machine: number): boolean {
  const { plan } = state.settings;
  if (plan === undefined || state.attempt[job] > 0) return true;
  // A job that is carried begins later than it is started; times are sums in floating point.
  const begin = state.time + carriage(state, job, machine);
  if (plan.notBefore[operation] > begin + 1e-12 * begin) return false;
  const before = plan.after[operation];
  return before < 0 || state.ignoresOrder === 1 || hasStarted(state, before);
}

/** Whether nothing moves any more, and the order that is to be kept is the reason; `isLast`: no event is to come. */
export function isLockedByOrder(state: ShopState, isLast: boolean): boolean {
  const { plant, settings } = state;
  if (settings.plan === undefined) return false;
  if (isLast) return true;
  for (let job = 0; job < plant.jobCount; job++) {
    const phase = state.phase[job];
    if (phase === phases.onMachine || phase === phases.travelling) return false;
    if (phase === phases.absent && state.strandsMissing[job] === 0) return false;
    const isThere = phase === phases.waiting || phase === phases.blocking;
    const before = isThere ? settings.plan.after[state.nextOperation[job]] : -1;
    if (isThere && (before < 0 || hasStarted(state, before)) && isWaitedFor(state, job)) return false;
  }
  return true;
}

/** Whether a job waits for an empty machine, which may be closed or broken down, or before which it is not to begin. */
function isWaitedFor(state: ShopState, job: number): boolean {
  const { plant } = state;
  const operation = state.nextOperation[job];
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++) {
    const machine = plant.machineOf[a];
    if (isPlanned(state, operation, machine) && state.jobOn[machine] < 0 && hasRoom(state, job, machine))
      return true;
  }
  return false;
}

/** Whether the first attempt at an operation has begun, or never will. */
function hasStarted(state: ShopState, operation: number): boolean {
  const job = state.plant.jobOf[operation];
  const next = state.nextOperation[job];
  if (state.phase[job] === phases.complete || next > operation) return true;
  return next === operation && (state.phase[job] === phases.onMachine || state.attempt[job] > 0);
}

function addMaintenance(state: ShopState, candidates: Candidates, machine: number): void {
  if (state.workedSince[machine] === 0 || !canMaintain(state, machine)) return;
  const time = state.plant.problem.machines[machine].maintenance?.preventive.time ?? 0;
  candidates.add(special.maintenance, -1, machine, 0, time, 0);
}

/** Waiting is possible for a machine at which a job is expected within the bound. */
function addWait(state: ShopState, candidates: Candidates): void {
  const machine = candidates.machine[0];
  if (expectedArrival(state, candidates) < Infinity)
    candidates.add(special.wait, -1, state.settings.decidesPairs ? -1 : machine, 0, 0, 0);
}

/** When the next job is expected at one of the candidates' machines, if that is within the bound; else Infinity. */
export function expectedArrival(state: ShopState, candidates: Candidates): number {
  const { plant, settings, time } = state;
  const { scheme } = settings;
  if (scheme.kind !== 'bounded-delay') return Infinity;
  let next = Infinity;
  for (let job = 0; job < plant.jobCount; job++)
    for (let i = 0; i < candidates.count; i++) {
      const expected = expectedAt(state, job, candidates.machine[i]);
      if (expected > time && expected <= time + scheme.bound && expected < next) next = expected;
    }
  return next;
}

/** When a job is expected to be ready at a machine; Infinity where that is not known, or where it does not go there. */
function expectedAt(state: ShopState, job: number, machine: number): number {
  const { plant } = state;
  const phase = state.phase[job];
  const place = state.place[job];
  const operation = state.nextOperation[job];
  if (phase === phases.travelling) return place === machine ? state.readyTime[job] : Infinity;
  if (phase === phases.absent && state.strandsMissing[job] > 0) return Infinity;
  if (phase === phases.absent)
    return plant.known[job] <= state.time && canDo(plant, operation, machine) ? plant.release[job] : Infinity;
  const isLast = operation + 1 === plant.firstOperation[job + 1];
  if (phase !== phases.onMachine || isLast || plant.isNoWait[job] === 1) return Infinity;
  if (!canDo(plant, operation + 1, machine)) return Infinity;
  return state.plannedFinish[place] + plant.transport[place * plant.machineCount + machine];
}

function canDo(plant: Plant, operation: number, machine: number): boolean {
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++)
    if (plant.machineOf[a] === machine) return true;
  return false;
}
