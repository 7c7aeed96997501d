import type { ParameterStore, Program } from '../../src/engines/engine.js';
import { clipByGlobalNorm } from '../../src/learning/gradient-clipping.js';
import type { Optimizer } from '../../src/learning/optimizers/optimizer.js';
import type { Schedule } from '../../src/learning/schedules.js';
import type { NetworkParameter } from '../../src/networks/network.js';
import { gradients, type Graph, type Tensor, type Update } from '../../src/tensor/index.js';

type Group = NetworkParameter['group'];

/** A learning rate for each group of parameters. */
export type LearningRates = Readonly<Record<Group, Schedule>>;

export interface DescentOptions {
  readonly optimizer: Optimizer;
  /** What learns; a frozen parameter is absent. */
  readonly learned: ReadonlyMap<string, NetworkParameter>;
  readonly online: ParameterStore;
  readonly moments: ParameterStore;
  readonly maximumGradientNorm: number | undefined;
}

/** How a loss becomes new parameters, and what has to be written before each run. */
export interface Descent {
  readonly updates: readonly Update[];
  /** Of all gradients together before they are clipped; undefined where they are not. [] */
  readonly gradientNorm: Tensor | undefined;
  /** Writes the optimiser's scalars of an update into the program, each group with its own learning rate. */
  writeScalars(program: Program, update: number, learningRates: LearningRates, step: number): void;
}

/** Gradients of a loss, clipped together, and an optimiser over each group of parameters. */
export function descend(graph: Graph, loss: Tensor, options: DescentOptions): Descent {
  const { optimizer, learned, online, moments, maximumGradientNorm } = options;
  const names = [...learned.keys()];
  const leaves = names.map((name) => graph.parameter(online, name));
  const { clipped, norm } = clip(gradients(loss, leaves), maximumGradientNorm);
  const groups = [...new Set([...learned.values()].map(({ group }) => group))].map((group) => ({
    group,
    inputs: optimizer.scalarNames.map((name) => `${group}/${name}`),
  }));
  const updates = groups.flatMap(({ group, inputs }) => {
    const isMember = (name: string) => learned.get(name)?.group === group;
    const ofMembers = (tensors: readonly Tensor[]) =>
      new Map(names.map((name, i) => [name, tensors[i]] as const).filter(([name]) => isMember(name)));
    return optimizer.updates({
      parameters: ofMembers(leaves),
      gradients: ofMembers(clipped),
      state: (name) => graph.parameter(moments, name),
      scalars: Object.fromEntries(optimizer.scalarNames.map((name, i) => [name, graph.input(inputs[i], [])])),
    });
  });
  // One room for all updates: a new one each time would be garbage.
  const scalars = new Float64Array(optimizer.scalarNames.length);
  return {
    updates,
    gradientNorm: norm,
    writeScalars(program, update, learningRates, step) {
      for (const { group, inputs } of groups) {
        optimizer.writeScalars(update, learningRates[group](step), scalars);
        for (let i = 0; i < inputs.length; i++) program.input(inputs[i])[0] = scalars[i];
      }
    },
  };
}

function clip(
  all: readonly Tensor[],
  maximumNorm: number | undefined,
): { readonly clipped: readonly Tensor[]; readonly norm?: Tensor } {
  return maximumNorm === undefined ? { clipped: all } : clipByGlobalNorm(all, maximumNorm);
}
