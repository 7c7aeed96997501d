import { get, round, set } from './memory.js';
import type { KernelMemory } from './memory.js';

/** Every output sums over k in order from +0, then bias, then activation, then mask. */
export function matmul(
  memory: KernelMemory,
  out: number,
  a: number,
  b: number,
  bias: number,
  mask: number,
  m: number,
  n: number,
  k: number,
  transposeA: number,
  transposeB: number,
  activation: number,
  _scratch: number,
): void {
  // prettier-ignore
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let value = 0;
      for (let l = 0; l < k; l += 1) {
        const x = get(memory, a, transposeA ? l * m + i : i * k + l);
        const y = get(memory, b, transposeB ? j * k + l : l * n + j);
        value = round(value + round(x * y));
      }
      if (bias) value = round(value + get(memory, bias, j));
      if (activation === 1) value = Math.max(value, 0);
      if (mask && !(get(memory, mask, i * n + j) > 0)) value = 0;
      set(memory, out, i * n + j, value);
    }
  }
}
