/** Machines that age by work, fail, are repaired and maintained, and the crews that do so. */
import { pow } from '../../../src/numerics/index.js';
import type { Maintenance } from '../problem.js';
import { block } from './log.js';
import type { ShopRandomness } from './randomness.js';
import { account, setStandstill } from './running.js';
import { events, reasons, type ShopState } from './shop-state.js';

/** Places of `stoppedAt` and `crewTicket`. */
const stop = { breakdown: 0, repair: 1, maintenance: 2 } as const;

/** Begins the life of a machine. */
export function startAge(state: ShopState, randomness: ShopRandomness, machine: number): void {
  const wear = state.plant.problem.machines[machine].maintenance;
  state.failureAge[machine] = Infinity;
  state.ageRate[machine] = 1;
  if (wear === undefined) return;
  state.age[machine] = wear.initialAge ?? 0;
  drawFailure(state, randomness, machine, wear);
  readSensor(state, randomness, machine);
}

/** The sensor of a machine is read at the beginning and at the end of every task and maintenance. */
export function readSensor(state: ShopState, randomness: ShopRandomness, machine: number): void {
  const wear = state.plant.problem.machines[machine].maintenance;
  if (wear?.sensor === undefined) return;
  const noise = wear.sensor.deviation * randomness.sensorNoise(machine);
  state.sensor[machine] = state.age[machine] / wear.scale + noise;
}

/** (age / scale)^shape, the integral of the Weibull hazard. */
export function cumulativeHazard({ shape, scale }: Maintenance, age: number): number {
  return pow(age / scale, shape);
}

function drawFailure(state: ShopState, randomness: ShopRandomness, machine: number, wear: Maintenance): void {
  state.hazardLeft[machine] = randomness.hazardToFailure(machine);
  placeFailure(state, machine, wear);
}

/** The age at which the hazard since now has grown by `hazardLeft`. */
function placeFailure(state: ShopState, machine: number, wear: Maintenance): void {
  const age = state.age[machine];
  const hazard = cumulativeHazard(wear, age) + Math.max(0, state.hazardLeft[machine]);
  state.hazardFrom[machine] = age;
  state.failureAge[machine] = Math.max(age, wear.scale * pow(hazard, 1 / wear.shape));
}

/** The machine fails at its work. */
export function breakFromWear(state: ShopState, machine: number): void {
  const wear = state.plant.problem.machines[machine].maintenance;
  if (wear === undefined || state.failAt[machine] !== state.time) return;
  account(state, machine);
  state.age[machine] = state.failureAge[machine];
  state.repairCost += wear.repair.cost;
  setStandstill(state, machine, reasons.repaired, true);
  state.stoppedAt[3 * machine + stop.repair] = state.time;
  askForCrew(state, machine, stop.repair);
}

export function endRepair(state: ShopState, randomness: ShopRandomness, machine: number): void {
  const wear = state.plant.problem.machines[machine].maintenance;
  if (wear === undefined) return;
  logBlock(state, machine, stop.repair);
  if (wear.repair.effect === 'renewal') state.age[machine] = 0;
  drawFailure(state, randomness, machine, wear);
  giveCrewBack(state);
  setStandstill(state, machine, reasons.repaired, false);
}

/** A failure by the clock, with the length of its repair; crews are needed where it was not listed. */
export function breakDown(state: ShopState, machine: number, length: number, isListed: boolean): void {
  setStandstill(state, machine, reasons.broken, true);
  state.stoppedAt[3 * machine + stop.breakdown] = state.time;
  state.repairLength[machine] = length;
  if (isListed) state.events.push(state.time + length, events.breakdownEnd, machine);
  else askForCrew(state, machine, stop.breakdown);
}

export function endBreakdown(state: ShopState, machine: number, isListed: boolean): void {
  logBlock(state, machine, stop.breakdown);
  if (!isListed) giveCrewBack(state);
  setStandstill(state, machine, reasons.broken, false);
}

/** Whether preventive maintenance could begin now. */
export function canMaintain(state: ShopState, machine: number): boolean {
  const blocking = reasons.broken | reasons.repaired | reasons.maintained;
  return (
    state.plant.problem.machines[machine].maintenance !== undefined &&
    state.jobOn[machine] < 0 &&
    (state.standstill[machine] & blocking) === 0 &&
    state.crewsFree > 0
  );
}

export function maintain(state: ShopState, machine: number): void {
  const wear = state.plant.problem.machines[machine].maintenance;
  if (wear === undefined) return;
  state.crewsFree--;
  state.maintenanceCost += wear.preventive.cost;
  state.isMaintenanceDue[machine] = 0;
  state.workedSince[machine] = 0;
  state.stoppedAt[3 * machine + stop.maintenance] = state.time;
  setStandstill(state, machine, reasons.maintained, true);
  state.events.push(state.time + wear.preventive.time, events.maintenanceEnd, machine);
}

export function endMaintenance(state: ShopState, randomness: ShopRandomness, machine: number): void {
  const wear = state.plant.problem.machines[machine].maintenance;
  if (wear === undefined) return;
  logBlock(state, machine, stop.maintenance);
  // The failure that was coming keeps what is left of its hazard.
  const grown =
    cumulativeHazard(wear, state.age[machine]) - cumulativeHazard(wear, state.hazardFrom[machine]);
  state.hazardLeft[machine] -= grown;
  state.age[machine] *= wear.preventive.remainingAge;
  placeFailure(state, machine, wear);
  readSensor(state, randomness, machine);
  giveCrewBack(state);
  setStandstill(state, machine, reasons.maintained, false);
}

/** Does what the policy wants for a machine that may be empty. */
export function maintainIfDue(state: ShopState, machine: number): void {
  const { maintenance: policy } = state.settings;
  if (policy.kind === 'none' || policy.kind === 'action' || state.jobsLeft === 0) return;
  const isDue =
    policy.kind === 'age'
      ? state.workedSince[machine] === 1 && state.age[machine] >= policy.age
      : state.isMaintenanceDue[machine] === 1;
  if (isDue && canMaintain(state, machine)) maintain(state, machine);
}

function askForCrew(state: ShopState, machine: number, cause: 0 | 1): void {
  if (state.crewsFree > 0) {
    state.crewsFree--;
    startRepair(state, machine, cause);
  } else state.crewTicket[2 * machine + cause] = ++state.askedForCrew;
}

function giveCrewBack(state: ShopState): void {
  state.crewsFree++;
  let next = -1;
  for (let i = 0; i < state.crewTicket.length; i++) {
    const ticket = state.crewTicket[i];
    if (ticket > 0 && (next < 0 || ticket < state.crewTicket[next])) next = i;
  }
  if (next < 0) {
    for (let machine = 0; machine < state.plant.machineCount; machine++) maintainIfDue(state, machine);
    return;
  }
  state.crewTicket[next] = 0;
  state.crewsFree--;
  startRepair(state, next >> 1, (next & 1) === 0 ? stop.breakdown : stop.repair);
}

function startRepair(state: ShopState, machine: number, cause: 0 | 1): void {
  if (cause === stop.breakdown)
    state.events.push(state.time + state.repairLength[machine], events.breakdownEnd, machine);
  else {
    const time = state.plant.problem.machines[machine].maintenance?.repair.time ?? 0;
    state.events.push(state.time + time, events.repairEnd, machine);
  }
}

function logBlock(state: ShopState, machine: number, kind: 0 | 1 | 2): void {
  const { blocks } = state;
  const at = blocks.add();
  blocks.rows[at + block.machine] = machine;
  blocks.rows[at + block.start] = state.stoppedAt[3 * machine + kind];
  blocks.rows[at + block.end] = state.time;
  blocks.rows[at + block.kind] = kind;
}
