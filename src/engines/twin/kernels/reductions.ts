import { get, round, set } from './memory.js';
import type { KernelMemory } from './memory.js';

/** Element i goes to partial sum i mod 8, in order; then the tree ((0+4)+(2+6))+((1+5)+(3+7)). */
export function sum(n: number, element: (index: number) => number): number {
  const partial = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) partial[i % 8] = round(partial[i % 8] + element(i));
  const [p0, p1, p2, p3, p4, p5, p6, p7] = partial as [
    number, number, number, number, number, number, number, number,
  ]; // prettier-ignore
  const even = round(round(p0 + p4) + round(p2 + p6));
  const odd = round(round(p1 + p5) + round(p3 + p7));
  return round(even + odd);
}

export function greatest(n: number, element: (index: number) => number): number {
  let most = -Infinity;
  for (let i = 0; i < n; i += 1) most = Math.max(most, element(i));
  return most;
}

export function sumRows(memory: KernelMemory, out: number, a: number, rows: number, columns: number): void {
  for (let r = 0; r < rows; r += 1) {
    set(
      memory,
      out,
      r,
      sum(columns, (c) => get(memory, a, r * columns + c)),
    );
  }
}

export function maxRows(memory: KernelMemory, out: number, a: number, rows: number, columns: number): void {
  for (let r = 0; r < rows; r += 1) {
    set(
      memory,
      out,
      r,
      greatest(columns, (c) => get(memory, a, r * columns + c)),
    );
  }
}

export function argmaxRows(
  memory: KernelMemory,
  out: number,
  a: number,
  rows: number,
  columns: number,
): void {
  for (let r = 0; r < rows; r += 1) {
    let best = -Infinity;
    let index = 0;
    for (let c = 0; c < columns; c += 1) {
      const value = get(memory, a, r * columns + c);
      if (value > best) {
        best = value;
        index = c;
      }
    }
    memory.int32[(out >>> 2) + r] = index;
  }
}

type Middle = (
  memory: KernelMemory,
  out: number,
  a: number,
  outer: number,
  length: number,
  inner: number,
) => void;

function reduceMiddle(start: number, join: (x: number, y: number) => number): Middle {
  return (memory, out, a, outer, length, inner) => {
    for (let o = 0; o < outer; o += 1) {
      for (let i = 0; i < inner; i += 1) {
        let result = start;
        for (let l = 0; l < length; l += 1)
          result = join(result, get(memory, a, (o * length + l) * inner + i));
        set(memory, out, o * inner + i, result);
      }
    }
  };
}

export const sumMiddle = reduceMiddle(0, (x, y) => round(x + y));
export const maxMiddle = reduceMiddle(-Infinity, Math.max);
