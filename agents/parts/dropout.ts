import type { Program } from '../../src/engines/engine.js';
import type { RandomStream } from '../../src/random/streams.js';
import type { Graph, Shape, Tensor } from '../../src/tensor/index.js';

export interface DropoutMask {
  readonly input: string;
  /** Probability that an element is dropped. */
  readonly rate: number;
}

/** Hands a network its dropout masks as inputs, so that every engine sees the same ones. */
export class DropoutMasks {
  readonly all: DropoutMask[] = [];
  readonly #graph: Graph;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  dropoutMask(name: string, shape: Shape, rate: number): Tensor {
    const input = `dropout/${name}`;
    this.all.push({ input, rate });
    return this.#graph.input(input, shape);
  }
}

/** Draws masks: 0 with probability `rate`, else 1 / (1 - rate), so that expectations stay. */
export function fillDropoutMasks(
  program: Program,
  masks: readonly DropoutMask[],
  stream: RandomStream,
): void {
  for (const { input, rate } of masks) {
    const values = program.input(input);
    for (let i = 0; i < values.length; i++) values[i] = stream.uniform() < rate ? 0 : 1 / (1 - rate);
  }
}
