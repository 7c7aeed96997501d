/** Operators and tools ahead of time: what will be held of them, and when enough is left. */
import type { Plant } from './compile-problem.js';

/** An operation that holds what it needs from one time to another. */
export interface Holding {
  readonly operation: number;
  readonly start: number;
  readonly end: number;
}

/**
 * `start` if what an operation needs is left from then to `end`, and otherwise the first time at which something is given back: before
 * that it cannot be. What takes no time goes before or after what else is done in that moment.
 */
export function whenLeft(
  plant: Plant,
  operation: number,
  start: number,
  end: number,
  held: readonly Holding[],
): number {
  for (let need = plant.firstNeed[operation]; need < plant.firstNeed[operation + 1]; need++) {
    const resource = plant.neededResource[need];
    const others = held.filter(
      (one) => one.start < end && one.end > start && unitsOf(plant, one.operation, resource) > 0,
    );
    const left = plant.resourceUnits[resource] - plant.neededUnits[need];
    const isShort = [start, ...others.map((one) => one.start)].some(
      (time) => time >= start && heldAt(plant, others, resource, time) > left,
    );
    if (isShort) return others.reduce((first, one) => Math.min(first, one.end), Infinity);
  }
  return start;
}

function heldAt(plant: Plant, held: readonly Holding[], resource: number, time: number): number {
  return held.reduce(
    (sum, one) =>
      one.start <= time && (one.end > time || one.start === time)
        ? sum + unitsOf(plant, one.operation, resource)
        : sum,
    0,
  );
}

/** How much an operation needs of a resource. */
function unitsOf(
  { firstNeed, neededResource, neededUnits }: Plant,
  operation: number,
  resource: number,
): number {
  for (let need = firstNeed[operation]; need < firstNeed[operation + 1]; need++)
    if (neededResource[need] === resource) return neededUnits[need];
  return 0;
}

/** Whether two operations need some of the same. */
export function shareNeed(plant: Plant, one: number, other: number): boolean {
  for (let need = plant.firstNeed[one]; need < plant.firstNeed[one + 1]; need++)
    if (unitsOf(plant, other, plant.neededResource[need]) > 0) return true;
  return false;
}
