/** When operators and tools come and go; the tasks that need them pause and go on. */
import { isAnyAway } from './resources.js';
import { setStandstill } from './running.js';
import { events, phases, reasons, type ShopState } from './shop-state.js';

/** Everything is free; the first closings are to come. */
export function startResources(state: ShopState): void {
  const { plant } = state;
  state.unitsFree.set(plant.resourceUnits);
  for (let resource = 0; resource < plant.resourceUnits.length; resource++) {
    state.nextAbsence[resource] = plant.firstAbsence[resource];
    pushAbsence(state, resource);
  }
}

export function resourceCloses(state: ShopState, resource: number): void {
  const { plant } = state;
  state.events.push(plant.absenceEnd[state.nextAbsence[resource]], events.resourceOpening, resource);
  for (let machine = 0; machine < plant.machineCount; machine++)
    if (isNeededOn(state, resource, machine)) setStandstill(state, machine, reasons.unattended, true);
}

export function resourceOpens(state: ShopState, resource: number): void {
  const { plant } = state;
  state.nextAbsence[resource]++;
  pushAbsence(state, resource);
  for (let machine = 0; machine < plant.machineCount; machine++) {
    if (!isNeededOn(state, resource, machine)) continue;
    const operation = state.nextOperation[state.jobOn[machine]];
    setStandstill(state, machine, reasons.unattended, isAnyAway(state, operation));
    // After a breakdown that comes at the same time.
    state.events.push(state.time, events.onMachine, machine);
  }
}

function pushAbsence({ plant, nextAbsence, events: queue }: ShopState, resource: number): void {
  const next = nextAbsence[resource];
  if (next < plant.firstAbsence[resource + 1])
    queue.push(plant.absenceStart[next], events.resourceClosing, resource);
}

function isNeededOn(state: ShopState, resource: number, machine: number): boolean {
  const { plant } = state;
  const job = state.jobOn[machine];
  if (job < 0 || state.phase[job] !== phases.onMachine) return false;
  const operation = state.nextOperation[job];
  for (let need = plant.firstNeed[operation]; need < plant.firstNeed[operation + 1]; need++)
    if (plant.neededResource[need] === resource) return true;
  return false;
}
