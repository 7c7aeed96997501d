import { expect } from '@jest/globals';
import { kernelTable, type KernelName } from '../../../src/engines/plan/kernels.js';
import { twinKernels, type KernelMemory, type TwinKernel } from '../../../src/engines/twin/kernels.js';
import { instantiateKernels } from '../../../src/engines/wasm/instantiate.js';

const memory = new WebAssembly.Memory({ initial: 64 });
const { kernels, heapBase } = instantiateKernels(memory);
const guard = 64;
const untouched = 0xa5;

/** Where a kernel may write. */
interface Region {
  readonly pointer: number;
  readonly bytes: number;
}

/** Lays tensors out with guard bytes around each, runs a kernel in wasm and as twin on equal memories, and compares. */
export class BothSides {
  readonly #image: Uint8Array;
  #end = heapBase + guard;

  constructor(bytes = 1 << 17) {
    this.#image = new Uint8Array(bytes).fill(untouched);
  }

  /** Reserves bytes that hold no number in particular; 16-aligned plus `misalign`. */
  reserve(bytes: number, misalign = 0): number {
    const pointer = Math.ceil(this.#end / 16) * 16 + misalign;
    this.#end = pointer + bytes + guard;
    if (this.#end > this.#image.length) throw new Error('the test needs more memory than both sides have');
    return pointer;
  }

  /** Places a tensor and returns its pointer. */
  place(values: Float32Array | Int32Array | Uint8Array, misalign = 0): number {
    const pointer = this.reserve(values.byteLength, misalign);
    this.#image.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), pointer);
    return pointer;
  }

  /**
   * Runs the kernel on both sides. Expects equal bits (NaN equals NaN), and nothing changed outside `out` and `scratch`. Returns
   * the bytes of `out`.
   */
  run(name: KernelName, numbers: readonly number[], out: Region, scratch?: Region): Uint8Array {
    expect(numbers).toHaveLength(Object.keys(kernelTable[name]).length);
    const wasm = new Uint8Array(memory.buffer, heapBase, this.#end - heapBase);
    wasm.set(this.#image.subarray(heapBase, this.#end));
    const twin = this.#image.slice();
    kernels[name](...numbers);
    const twinKernel: TwinKernel = twinKernels[name];
    twinKernel(viewsOf(twin.buffer), ...numbers);
    const result = this.#image.slice();
    result.set(wasm, heapBase);
    if (scratch) result.fill(untouched, scratch.pointer, scratch.pointer + scratch.bytes);
    expectUnchangedOutside(result, this.#image, out, this.#end, 'wasm');
    expectUnchangedOutside(twin, this.#image, out, this.#end, 'twin');
    const bytes = result.slice(out.pointer, out.pointer + out.bytes);
    expectSameBits(bytes, twin.slice(out.pointer, out.pointer + out.bytes));
    return bytes;
  }

  /** As `run`, with an `out` of its own of so many 4-byte elements, first among the arguments. */
  float32(name: KernelName, elements: number, ...rest: readonly number[]): Float32Array {
    const out = this.reserve(4 * elements);
    return new Float32Array(this.run(name, [out, ...rest], { pointer: out, bytes: 4 * elements }).buffer);
  }
}

function viewsOf(buffer: ArrayBufferLike): KernelMemory {
  return { float32: new Float32Array(buffer), int32: new Int32Array(buffer), uint8: new Uint8Array(buffer) };
}

function expectUnchangedOutside(
  after: Uint8Array,
  before: Uint8Array,
  out: Region,
  end: number,
  side: string,
): void {
  // prettier-ignore
  for (let i = heapBase; i < end; i += 1) {
    const inside = i >= out.pointer && i < out.pointer + out.bytes;
    if (!inside && after[i] !== before[i]) throw new Error(`${side} wrote ${i - out.pointer} bytes after out`);
  }
}

/** Expects the same bits, but NaN equals NaN whatever its payload. */
export function expectSameBits(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).toBe(expected.length);
  if (actual.every((byte, i) => byte === expected[i])) return;
  const [x, y] = [wordsOf(actual), wordsOf(expected)];
  const index = x.findIndex((word, i) => word !== y[i] && !(isNaNWord(word) && isNaNWord(y[i])));
  if (index < 0) return;
  const [a, b] = [new Float32Array(x.buffer)[index], new Float32Array(y.buffer)[index]];
  throw new Error(
    `element ${index} of ${x.length}: ${a} (bits ${x[index]}) but the twin has ${b} (bits ${y[index]})`,
  );
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  whole.set(bytes);
  return new Uint32Array(whole.buffer);
}

function isNaNWord(word: number): boolean {
  return (word & 0x7fffffff) > 0x7f800000;
}

/** xorshift32: enough for test data. */
export function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed, 2654435761) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

const specials = [
  0, -0, 1, -1, NaN, Infinity, -Infinity, 1e-40, -1e-40, 1.4e-45, 1e-38, -1e-30, 3.4e38, -3.4e38, 0.5, 2147483647, -2147483648,
  88.7, -88.7, 104, -104, 16777216.5, 1e-20,
]; // prettier-ignore

/** `length` numbers around 0; about one in `oneIn` is a special value (0 for none). */
export function numbers(length: number, seed: number, oneIn = 0): Float32Array {
  const next = randomNumbers(seed);
  for (let i = 0; i < 4; i += 1) next();
  return Float32Array.from({ length }, () => {
    if (oneIn > 0 && next() * oneIn < 1) return specials[Math.floor(next() * specials.length)];
    return (next() - 0.5) * 4;
  });
}

/** `length` integers from 0 to `limit` - 1. */
export function integers(length: number, limit: number, seed: number): Int32Array {
  const next = randomNumbers(seed);
  for (let i = 0; i < 4; i += 1) next();
  return Int32Array.from({ length }, () => Math.floor(next() * limit));
}
