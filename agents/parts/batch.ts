import type { Network } from '../../src/networks/network.js';
import type { Replay } from '../../src/replay/contract.js';
import { cast, gatherRows, type Graph, type Tensor } from '../../src/tensor/index.js';

/** A batch of transitions, as tensors. */
export interface Batch {
  readonly observations: Readonly<Record<string, Tensor>>; // [B, ...shape]
  readonly nextObservations: Readonly<Record<string, Tensor>>; // [B, ...shape]
  readonly action: Tensor; // [B] int32
  readonly reward: Tensor; // [B]
  readonly discount: Tensor; // [B]
  readonly nextMask?: Tensor; // [B, A] float32, 1 for possible
}

/** Reads the rows `indices` of a replay inside the learner's own program: nothing is copied on the way. */
export function gatherBatch(
  graph: Graph,
  { store }: Replay,
  { observations }: Network,
  indices: Tensor,
): Batch {
  const read = (name: string) => gatherRows(graph.parameter(store, name), indices);
  const readAll = (kind: string) =>
    Object.fromEntries(observations.map(({ key }) => [key, read(`${kind}/${key}`)]));
  return {
    observations: readAll('observation'), // [B, ...shape]
    nextObservations: readAll('nextObservation'), // [B, ...shape]
    action: read('action'), // [B]
    reward: read('reward'), // [B]
    discount: read('discount'), // [B]
    ...(store.specifications.has('nextMask') && { nextMask: cast(read('nextMask'), 'float32') }), // [B, A]
  };
}
