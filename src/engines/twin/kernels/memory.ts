/** Views of one memory; an element's index in a 4-byte view is its byte offset >>> 2. */
export interface KernelMemory {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly uint8: Uint8Array;
}

export const round = Math.fround;

/** The float32 number at byte `pointer` + 4 * `index`. */
export function get(memory: KernelMemory, pointer: number, index: number): number {
  return memory.float32[(pointer >>> 2) + index];
}

export function set(memory: KernelMemory, pointer: number, index: number, value: number): void {
  memory.float32[(pointer >>> 2) + index] = value;
}

export function getInteger(memory: KernelMemory, pointer: number, index: number): number {
  return memory.int32[(pointer >>> 2) + index];
}

/** Moves a 4-byte element without looking at it, so that NaN payloads and integers survive. */
export function move(
  memory: KernelMemory,
  to: number,
  toIndex: number,
  from: number,
  fromIndex: number,
): void {
  memory.int32[(to >>> 2) + toIndex] = getInteger(memory, from, fromIndex);
}
