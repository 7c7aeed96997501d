/** Matrix products alone: the part of an update that the rest must not slow down. */
import type { Engine } from '../src/engines/engine.js';
import { Graph, matmul } from '../src/tensor/index.js';
import { measure, type Measurement } from './measure.js';

const sizes = [
  [128, 88, 120],
  [128, 256, 256],
  [256, 256, 256],
] as const;

/** GFLOP/s of products [m, k] x [k, n], as a forward pass (N N), for a gradient of inputs (N T) and of weights (T N). */
export function benchmarkProducts(engine: Engine): readonly Measurement[] {
  return sizes.flatMap(([m, n, k]) =>
    [
      { label: 'A B', transposeA: false, transposeB: false },
      { label: 'A B^T', transposeA: false, transposeB: true },
      { label: 'A^T B', transposeA: true, transposeB: false },
    ].map(({ label, transposeA, transposeB }) => {
      const graph = new Graph();
      const a = graph.input('a', transposeA ? [k, m] : [m, k]); // [M, K]
      const b = graph.input('b', transposeB ? [n, k] : [k, n]); // [K, N]
      const program = engine.compile(graph, {
        outputs: { product: matmul(a, b, { transposeA, transposeB }) },
      }); // [M, N]
      program.input('a').fill(0.5);
      program.input('b').fill(0.25);
      const gigaflops = (2 * m * n * k) / 1e9;
      const measured = measure(program.run, {
        name: `product ${m}x${n}x${k} ${label}`,
        unit: 'GFLOP/s',
        convert: (seconds) => gigaflops / seconds,
        roundSeconds: 0.03,
      });
      program.dispose();
      return measured;
    }),
  );
}
