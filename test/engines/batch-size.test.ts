import { describe, expect, it } from '@jest/globals';
import type { Engine } from '../../src/engines/engine.js';
import { createTwinEngine } from '../../src/engines/twin/engine.js';
import { createWasmEngine } from '../../src/engines/wasm/engine.js';
import * as t from '../../src/tensor/index.js';
import { sizeOf, type Shape, type Tensor } from '../../src/tensor/index.js';
import { bitsOf, evaluate, type Given } from './evaluate.js';
import { ordinaryValues, streamOf } from './random-values.js';

type Layer = (x: Tensor, weight: Tensor, bias: Tensor) => Tensor;

const networks: readonly (readonly [string, Layer, (q: Tensor) => Tensor])[] = [
  ['an MLP', (x, w, b) => t.relu(t.add(t.matmul(x, w), b)), (q) => q],
  ['a layer-normed MLP', (x, w, b) => t.relu(t.standardize(t.add(t.matmul(x, w), b), 1e-5)), (q) => q],
  [
    'a tanh MLP with its weights transposed',
    (x, w, b) => t.tanh(t.add(t.matmul(x, t.transpose(w), { transposeB: true }), b)),
    t.softmax,
  ],
  [
    'a dueling head with a greedy choice',
    (x, w, b) => t.sigmoid(t.add(t.matmul(x, w), b)),
    (q) => {
      const advantage = t.sub(q, t.reshape(t.mean(q, 1), [q.shape[0], 1])); // [B, A]
      return t.concat([t.add(advantage, t.slice(q, 1, 0, 1)), t.reshape(t.max(q, 1), [q.shape[0], 1])], 1);
    },
  ],
];

const sizes = [5, 37, 29, 3];
const rows = 64;
const states = ordinaryValues(streamOf(1), rows * 5);
const parameters: readonly Given[] = sizes.slice(1).flatMap((to, index) => {
  const shapes: Shape[] = [[sizes[index], to], [to]];
  return shapes.map((shape) => ({ shape, values: ordinaryValues(streamOf(10 + index), sizeOf(shape), 0.5) }));
});

/** The bits of the results of some rows, computed together. */
function resultsOf(
  engine: Engine,
  layer: Layer,
  head: (q: Tensor) => Tensor,
  first: number,
  batch: number,
): number[] {
  const part = { shape: [batch, 5], values: states.slice(first * 5, (first + batch) * 5) };
  const result = evaluate(engine, [part, ...parameters], ([x, w1, b1, w2, b2, w3, b3]) => {
    const hidden = layer(layer(x, w1, b1), w2, b2); // [B, 29]
    return head(t.add(t.matmul(hidden, w3), b3));
  });
  return bitsOf(result);
}

describe.each([createTwinEngine(), createWasmEngine()])(
  'on the $name engine, one row at a time equals any number at once',
  (engine) => {
    it.each(networks)('in %s', (_name, layer, head) => {
      const together = resultsOf(engine, layer, head, 0, rows);
      for (const batch of [1, 2, 3, 4, 7, 16]) {
        const parts: number[] = [];
        for (let first = 0; first + batch <= rows; first += batch)
          parts.push(...resultsOf(engine, layer, head, first, batch));
        expect(parts).toEqual(together.slice(0, parts.length));
      }
    });

    it('in a sum over time of one feature for each row', () => {
      const values = ordinaryValues(streamOf(4), 21 * 8);
      const sumOf = (from: number, batch: number) => {
        const part = Array.from(
          { length: 21 * batch },
          (_, at) => values[Math.floor(at / batch) * 8 + from + (at % batch)],
        );
        return bitsOf(evaluate(engine, [{ shape: [21, batch], values: part }], ([x]) => t.sum(x, 0)));
      };
      expect(Array.from({ length: 8 }, (_, row) => sumOf(row, 1)[0])).toEqual(sumOf(0, 8));
    });
  },
);
