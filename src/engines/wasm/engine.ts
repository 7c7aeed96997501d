import { fail } from '../../errors.js';
import type { Engine } from '../engine.js';
import { createPlannedEngine } from '../planned-engine.js';
import { instantiateKernels } from './instantiate.js';

const pageBytes = 65536;

export interface WasmEngineOptions {
  /** The memory can never be larger than this; reserving it costs no resident memory. Default: 2 GiB. At most 4 GiB. */
  readonly maximumMemoryBytes?: number;
}

/**
 * The default engine: hand-written SIMD kernels over one planned memory, the same bits in every JavaScript engine.
 * Raises `out-of-memory` when a store or a program would take the memory beyond its maximum.
 */
export function createWasmEngine({
  maximumMemoryBytes = 2 * 1024 * 1024 * 1024,
}: WasmEngineOptions = {}): Engine {
  const maximum = Math.floor(maximumMemoryBytes / pageBytes);
  const memory = new WebAssembly.Memory({ initial: 2, maximum });
  const { kernels, heapBase } = instantiateKernels(memory);
  const grow = (bytes: number): void => {
    const current = memory.buffer.byteLength / pageBytes;
    const wanted = Math.ceil(bytes / pageBytes);
    if (wanted <= current) return;
    // Half as much again, so that many small compiles do not renew the views each time.
    const generous = Math.max(wanted, Math.min(maximum, Math.ceil(current * 1.5)));
    if (!tryGrow(memory, generous - current) && !tryGrow(memory, wanted - current)) {
      fail('out-of-memory', {
        component: 'wasm engine',
        parameter: 'memory',
        value: `${bytes} bytes`,
        requirement: `at most ${maximum * pageBytes} bytes, and to be had from the machine`,
        hint: 'a smaller replay capacity or network, or createWasmEngine({ maximumMemoryBytes })',
      });
    }
  };
  return createPlannedEngine({ name: 'wasm', kernels, start: heapBase, buffer: () => memory.buffer, grow });
}

function tryGrow(memory: WebAssembly.Memory, pages: number): boolean {
  try {
    memory.grow(pages);
    return true;
  } catch {
    return false;
  }
}
