import { get, round, set } from './memory.js';
import type { KernelMemory } from './memory.js';

const floor = round(1e-30);

function flush(x: number): number {
  return Math.abs(x) < floor ? 0 : x;
}

export function movingAverage(
  memory: KernelMemory,
  out: number,
  average: number,
  value: number,
  n: number,
  keep: number,
  blend: number,
): void {
  // prettier-ignore
  for (let i = 0; i < n; i += 1) {
    const old = round(round(keep) * get(memory, average, i));
    set(memory, out, i, flush(round(old + round(round(blend) * get(memory, value, i)))));
  }
}

export function movingAverageOfSquares(
  memory: KernelMemory,
  out: number,
  average: number,
  value: number,
  n: number,
  keep: number,
  blend: number,
): void {
  // prettier-ignore
  for (let i = 0; i < n; i += 1) {
    const old = round(round(keep) * get(memory, average, i));
    const x = get(memory, value, i);
    set(memory, out, i, flush(round(old + round(round(round(blend) * x) * x))));
  }
}

export function adamStep(
  memory: KernelMemory,
  out: number,
  parameter: number,
  m: number,
  v: number,
  stepSize: number,
  inverseRootCorrection: number,
  n: number,
  epsilon: number,
): void {
  // prettier-ignore
  const size = get(memory, stepSize, 0);
  const correction = get(memory, inverseRootCorrection, 0);
  for (let i = 0; i < n; i += 1) {
    const root = round(round(Math.sqrt(get(memory, v, i))) * correction);
    const step = round(round(size * get(memory, m, i)) / round(root + round(epsilon)));
    set(memory, out, i, round(get(memory, parameter, i) - step));
  }
}
