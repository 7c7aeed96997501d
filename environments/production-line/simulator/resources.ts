/** Operators and tools: what is free, and when it is there. */
import { reasons, type ShopState } from './shop-state.js';

/** Whether enough is free of all that an operation needs. */
export function areFree({ plant, unitsFree }: ShopState, operation: number): boolean {
  for (let need = plant.firstNeed[operation]; need < plant.firstNeed[operation + 1]; need++)
    if (unitsFree[plant.neededResource[need]] < plant.neededUnits[need]) return false;
  return true;
}

/** Takes what an operation needs for the machine it is started on, from now until it ends. */
export function hold(state: ShopState, operation: number, machine: number): void {
  take(state, operation, 1);
  // Where the job is carried first, what it needs may be away until then.
  if (isAnyAway(state, operation)) state.standstill[machine] |= reasons.unattended;
}

export function letGo(state: ShopState, operation: number): void {
  take(state, operation, -1);
}

function take({ plant, unitsFree }: ShopState, operation: number, sign: number): void {
  for (let need = plant.firstNeed[operation]; need < plant.firstNeed[operation + 1]; need++)
    unitsFree[plant.neededResource[need]] -= sign * plant.neededUnits[need];
}

/** Whether anything that an operation needs is closed now. */
export function isAnyAway({ plant, nextAbsence, time }: ShopState, operation: number): boolean {
  for (let need = plant.firstNeed[operation]; need < plant.firstNeed[operation + 1]; need++) {
    const resource = plant.neededResource[need];
    const next = nextAbsence[resource];
    if (next < plant.firstAbsence[resource + 1] && plant.absenceStart[next] <= time) return true;
  }
  return false;
}
