import { arrive } from './leaving.js';
import { goOnReserved } from './no-wait.js';
import type { FixedOrder } from './options.js';
import { enqueue } from './queues.js';
import type { ShopRandomness } from './randomness.js';
import { resourceCloses, resourceOpens, startResources } from './resource-shifts.js';
import { setStandstill } from './running.js';
import { events, phases, reasons, type ShopState } from './shop-state.js';
import { beginIfPossible, endTask } from './starting.js';
import { breakDown, breakFromWear, endBreakdown, endMaintenance, endRepair, maintainIfDue } from './wear.js';

/** Puts everything that is to come into the queue: what is known at time 0 happens at once. */
export function scheduleEvents(state: ShopState, randomness: ShopRandomness): void {
  const { plant, settings } = state;
  for (let job = 0; job < plant.jobCount; job++) {
    if (state.strandsMissing[job] > 0) continue;
    if (plant.release[job] <= 0) release(state, job);
    else state.events.push(plant.release[job], events.release, job);
  }
  if (state.isPlain) return;
  if (settings.plan !== undefined) wakeForPlan(state, settings.plan);
  startResources(state);
  for (let machine = 0; machine < plant.machineCount; machine++) {
    state.nextClosing[machine] = plant.firstClosed[machine];
    pushClosing(state, machine);
    pushBreakdown(state, randomness, machine);
    const { maintenance } = settings;
    const wears = plant.problem.machines[machine].maintenance !== undefined;
    if (wears && maintenance.kind === 'period') state.events.push(maintenance.period, events.period, machine);
  }
}

/** A decision at each time from which an operation may be started, also from the machine where its job then is. */
function wakeForPlan({ plant, events: queue }: ShopState, { notBefore, machine }: FixedOrder): void {
  for (const [operation, time] of notBefore.entries()) {
    if (time <= 0) continue;
    queue.push(time, events.wake, 0);
    const isFirst = operation === plant.firstOperation[plant.jobOf[operation]];
    if (isFirst || machine[operation] < 0 || machine[operation - 1] < 0) continue;
    const transport = plant.transport[machine[operation - 1] * plant.machineCount + machine[operation]];
    if (transport > 0) queue.push(Math.max(0, time - transport), events.wake, 0);
  }
}

/** Handles the first event; the time is its time. */
export function happen(state: ShopState, randomness: ShopRandomness): void {
  const code = state.events.pop();
  const index = code & 0xffffff;
  switch (code >> 24) {
    case events.end:
      return endTask(state, randomness, index);
    case events.release:
      return release(state, index);
    case events.arrival:
      // A part of a job that is lost by now does not arrive.
      if (state.phase[index] === phases.travelling) arrive(state, index);
      return;
    case events.opening:
      state.nextClosing[index]++;
      setStandstill(state, index, reasons.closed, false);
      pushClosing(state, index);
      return retry(state, index);
    case events.closing:
      setStandstill(state, index, reasons.closed, true);
      state.events.push(state.plant.closedEnd[state.nextClosing[index]], events.opening, index);
      return;
    case events.resourceOpening:
      return resourceOpens(state, index);
    case events.resourceClosing:
      return resourceCloses(state, index);
    case events.breakdown:
      return startBreakdown(state, randomness, index);
    case events.breakdownEnd:
      endBreakdown(state, index, isListed(state, index));
      pushBreakdown(state, randomness, index);
      return maintainAndRetry(state, index);
    case events.failure:
      return breakFromWear(state, index);
    case events.repairEnd:
      endRepair(state, randomness, index);
      return maintainAndRetry(state, index);
    case events.maintenanceEnd:
      endMaintenance(state, randomness, index);
      return maintainAndRetry(state, index);
    case events.period:
      return periodIsOver(state, index);
    case events.reservedInstant:
    case events.reservedStart:
      return goOnReserved(state, randomness, index);
    case events.onMachine:
      return beginIfPossible(state, index);
    default: // a wait is over, of any machine: the time itself is what matters
      state.cursor = 0;
  }
}

function release(state: ShopState, job: number): void {
  state.phase[job] = phases.waiting;
  state.readyTime[job] = state.plant.release[job];
  enqueue(state, job);
}

/** What a machine was kept for may begin, once all that happens at this time has happened: it may break down in this moment. */
function retry(state: ShopState, machine: number): void {
  state.events.push(state.time, events.onMachine, machine);
}

function maintainAndRetry(state: ShopState, machine: number): void {
  retry(state, machine);
  maintainIfDue(state, machine);
}

function periodIsOver(state: ShopState, machine: number): void {
  const { maintenance } = state.settings;
  if (maintenance.kind !== 'period') return;
  state.isMaintenanceDue[machine] = 1;
  state.events.push(state.time + maintenance.period, events.period, machine);
  maintainIfDue(state, machine);
}

function pushClosing(state: ShopState, machine: number): void {
  const { plant } = state;
  const next = state.nextClosing[machine];
  if (next < plant.firstClosed[machine + 1])
    state.events.push(plant.closedStart[next], events.closing, machine);
}

function isListed(state: ShopState, machine: number): boolean {
  return state.plant.problem.machines[machine].breakdowns?.kind === 'listed';
}

function pushBreakdown(state: ShopState, randomness: ShopRandomness, machine: number): void {
  const { breakdowns } = state.plant.problem.machines[machine];
  if (breakdowns === undefined) return;
  if (breakdowns.kind === 'exponential') {
    const gap = randomness.timeToBreakdown(machine, breakdowns.meanTimeBetweenFailures);
    state.events.push(state.time + gap, events.breakdown, machine);
    return;
  }
  const interval = breakdowns.intervals.at(state.nextBreakdown[machine]);
  if (state.nextBreakdown[machine] < breakdowns.intervals.length && interval !== undefined)
    state.events.push(Math.max(state.time, interval.start), events.breakdown, machine);
}

function startBreakdown(state: ShopState, randomness: ShopRandomness, machine: number): void {
  const { breakdowns } = state.plant.problem.machines[machine];
  if (breakdowns?.kind === 'exponential')
    return breakDown(state, machine, randomness.timeToRepair(machine, breakdowns.meanTimeToRepair), false);
  const interval = breakdowns?.intervals[state.nextBreakdown[machine]++];
  if (interval !== undefined) breakDown(state, machine, interval.end - state.time, true);
}
