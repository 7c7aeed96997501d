/**
 * Jobs that cannot wait: when one is decided on, all of its operations are reserved. Durations are known in such plants (see
 * `refused-combinations.ts`), so that times of the future are certain.
 */
import { calendarFor, endOfWork, firstEndingAfter, firstOpening } from './calendars.js';
import { bookRunning } from './energy.js';
import { task } from './log.js';
import { dequeue, isPlanned } from './queues.js';
import type { Plant } from './compile-problem.js';
import type { ShopRandomness } from './randomness.js';
import { adjustSetups, beginReservation, pushReserved, reservationsOn, reserve } from './reservations.js';
import type { Reservation } from './reserved-operations.js';
import { shareNeed, whenLeft, type Holding } from './resource-plan.js';
import { resume } from './running.js';
import { setupFrom } from './setups.js';
import { phases, type ShopState } from './shop-state.js';
import { expectedWork, occupy, startTask } from './starting.js';

/** A place for an operation that is planned ahead. */
export interface Link extends Reservation {
  /** It begins later than the job comes, because until then the job itself held what its set-up needs. */
  readonly isLate: boolean;
}

/**
 * The first chain for all operations of a job, its first one on this machine; undefined where jobs that must go before it have not got so
 * far. Set-ups are done before the job comes, none before now.
 */
export function earliestChain(state: ShopState, job: number, machine: number): readonly Link[] | undefined {
  const { plant } = state;
  const first = state.nextOperation[job];
  const held = plant.hasResources ? holdings(state) : [];
  let time = state.time;
  for (;;) {
    const chain: Link[] = [];
    let delay = 0;
    for (let operation = first; operation < plant.firstOperation[job + 1] && delay === 0; operation++) {
      const before = chain.at(-1);
      const found = bestLink(state, operation, before ?? { machine, end: time }, chain, held);
      if (found === undefined) return undefined;
      chain.push(found.link);
      if (before !== undefined) ({ delay } = found);
    }
    if (delay === 0) return chain;
    // Rounding must not keep the search from going on.
    time = Math.max(chain[0].start + delay, nextAfter(time));
  }
}

/** When something is done for a chain first: it must be decided on by then. */
export function beginningOf(chain: readonly Link[]): number {
  return chain.reduce((first, { from }) => Math.min(first, from), Infinity);
}

interface Found {
  readonly link: Link;
  /** How much later than the job comes it could begin. */
  readonly delay: number;
}

/** The alternative that is free when the job comes from the link before, if need be but for its set-up, or else the one that is free first. */
function bestLink(
  state: ShopState,
  operation: number,
  before: { readonly machine: number; readonly end: number },
  chain: readonly Link[],
  held: readonly Holding[],
): Found | undefined {
  const { plant } = state;
  let best: Found | undefined;
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++) {
    const machine = plant.machineOf[a];
    if ((chain.length === 0 && machine !== before.machine) || !isPlanned(state, operation, machine)) continue;
    const arrival = before.end + plant.transport[before.machine * plant.machineCount + machine];
    const link = placeOn(state, operation, machine, arrival, chain, held);
    if (link === undefined) continue;
    const delay = link.isLate ? 0 : link.start - arrival;
    const isAsSoon = best !== undefined && delay === best.delay && best.link.isLate && !link.isLate;
    if (best === undefined || delay < best.delay || isAsSoon) best = { link, delay };
    if (delay === 0 && !link.isLate) break;
  }
  return best;
}

/** The first place for an operation on a machine from a time on, between what is reserved there and what the chain has there itself. */
function placeOn(
  state: ShopState,
  operation: number,
  machine: number,
  arrival: number,
  chain: readonly Link[],
  held: readonly Holding[],
): Link | undefined {
  const { plant } = state;
  const reserved = reservationsOn(state, machine, chain);
  const first = firstPlace(state, operation, machine, reserved);
  if (first < 0) return undefined;
  const notBefore = state.settings.plan?.notBefore[operation] ?? 0;
  const own = plant.hasResources ? [...held, ...chain.map(holdingOf)] : held;
  const work = expectedWork(state, operation, machine, 0);
  const calendar = calendarFor(plant, operation, machine);
  for (let place = first; ; place++) {
    const before = place === 0 ? undefined : reserved[place - 1];
    const setup = setupFrom(plant, machine, before?.family ?? state.family[machine], operation);
    const free = Math.max(state.time, before?.end ?? freeFrom(state, machine));
    let from = Math.max(arrival - setup, free, chain.length === 0 ? notBefore : 0);
    for (let tried = NaN; tried !== from;) {
      tried = from;
      from = firstOpening(calendar, from, setup + work, false);
      if (plant.hasResources) from = whenLeft(plant, operation, from, from + setup + work, own);
    }
    const start = from === arrival - setup ? arrival : from + setup;
    const link = {
      operation,
      machine,
      from,
      setup,
      start,
      end: start + work,
      family: plant.family[operation],
    };
    if (place === reserved.length || goesBefore(state, link, reserved[place]))
      return {
        ...link,
        isLate:
          setup > 0 && start > arrival && chain.some((one) => one.end === from && keeps(plant, one, link)),
      };
  }
}

const holdingOf = ({ operation, from, end }: Reservation): Holding => ({ operation, start: from, end });

/** Whether one holds what the other's set-up needs: the machine, or an operator. */
function keeps(plant: Plant, one: Reservation, other: Reservation): boolean {
  return one.machine === other.machine || shareNeed(plant, one.operation, other.operation);
}

/** Whether what ends at a time leaves enough for the set-up of what is reserved after it; that set-up does not become longer. */
export function goesBefore(
  { plant, reserved }: ShopState,
  { family, machine, from, end }: Reservation,
  next: Reservation,
): boolean {
  const taken = setupFrom(plant, machine, family, next.operation);
  // What was reserved first for a moment goes first.
  if (from === end && end === next.start && next.start === next.end) return false;
  if (taken === next.setup) return end <= next.from;
  // Of what begins late for its set-up, that does not change.
  return reserved.isLate[next.operation] === 0 && taken < next.setup && end <= next.start - taken;
}

/** The first place among what is reserved that comes after all that must go before an operation; -1: not all of that has a place yet. */
function firstPlace(
  state: ShopState,
  operation: number,
  machine: number,
  reserved: readonly Reservation[],
): number {
  const { plant, settings } = state;
  const before = state.ignoresOrder === 1 ? -1 : (settings.plan?.after[operation] ?? -1);
  const place = reserved.findIndex((one) => one.operation === before);
  // On later machines what should have gone before goes after where it is late: the chain cannot wait for it.
  const isFirst = operation === plant.firstOperation[plant.jobOf[operation]];
  if (isFirst && before >= 0 && place < 0 && !hasBegun(state, before, machine)) return -1;
  if (!plant.isPermutation) return place + 1;
  for (let i = state.rank[machine]; state.order[i] >= 0; i++) {
    const job = state.order[i];
    const isThere =
      state.jobOn[machine] === job || reserved.some((one) => plant.jobOf[one.operation] === job);
    if (job !== plant.jobOf[operation] && !isThere) return -1;
  }
  return reserved.length;
}

/** Whether an operation has begun on a machine, its set-up included. */
function hasBegun(state: ShopState, operation: number, machine: number): boolean {
  const isOn = state.jobOn[machine] >= 0 && operationOn(state, machine) === operation;
  return isOn || state.nextOperation[state.plant.jobOf[operation]] > operation;
}

function operationOn({ tasks, taskOn }: ShopState, machine: number): number {
  return tasks.rows[taskOn[machine] + task.operation];
}

/** When a machine will have done what it works on, closings included; as its events will have it, to the last bit. */
function freeFrom(state: ShopState, machine: number): number {
  const job = state.jobOn[machine];
  if (job < 0) return state.time;
  const calendar = calendarFor(state.plant, operationOn(state, machine), machine);
  const finish = state.finishAt[machine];
  const next = firstEndingAfter(calendar, state.time);
  if (finish < Infinity && (next === calendar.end.length || calendar.start[next] >= finish)) return finish;
  // What is paused goes on when what is closed now opens.
  const since = finish < Infinity ? state.resumedAt[machine] : firstOpening(calendar, state.time, 0, true);
  return endOfWork(calendar, since, state.setupLeft[machine], state.workLeft[machine]);
}

/** What is held of resources by what runs and by what is reserved. */
export function holdings(state: ShopState): readonly Holding[] {
  const { plant } = state;
  const held: Holding[] = [];
  for (let machine = 0; machine < plant.machineCount; machine++) {
    if (state.jobOn[machine] >= 0)
      held.push({
        operation: operationOn(state, machine),
        start: state.tasks.rows[state.taskOn[machine] + task.setupStart],
        end: freeFrom(state, machine),
      });
    held.push(...reservationsOn(state, machine, []).map(holdingOf));
  }
  return held;
}

/** Decides on a job that cannot wait: its first operation begins now, or when it must. */
export function startChain(state: ShopState, randomness: ShopRandomness, chain: readonly Link[]): void {
  const [first] = chain;
  const job = state.plant.jobOf[first.operation];
  const isNow = first.from <= state.time;
  for (const link of isNow ? chain.slice(1) : chain) reserve(state, link, link.isLate);
  for (const { machine } of chain) adjustSetups(state, machine);
  if (isNow) {
    startTask(state, randomness, job, first.machine, 0);
    return;
  }
  dequeue(state, job);
  state.phase[job] = phases.travelling;
  state.place[job] = -1;
}

/** The time of a reserved operation, or of its set-up, has come. */
export function goOnReserved(state: ShopState, randomness: ShopRandomness, ticket: number): void {
  const { time } = state;
  const operation = state.reserved.operation[ticket];
  if (operation < 0) return;
  const machine = state.reserved.machine[operation];
  if (machine >= 0) {
    // Its set-up may have become shorter since this event was planned.
    if (time === state.reserved.from[operation]) beginReserved(state, randomness, ticket);
  } else if (time === state.reserved.start[operation]) beginWork(state, ticket, machineOf(state, operation));
}

function beginReserved(state: ShopState, randomness: ShopRandomness, ticket: number): void {
  const operation = state.reserved.operation[ticket];
  const job = state.plant.jobOf[operation];
  const machine = state.reserved.machine[operation];
  beginReservation(state, operation);
  const row = occupy(state, randomness, job, operation, machine, 0);
  state.jobOn[machine] = job;
  state.taskOn[machine] = row;
  state.hasBegun[machine] = 1;
  state.resumedAt[machine] = state.time;
  if (state.reserved.setup[operation] === 0) {
    beginWork(state, ticket, machine);
    return;
  }
  const start = state.reserved.start[operation];
  state.finishAt[machine] = state.reserved.end[operation];
  state.plannedFinish[machine] = start;
  pushReserved(state, ticket, start);
  // Its first machine is set up with the job there, the others before it comes.
  if (operation === state.plant.firstOperation[job]) board(state, job, machine);
}

/** The job is there, and the machine set up for it. */
function beginWork(state: ShopState, ticket: number, machine: number): void {
  const operation = state.reserved.operation[ticket];
  state.reserved.operation[ticket] = -1;
  if (state.plant.hasPower && state.setupLeft[machine] > 0) bookRunning(state, machine);
  state.setupLeft[machine] = 0;
  state.tasks.rows[state.taskOn[machine] + task.start] = state.time;
  board(state, state.plant.jobOf[operation], machine);
  resume(state, machine);
}

function board(state: ShopState, job: number, machine: number): void {
  state.phase[job] = phases.onMachine;
  state.place[job] = machine;
}

/** The machine that is set up for an operation. */
function machineOf(state: ShopState, operation: number): number {
  const { jobOn } = state;
  return jobOn.findIndex((job, machine) => job >= 0 && operationOn(state, machine) === operation);
}

/** A little later, by the precision of the number. */
function nextAfter(time: number): number {
  return time + Math.max(1e-12, Math.abs(time) * 2.3e-16);
}
