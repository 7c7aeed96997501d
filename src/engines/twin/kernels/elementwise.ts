import { get, getInteger, round, set } from './memory.js';
import type { KernelMemory } from './memory.js';
import * as transcendental from './transcendental.js';

type Unary = (memory: KernelMemory, out: number, a: number, n: number) => void;

function unary(operation: (x: number) => number): Unary {
  return (memory, out, a, n) => {
    for (let i = 0; i < n; i += 1) set(memory, out, i, operation(get(memory, a, i)));
  };
}

export const neg = unary((x) => -x);
export const abs = unary(Math.abs);
export const sign = unary(Math.sign);
export const square = unary((x) => round(x * x));
export const sqrt = unary((x) => round(Math.sqrt(x)));
export const exp = unary(transcendental.exp);
export const log = unary(transcendental.log);
export const tanh = unary(transcendental.tanh);
export const sigmoid = unary(transcendental.sigmoid);
export const relu = unary((x) => Math.max(x, 0));

type Binary = (
  memory: KernelMemory, out: number, a: number, b: number, rows: number, columns: number,
  aRow: number, aColumn: number, bRow: number, bColumn: number,
) => void; // prettier-ignore

function binary(operation: (x: number, y: number) => number): Binary {
  return (memory, out, a, b, rows, columns, aRow, aColumn, bRow, bColumn) => {
    for (let r = 0; r < rows; r += 1) {
      for (let c = 0; c < columns; c += 1) {
        const x = get(memory, a, r * aRow + c * aColumn);
        const y = get(memory, b, r * bRow + c * bColumn);
        set(memory, out, r * columns + c, operation(x, y));
      }
    }
  };
}

export const add = binary((x, y) => round(x + y));
export const sub = binary((x, y) => round(x - y));
export const mul = binary((x, y) => round(x * y));
export const div = binary((x, y) => round(x / y));
export const minimum = binary(Math.min);
export const maximum = binary(Math.max);
export const less = binary((x, y) => (x < y ? 1 : 0));
export const lessEqual = binary((x, y) => (x <= y ? 1 : 0));
export const equal = binary((x, y) => (x === y ? 1 : 0));

export function reluGradient(memory: KernelMemory, out: number, dy: number, y: number, n: number): void {
  for (let i = 0; i < n; i += 1) set(memory, out, i, get(memory, y, i) > 0 ? get(memory, dy, i) : 0);
}

export function where(
  memory: KernelMemory,
  out: number,
  condition: number,
  a: number,
  b: number,
  n: number,
): void {
  for (let i = 0; i < n; i += 1) set(memory, out, i, get(memory, get(memory, condition, i) === 0 ? b : a, i));
}

export function castInt32ToFloat32(memory: KernelMemory, out: number, a: number, n: number): void {
  for (let i = 0; i < n; i += 1) set(memory, out, i, getInteger(memory, a, i));
}

export function castUint8ToFloat32(memory: KernelMemory, out: number, a: number, n: number): void {
  for (let i = 0; i < n; i += 1) set(memory, out, i, memory.uint8[a + i]);
}

export function castFloat32ToInt32(memory: KernelMemory, out: number, a: number, n: number): void {
  for (let i = 0; i < n; i += 1) {
    const whole = Math.trunc(get(memory, a, i)) || 0; // NaN gives 0
    memory.int32[(out >>> 2) + i] = Math.min(Math.max(whole, -2147483648), 2147483647);
  }
}
