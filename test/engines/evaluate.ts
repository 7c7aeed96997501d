import type { Engine, TensorArray } from '../../src/engines/engine.js';
import { Graph, type Shape, type Tensor, type TensorType } from '../../src/tensor/index.js';
import { topologicalOrder } from '../../src/tensor/rewrite.js';

/** An input of a test: what it is and what it holds. */
export interface Given {
  readonly shape: Shape;
  readonly values: ArrayLike<number>;
  readonly type?: TensorType;
}

/** Compiles what `build` makes of the inputs (`x0`, `x1`, ...), runs it once, and returns copies of the outputs. */
export function evaluateAll(
  engine: Engine,
  given: readonly Given[],
  build: (inputs: readonly Tensor[]) => Readonly<Record<string, Tensor>>,
): Readonly<Record<string, TensorArray>> {
  const graph = new Graph();
  const inputs = given.map(({ shape, type }, index) => graph.input(`x${index}`, shape, type));
  const outputs = build(inputs);
  const program = engine.compile(graph, { outputs });
  const used = new Set(topologicalOrder(Object.values(outputs)));
  given.forEach(({ values }, index) => {
    if (used.has(inputs[index])) program.input(`x${index}`).set(values);
  });
  program.run();
  const results = Object.fromEntries(
    Object.keys(outputs).map((name) => [name, program.output(name).slice()]),
  );
  program.dispose();
  return results;
}

export function evaluate(
  engine: Engine,
  given: readonly Given[],
  build: (inputs: readonly Tensor[]) => Tensor,
): TensorArray {
  return evaluateAll(engine, given, (inputs) => ({ result: build(inputs) }))['result'];
}

/** The bits of an array as whole numbers, every NaN the same. */
export function bitsOf(array: TensorArray): number[] {
  if (!(array.constructor === Float32Array)) return [...array];
  const bits = new Uint32Array(array.buffer.slice(array.byteOffset, array.byteOffset + array.byteLength));
  return Array.from(bits, (word, index) => (Number.isNaN(array[index]) ? 0x7fc00000 : word));
}
