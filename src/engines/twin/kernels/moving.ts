import { get, getInteger, move, round, set } from './memory.js';
import type { KernelMemory } from './memory.js';

export function broadcast(
  memory: KernelMemory,
  out: number,
  a: number,
  outer: number,
  repeat: number,
  inner: number,
): void {
  // prettier-ignore
  for (let o = 0; o < outer; o += 1) {
    for (let r = 0; r < repeat; r += 1) {
      for (let i = 0; i < inner; i += 1) move(memory, out, (o * repeat + r) * inner + i, a, o * inner + i);
    }
  }
}

export function copyBlocks(
  memory: KernelMemory,
  out: number,
  a: number,
  blocks: number,
  bytes: number,
  outStride: number,
  aStride: number,
): void {
  // prettier-ignore
  for (let block = 0; block < blocks; block += 1) {
    for (let i = 0; i < bytes; i += 1) {
      memory.uint8[out + block * outStride + i] = memory.uint8[a + block * aStride + i];
    }
  }
}

export function zero(memory: KernelMemory, out: number, bytes: number): void {
  for (let i = 0; i < bytes; i += 1) memory.uint8[out + i] = 0;
}

export function transpose(memory: KernelMemory, out: number, a: number, rows: number, columns: number): void {
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) move(memory, out, c * rows + r, a, r * columns + c);
  }
}

export function gather(
  memory: KernelMemory,
  out: number,
  a: number,
  indices: number,
  rows: number,
  columns: number,
): void {
  // prettier-ignore
  for (let r = 0; r < rows; r += 1) move(memory, out, r, a, r * columns + getInteger(memory, indices, r));
}

export function scatter(
  memory: KernelMemory,
  out: number,
  a: number,
  indices: number,
  rows: number,
  columns: number,
): void {
  // prettier-ignore
  zero(memory, out, rows * columns * 4);
  for (let r = 0; r < rows; r += 1) move(memory, out, r * columns + getInteger(memory, indices, r), a, r);
}

export function gatherRows(
  memory: KernelMemory,
  out: number,
  table: number,
  indices: number,
  rows: number,
  rowBytes: number,
): void {
  // prettier-ignore
  for (let r = 0; r < rows; r += 1) {
    const from = table + getInteger(memory, indices, r) * rowBytes;
    for (let i = 0; i < rowBytes; i += 1) memory.uint8[out + r * rowBytes + i] = memory.uint8[from + i];
  }
}

export function scatterAddRows(
  memory: KernelMemory,
  out: number,
  a: number,
  indices: number,
  rows: number,
  columns: number,
  tableRows: number,
): void {
  // prettier-ignore
  zero(memory, out, tableRows * columns * 4);
  for (let r = 0; r < rows; r += 1) {
    const row = getInteger(memory, indices, r) * columns;
    for (let c = 0; c < columns; c += 1) {
      set(memory, out, row + c, round(get(memory, out, row + c) + get(memory, a, r * columns + c)));
    }
  }
}
