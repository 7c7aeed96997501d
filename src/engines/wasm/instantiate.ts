import type { Kernel } from '../plan/executor.js';
import type { KernelName } from '../plan/kernels.js';
import { kernelBytes } from './kernels.generated.js';

export interface WasmKernels {
  readonly kernels: Readonly<Record<KernelName, Kernel>>;
  /** The first byte of the memory that the kernels leave to others; a multiple of 16. */
  readonly heapBase: number;
}

let compiled: WebAssembly.Module | undefined;

/** The kernels over `memory`, whose first `heapBase` bytes they take for their constants. Compiles once per process. */
export function instantiateKernels(memory: WebAssembly.Memory): WasmKernels {
  compiled ??= new WebAssembly.Module(bytesOfBase64(kernelBytes));
  const { heapBase, ...kernels } = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
  return {
    kernels: kernels as unknown as WasmKernels['kernels'],
    heapBase: (heapBase as () => number)(),
  };
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
