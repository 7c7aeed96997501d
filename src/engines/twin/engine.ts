import type { Engine } from '../engine.js';
import { createPlannedEngine } from '../planned-engine.js';
import type { Kernel } from '../plan/executor.js';
import type { KernelName } from '../plan/kernels.js';
import { twinKernels, type KernelMemory, type TwinKernel } from './kernels.js';

/**
 * The same plans as the wasm engine, run by kernels in plain TypeScript that round to float32 after every operation. It is the
 * oracle for exactness: every program gives the same bits on both. It is slow, and needs no WebAssembly.
 */
export function createTwinEngine(): Engine {
  let memory = viewsOf(new ArrayBuffer(65536));
  const grow = (bytes: number): void => {
    if (bytes <= memory.uint8.byteLength) return;
    const grown = viewsOf(new ArrayBuffer(Math.ceil((bytes * 1.5) / 65536) * 65536));
    grown.uint8.set(memory.uint8);
    memory = grown;
  };
  const twins: Readonly<Record<KernelName, TwinKernel>> = twinKernels;
  const kernels = Object.fromEntries(
    Object.entries(twins).map(([name, twin]) => [name, (...numbers: number[]) => twin(memory, ...numbers)]),
  ) as Record<KernelName, Kernel>;
  return createPlannedEngine({ name: 'twin', kernels, start: 16, buffer: () => memory.uint8.buffer, grow });
}

function viewsOf(buffer: ArrayBuffer): KernelMemory {
  return { float32: new Float32Array(buffer), int32: new Int32Array(buffer), uint8: new Uint8Array(buffer) };
}
