import type { ObservationBuffers } from '../../environments/contract.js';
import type { Engine, ParameterStore, Program } from '../../src/engines/engine.js';
import type { Network } from '../../src/networks/network.js';
import { argmax, cast, Graph, where, type Tensor } from '../../src/tensor/index.js';

/** Greedy decisions for a fixed number of observations at a time. */
export interface Actor {
  /** Computes Q-values and greedy actions; masks [B, A] where actions are masked. */
  decide(observations: ObservationBuffers, masks: Uint8Array | undefined): void;
  /** [B, A], as the last `decide` left them. */
  q(): Float32Array;
  /** [B] */
  greedyActions(): Int32Array;
  readonly flops: number;
}

export interface ActorOptions {
  readonly engine: Engine;
  readonly network: Network;
  readonly parameters: ParameterStore;
  readonly masked: boolean;
  readonly actions: number;
}

/** An actor per batch size, compiled when first asked for. */
export class Actors {
  readonly #options: ActorOptions;
  readonly #actors = new Map<number, Actor & { readonly program: Program }>();

  constructor(options: ActorOptions) {
    this.#options = options;
  }

  of(batch: number): Actor {
    let actor = this.#actors.get(batch);
    if (actor === undefined) {
      actor = compileActor(this.#options, batch);
      this.#actors.set(batch, actor);
    }
    return actor;
  }

  dispose(): void {
    for (const { program } of this.#actors.values()) program.dispose();
    this.#actors.clear();
  }
}

function compileActor(
  { engine, network, parameters, masked, actions }: ActorOptions,
  B: number,
): Actor & { readonly program: Program } {
  const graph = new Graph();
  const inputs = Object.fromEntries(
    network.observations.map(({ key, shape, type }) => [key, graph.input(key, [B, ...shape], type)]),
  );
  const q = network.apply(inputs, parameters); // [B, A]
  const possible = masked ? graph.input(maskName, [B, actions], 'uint8') : undefined; // [B, A]
  const action = argmax(possible === undefined ? q : maskQ(q, possible)); // [B]
  const program = engine.compile(graph, { outputs: { q, action } });
  const keys = Object.keys(inputs);
  return {
    program,
    flops: program.cost.flops / B,
    decide(observations, masks) {
      for (const key of keys) program.input(key).set(observations[key]);
      if (masked) setMasks(program.input(maskName) as Uint8Array, masks);
      program.run();
    },
    q: () => program.output('q') as Float32Array,
    greedyActions: () => program.output('action') as Int32Array,
  };
}

/** No observation key can have this name: keys join with single slashes. */
const maskName = '//mask';

function setMasks(into: Uint8Array, masks: Uint8Array | undefined): void {
  if (masks === undefined) into.fill(1);
  else into.set(masks);
}

const maskQ = (q: Tensor, possible: Tensor): Tensor => where(cast(possible, 'float32'), q, -Infinity); // [B, A]
