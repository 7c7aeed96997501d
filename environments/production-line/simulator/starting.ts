/** Beginning and ending tasks. */
import { bookRunning } from './energy.js';
import { calendarFor, firstOpening } from './calendars.js';
import { task } from './log.js';
import { assemble, complete, loseOthers } from './assembling.js';
import { admit, moveOn, vacate } from './leaving.js';
import { enqueue, dequeue } from './queues.js';
import type { ShopRandomness } from './randomness.js';
import { hold, letGo } from './resources.js';
import { adjustSetups } from './reservations.js';
import { resume } from './running.js';
import { setupFrom } from './setups.js';
import { events, phases, never, type ShopState } from './shop-state.js';
import { readSensor } from './wear.js';

/** Planned processing time of an operation on a machine at a speed; the machine must be one of its alternatives. */
export function plannedDuration(state: ShopState, operation: number, machine: number, speed: number): number {
  const { plant } = state;
  let a = plant.firstAlternative[operation];
  while (plant.machineOf[a] !== machine) a++;
  const duration = plant.durationOf[a];
  return speed === 0 && state.isPlain ? duration : duration / rateOf(state, machine, speed);
}

/** Set-up time for an operation on a machine after what was made there last. */
export function setupTime(state: ShopState, operation: number, machine: number): number {
  return state.plant.hasSetups ? setupFrom(state.plant, machine, state.family[machine], operation) : 0;
}

/** The processing time that is to be expected: what is known of it, or what is planned. */
export function expectedWork(state: ShopState, operation: number, machine: number, speed: number): number {
  const known = state.settings.plan?.work[operation] ?? NaN;
  return Number.isNaN(known) ? plannedDuration(state, operation, machine, speed) : known;
}

/** How long a job would still be on its way to a machine if it were started there now. */
export function carriage(state: ShopState, job: number, machine: number): number {
  const { plant } = state;
  if (!plant.hasTransport || state.phase[job] !== phases.blocking) return 0;
  return plant.transport[state.place[job] * plant.machineCount + machine];
}

/** Starts the next operation of a job on a machine; the job waits in front of it, outside, or blocks another one. */
export function startTask(
  state: ShopState,
  randomness: ShopRandomness,
  job: number,
  machine: number,
  speed: number,
): void {
  const { plant, time } = state;
  const operation = state.nextOperation[job];
  dequeue(state, job);
  if (state.isPlain) {
    const duration = plannedDuration(state, operation, machine, speed);
    const setup = setupTime(state, operation, machine);
    const row = logStart(state, job, operation, machine, speed);
    state.setupTime += setup;
    state.family[machine] = plant.family[operation];
    const end = time + setup + duration;
    const { rows } = state.tasks;
    rows[row + task.start] = time + setup;
    rows[row + task.end] = end;
    rows[row + task.work] = duration;
    takeMachine(state, job, machine, row);
    state.finishAt[machine] = end;
    state.plannedFinish[machine] = end;
    state.events.push(end, events.end, machine);
    return;
  }
  bringJob(state, job, machine, occupy(state, randomness, job, operation, machine, speed));
}

/** Takes a machine for an operation, and all that it needs; returns the row of the task. */
export function occupy(
  state: ShopState,
  randomness: ShopRandomness,
  job: number,
  operation: number,
  machine: number,
  speed: number,
): number {
  const { plant } = state;
  const duration = plannedDuration(state, operation, machine, speed);
  const setup = setupTime(state, operation, machine);
  const row = logStart(state, job, operation, machine, speed);
  state.setupTime += setup;
  state.family[machine] = plant.family[operation];
  if (plant.hasNoWait) adjustSetups(state, machine);
  const work = realDuration(state, randomness, operation, duration);
  state.tasks.rows[row + task.work] = work;
  state.setupLeft[machine] = setup;
  state.plannedLeft[machine] = duration;
  state.workLeft[machine] = work;
  state.ageRate[machine] = plant.stress[operation] * wearOf(state, machine, speed);
  state.workedSince[machine] = 1;
  if (plant.hasResources) hold(state, operation, machine);
  return row;
}

/** Takes the job from where it is to the machine, and begins if it is there. */
function bringJob(state: ShopState, job: number, machine: number, row: number): void {
  const { plant, time } = state;
  const from = state.place[job];
  const delay = carriage(state, job, machine);
  if (state.phase[job] === phases.blocking) vacate(state, from);
  else if (from === machine && (plant.hasBuffers || plant.hasTransport)) state.placesTaken[machine]--;
  state.hasBegun[machine] = 0;
  state.resumedAt[machine] = time + delay;
  takeMachine(state, job, machine, row);
  if (delay > 0) state.events.push(time + delay, events.onMachine, machine);
  else resume(state, machine);
  if (plant.hasBuffers) admit(state, machine);
}

/** The job for which a machine was kept may begin now, or waits until the machine is open for it. */
export function beginIfPossible(state: ShopState, machine: number): void {
  const job = state.jobOn[machine];
  if (job < 0 || state.hasBegun[machine] === 1 || state.phase[job] !== phases.onMachine) return;
  if (state.standstill[machine] !== 0 || state.time < state.resumedAt[machine]) return;
  const length = state.setupLeft[machine] + state.plannedLeft[machine];
  const operation = state.nextOperation[job];
  const mayPause = state.plant.isPausable[operation] === 1;
  const calendar = calendarFor(state.plant, operation, machine);
  if (firstOpening(calendar, state.time, length, mayPause) === state.time) resume(state, machine);
}

function takeMachine(state: ShopState, job: number, machine: number, row: number): void {
  state.phase[job] = phases.onMachine;
  state.place[job] = machine;
  state.jobOn[machine] = job;
  state.taskOn[machine] = row;
}

function logStart(state: ShopState, job: number, operation: number, machine: number, speed: number): number {
  const { tasks, time } = state;
  const row = tasks.add();
  const { rows } = tasks;
  rows[row + task.operation] = operation;
  rows[row + task.machine] = machine;
  rows[row + task.setupStart] = time;
  rows[row + task.attempt] = state.attempt[job];
  rows[row + task.outcome] = 0;
  rows[row + task.speed] = speed;
  return row;
}

/** The task on a machine ends: the job goes on, does it again, is complete or lost. */
export function endTask(state: ShopState, randomness: ShopRandomness, machine: number): void {
  const { plant, time } = state;
  if (state.finishAt[machine] !== time) return;
  const job = state.jobOn[machine];
  const row = state.taskOn[machine];
  if (state.isPlain) {
    state.tasks.rows[row + task.leave] = time;
    state.jobOn[machine] = -1;
    if (machine < state.cursor) state.cursor = machine;
    state.finishAt[machine] = never;
    state.plannedFinish[machine] = never;
    if (++state.nextOperation[job] === plant.firstOperation[job + 1]) complete(state, job);
    else {
      state.phase[job] = phases.waiting;
      state.place[job] = -1;
      state.readyTime[job] = time;
      enqueue(state, job);
    }
    return;
  }
  if (plant.hasPower) bookRunning(state, machine);
  state.finishAt[machine] = never;
  state.plannedFinish[machine] = never;
  state.failAt[machine] = never;
  state.age[machine] += state.workLeft[machine] * state.ageRate[machine];
  state.tasks.rows[row + task.end] = time;
  if (plant.hasResources) letGo(state, state.nextOperation[job]);
  readSensor(state, randomness, machine);
  finishOperation(state, randomness, job, machine, row);
}

function finishOperation(
  state: ShopState,
  randomness: ShopRandomness,
  job: number,
  machine: number,
  row: number,
): void {
  const { plant } = state;
  const outcome = plant.hasQuality ? outcomeOf(state, randomness, job) : 0;
  state.tasks.rows[row + task.outcome] = outcome;
  if (outcome === 1) state.attempt[job]++;
  else {
    state.attempt[job] = 0;
    state.nextOperation[job]++;
  }
  if (outcome === 2) state.isLost[job] = 1;
  if (plant.isPermutation && outcome !== 1) passTurn(state, machine);
  if (state.isLost[job] === 1 || state.nextOperation[job] === plant.firstOperation[job + 1]) {
    complete(state, job);
    vacate(state, machine);
    if (!plant.hasAssembly) return;
    if (outcome === 2) loseOthers(state, job);
    else if (state.isLost[job] === 0) assemble(state, job, machine);
  } else if (plant.hasNoWait && plant.isNoWait[job] === 1) {
    vacate(state, machine);
    state.phase[job] = phases.travelling;
    state.place[job] = -1;
    state.readyTime[job] = state.time;
  } else moveOn(state, job, machine);
}

/** The next job's turn on a machine of a permutation flow shop; lost jobs have none any more. */
function passTurn({ rank, order, isLost }: ShopState, machine: number): void {
  rank[machine]++;
  for (let m = 0; m < rank.length; m++) while (order[rank[m]] >= 0 && isLost[order[rank[m]]] === 1) rank[m]++;
}

/** Index in `outcomes`. */
function outcomeOf(state: ShopState, randomness: ShopRandomness, job: number): number {
  const { plant } = state;
  const operation = state.nextOperation[job];
  const attempt = state.attempt[job];
  const u = attempt === 0 ? state.quality[operation] : randomness.repeatedQuality(operation, attempt);
  if (u < plant.scrap[operation]) return 2;
  return u < plant.scrap[operation] + plant.rework[operation] ? 1 : 0;
}

/** The processing time that comes of a planned one: what is known of it, or else by chance. */
function realDuration(
  state: ShopState,
  randomness: ShopRandomness,
  operation: number,
  planned: number,
): number {
  const attempt = state.attempt[state.plant.jobOf[operation]];
  if (attempt > 0) return planned * randomness.repeatedFactor(operation, attempt);
  const known = state.settings.plan?.work[operation] ?? NaN;
  return Number.isNaN(known) ? planned * state.factor[operation] : known;
}

function rateOf(state: ShopState, machine: number, speed: number): number {
  return state.plant.problem.machines[machine].speeds?.[speed]?.rate ?? 1;
}

function wearOf(state: ShopState, machine: number, speed: number): number {
  return state.plant.problem.machines[machine].speeds?.[speed]?.wear ?? 1;
}
