import type { Problem } from '../problem.js';
import { firstIndices } from './compile-jobs.js';

/** The part of a plant that is about operators and tools. R resources, N operations, K needs, B closings. */
export function compileResources({ resources = [] }: Problem, jobs: Problem['jobs']) {
  const needs = jobs.flatMap(({ operations }) => operations.map((operation) => operation.needs ?? []));
  const closed = resources.map((resource) => resource.closed ?? []);
  return {
    resourceUnits: Int32Array.from(resources, ({ count }) => count), // [R]
    firstNeed: firstIndices(needs.map((list) => list.length)), // [N + 1]
    neededResource: Int32Array.from(needs.flat(), ({ resource }) => resource), // [K]
    neededUnits: Int32Array.from(needs.flat(), ({ count }) => count ?? 1), // [K]
    firstAbsence: firstIndices(closed.map((intervals) => intervals.length)), // [R + 1]
    absenceStart: Float64Array.from(closed.flat(), ({ start }) => start), // [B]
    absenceEnd: Float64Array.from(closed.flat(), ({ end }) => end), // [B]
  };
}
