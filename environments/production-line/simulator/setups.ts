import type { Plant } from './compile-problem.js';

/** Set-up time of a machine for an operation after a family. */
export function setupFrom(plant: Plant, machine: number, family: number, operation: number): number {
  if (!plant.hasSetups) return 0;
  const f = plant.familyCount;
  return plant.setups[(machine * (f + 1) + family) * f + plant.family[operation]];
}
