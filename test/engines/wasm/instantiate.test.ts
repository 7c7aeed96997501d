import { describe, expect, it } from '@jest/globals';
import { kernelTable } from '../../../src/engines/plan/kernels.js';
import { instantiateKernels } from '../../../src/engines/wasm/instantiate.js';

describe('instantiateKernels', () => {
  it('gives exactly the kernels of the table, with as many arguments', () => {
    const { kernels } = instantiateKernels(new WebAssembly.Memory({ initial: 1 }));
    const tableNames = Object.keys(kernelTable).sort();
    expect(Object.keys(kernels).sort()).toEqual(tableNames);
    for (const [name, signature] of Object.entries(kernelTable)) {
      expect([name, kernels[name as keyof typeof kernels].length]).toEqual([
        name,
        Object.keys(signature).length,
      ]);
    }
  });

  it('takes only the memory below heapBase, and works in memories of any size', () => {
    for (const initial of [1, 3]) {
      const memory = new WebAssembly.Memory({ initial });
      const { heapBase } = instantiateKernels(memory);
      expect(heapBase % 16).toBe(0);
      expect(heapBase).toBeLessThan(4096);
      expect(new Uint8Array(memory.buffer, heapBase).every((byte) => byte === 0)).toBe(true);
    }
  });

  it('keeps the kernels of two memories apart', () => {
    const [first, second] = [1, 2].map((value) => {
      const memory = new WebAssembly.Memory({ initial: 1 });
      const { kernels, heapBase } = instantiateKernels(memory);
      new Float32Array(memory.buffer)[heapBase / 4] = value;
      kernels.exp(heapBase, heapBase, 1);
      return new Float32Array(memory.buffer)[heapBase / 4];
    });
    expect([first, second].map((value) => Math.log(value))).toEqual([
      expect.closeTo(1, 6),
      expect.closeTo(2, 6),
    ]);
  });
});
