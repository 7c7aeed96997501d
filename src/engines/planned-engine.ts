/** An engine that runs plans: the same for every machine that has kernels over one memory. */
import type { Graph, ParameterSource, ParameterSpecification } from '../tensor/graph.js';
import { sizeOf } from '../tensor/shape.js';
import { failUnknownName } from '../unknown-name.js';
import { checkSpecification, failForeignStore } from './check-specification.js';
import type { Engine, ParameterStore, Program, ProgramSpecification, TensorArray } from './engine.js';
import { Lifetime } from './lifetime.js';
import { bindCalls, type Kernel } from './plan/executor.js';
import type { KernelName } from './plan/kernels.js';
import { lower } from './plan/lower.js';
import { aligned, MemoryLayout } from './plan/memory-layout.js';
import { layOutStore } from './plan/place.js';
import type { PlacedTensor } from './plan/plan.js';

/** Kernels over one memory that may grow. */
export interface Machine {
  readonly name: string;
  readonly kernels: Readonly<Record<KernelName, Kernel>>;
  /** First byte that programs and stores may use. */
  readonly start: number;
  /** The memory as it is now; growing may replace it. */
  readonly buffer: () => ArrayBufferLike;
  /** Makes the memory at least this large; raises `out-of-memory` where it cannot. New memory is 0. */
  readonly grow: (bytes: number) => void;
}

export function createPlannedEngine(machine: Machine): Engine {
  const layout = new MemoryLayout(machine.start);
  const stores = new Map<ParameterSource, LiveStore>();
  let used = 0;

  const release = ({ offset, bytes }: Block): void => {
    layout.release(offset, bytes);
    used -= bytes;
  };
  const take = (bytes: number): Block => {
    const block = { offset: layout.take(bytes), bytes };
    used += bytes;
    try {
      machine.grow(block.offset + aligned(bytes));
    } catch (error) {
      release(block);
      throw error;
    }
    new Uint8Array(machine.buffer(), block.offset, bytes).fill(0);
    return block;
  };

  return {
    name: machine.name,
    memory: () => ({ used, reserved: machine.buffer().byteLength }),
    createParameters: (label, specifications) => {
      const { bytes, offsets } = layOutStore(specifications);
      const block = take(bytes);
      const lifetime = new Lifetime(`parameter store ${label}`);
      const view = cachedViews(machine);
      const store: ParameterStore = {
        label,
        specifications,
        bytes,
        get: (name) => {
          lifetime.check();
          const specification =
            specifications.get(name) ?? failUnknownName('parameters', label, name, specifications.keys());
          return view(name, specification, block.offset + (offsets.get(name) as number));
        },
        dispose: () => {
          if (!lifetime.end()) return;
          stores.delete(store);
          release(block);
        },
      };
      stores.set(store, { base: block.offset, lifetime });
      return store;
    },
    compile: (graph, wanted) => compile(graph, wanted, { machine, take, release, stores }),
  };
}

interface Block {
  readonly offset: number;
  readonly bytes: number;
}

interface LiveStore {
  readonly base: number;
  readonly lifetime: Lifetime;
}

interface Owner {
  readonly machine: Machine;
  readonly take: (bytes: number) => Block;
  readonly release: (block: Block) => void;
  readonly stores: ReadonlyMap<ParameterSource, LiveStore>;
}

function compile(
  graph: Graph,
  wanted: ProgramSpecification,
  { machine, take, release, stores }: Owner,
): Program {
  checkSpecification(graph, wanted);
  const plan = lower(wanted);
  const sources = graph.sources.map((source) => stores.get(source) ?? failForeignStore(source));
  const block = take(plan.bytes);
  const bases = [block.offset, ...sources.map(({ base }) => base)];
  const at = (tensor: PlacedTensor) => bases[tensor.segment] + tensor.offset;
  for (const constant of plan.constants)
    viewOf(machine.buffer(), constant, at(constant)).set(constant.values);
  const own = new Lifetime('program');
  const lifetimes = [own, ...sources.map(({ lifetime }) => lifetime)];
  const runCalls = bindCalls(plan.calls, machine.kernels, bases);
  const named = (kind: string, tensors: Readonly<Record<string, PlacedTensor>>) => {
    const view = cachedViews(machine);
    return (name: string) => {
      own.check();
      const tensor = Object.hasOwn(tensors, name) ? tensors[name] : undefined;
      if (tensor === undefined) return failUnknownName('program', kind, name, Object.keys(tensors));
      return view(name, tensor, at(tensor));
    };
  };
  return {
    input: named('input', plan.inputs),
    output: named('output', plan.outputs),
    run: () => {
      for (let index = 0; index < lifetimes.length; index++) lifetimes[index].check();
      runCalls();
    },
    cost: plan.cost,
    dispose: () => {
      if (own.end()) release(block);
    },
  };
}

/** Views by name, made anew only when the memory was replaced by growing. */
function cachedViews(
  machine: Machine,
): (name: string, specification: ParameterSpecification, offset: number) => TensorArray {
  const views = new Map<string, TensorArray>();
  return (name, specification, offset) => {
    const known = views.get(name);
    const buffer = machine.buffer();
    if (known !== undefined && known.buffer === buffer) return known;
    const view = viewOf(buffer, specification, offset);
    views.set(name, view);
    return view;
  };
}

function viewOf(
  buffer: ArrayBufferLike,
  { shape, type }: ParameterSpecification,
  offset: number,
): TensorArray {
  const length = sizeOf(shape);
  if (type === 'float32') return new Float32Array(buffer, offset, length);
  return type === 'int32' ? new Int32Array(buffer, offset, length) : new Uint8Array(buffer, offset, length);
}
