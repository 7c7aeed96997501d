/** Tasks on machines that may stop in the middle: closings, breakdowns, repairs. */
import { bookRunning } from './energy.js';
import { pause, task } from './log.js';
import { events, phases, reasons, never, type ShopState } from './shop-state.js';

/** Goes on with the task on a machine, from now until it ends or the machine fails. */
export function resume(state: ShopState, machine: number): void {
  const { time } = state;
  const row = state.taskOn[machine];
  const setup = state.setupLeft[machine];
  if (state.hasBegun[machine] === 0) {
    state.hasBegun[machine] = 1;
    state.tasks.rows[row + task.setupStart] = time;
    state.tasks.rows[row + task.start] = time + setup;
  } else if (setup > 0) state.tasks.rows[row + task.start] = time + setup;
  state.resumedAt[machine] = time;
  const end = time + setup + state.workLeft[machine];
  state.finishAt[machine] = end;
  state.plannedFinish[machine] = time + setup + state.plannedLeft[machine];
  state.events.push(end, events.end, machine);
  const failure = time + setup + (state.failureAge[machine] - state.age[machine]) / state.ageRate[machine];
  if (failure < end) {
    state.failAt[machine] = failure;
    state.events.push(failure, events.failure, machine);
  } else state.failAt[machine] = never;
}

/** Books what has been done since the machine went on. */
export function account(state: ShopState, machine: number): void {
  if (state.plant.hasPower) bookRunning(state, machine);
  const elapsed = state.time - state.resumedAt[machine];
  const setup = Math.min(elapsed, state.setupLeft[machine]);
  const work = Math.min(elapsed - setup, state.workLeft[machine]);
  state.setupLeft[machine] -= setup;
  state.workLeft[machine] -= work;
  state.plannedLeft[machine] = Math.max(0, state.plannedLeft[machine] - work);
  state.age[machine] += work * state.ageRate[machine];
  state.resumedAt[machine] = state.time;
}

/** A reason to stand still begins or ends for a machine; its task stops, goes on, or is paused for another reason from now on. */
export function setStandstill(state: ShopState, machine: number, reason: number, holds: boolean): void {
  const before = state.standstill[machine];
  const after = holds ? before | reason : before & ~reason;
  state.standstill[machine] = after;
  const job = state.jobOn[machine];
  if (job < 0 || state.phase[job] !== phases.onMachine || state.hasBegun[machine] === 0) return;
  if (before === 0) {
    if (after !== 0) stop(state, machine);
    return;
  }
  if (reasonOf(before) !== reasonOf(after)) {
    logPause(state, machine, reasonOf(before));
    state.pausedAt[machine] = state.time;
  }
  if (after === 0) resume(state, machine);
}

function stop(state: ShopState, machine: number): void {
  account(state, machine);
  state.finishAt[machine] = never;
  state.plannedFinish[machine] = never;
  state.failAt[machine] = never;
  state.pausedAt[machine] = state.time;
}

function logPause(state: ShopState, machine: number, reason: number): void {
  const start = state.pausedAt[machine];
  if (start === state.time) return;
  const { pauses } = state;
  const at = pauses.add();
  pauses.rows[at + pause.row] = state.taskOn[machine];
  pauses.rows[at + pause.start] = start;
  pauses.rows[at + pause.end] = state.time;
  pauses.rows[at + pause.reason] = reason;
}

/** Index in `pauseReasons`; a repair counts before a breakdown, and that before a closing. -1: no reason. */
function reasonOf(standstill: number): number {
  if ((standstill & reasons.repaired) !== 0) return 2;
  if ((standstill & reasons.broken) !== 0) return 1;
  return (standstill & (reasons.closed | reasons.unattended)) !== 0 ? 0 : -1;
}
