import { get, round, set } from './memory.js';
import type { KernelMemory } from './memory.js';
import { greatest, sum } from './reductions.js';
import { exp, log } from './transcendental.js';

export function logSoftmax(
  memory: KernelMemory,
  out: number,
  a: number,
  rows: number,
  columns: number,
): void {
  for (let r = 0; r < rows; r += 1) {
    const x = (c: number): number => get(memory, a, r * columns + c);
    const most = greatest(columns, x);
    const logSum = log(sum(columns, (c) => exp(round(x(c) - most))));
    for (let c = 0; c < columns; c += 1)
      set(memory, out, r * columns + c, round(round(x(c) - most) - logSum));
  }
}

/** mean(f) along a row of `columns`: the sum times float32(1 / columns). */
function mean(columns: number, element: (index: number) => number): number {
  return round(sum(columns, element) * round(1 / columns));
}

export function inverseDeviation(
  memory: KernelMemory,
  out: number,
  a: number,
  rows: number,
  columns: number,
  epsilon: number,
): void {
  // prettier-ignore
  for (let r = 0; r < rows; r += 1) {
    const x = (c: number): number => get(memory, a, r * columns + c);
    const center = mean(columns, x);
    const variance = mean(columns, (c) => {
      const difference = round(x(c) - center);
      return round(difference * difference);
    });
    set(memory, out, r, round(1 / round(Math.sqrt(round(variance + round(epsilon))))));
  }
}

export function standardize(
  memory: KernelMemory,
  out: number,
  a: number,
  inverse: number,
  rows: number,
  columns: number,
): void {
  // prettier-ignore
  for (let r = 0; r < rows; r += 1) {
    const x = (c: number): number => get(memory, a, r * columns + c);
    const center = mean(columns, x);
    const scale = get(memory, inverse, r);
    for (let c = 0; c < columns; c += 1) set(memory, out, r * columns + c, round(round(x(c) - center) * scale));
  }
}

export function standardizeGradient(
  memory: KernelMemory,
  out: number,
  dy: number,
  y: number,
  inverse: number,
  rows: number,
  columns: number,
): void {
  // prettier-ignore
  for (let r = 0; r < rows; r += 1) {
    const dx = (c: number): number => get(memory, dy, r * columns + c);
    const x = (c: number): number => get(memory, y, r * columns + c);
    const center = mean(columns, dx);
    const slope = mean(columns, (c) => round(dx(c) * x(c)));
    const scale = get(memory, inverse, r);
    for (let c = 0; c < columns; c += 1) {
      const rest = round(round(dx(c) - center) - round(x(c) * slope));
      set(memory, out, r * columns + c, round(scale * rest));
    }
  }
}
