/** An engine that runs plans: the same for every machine that has kernels over one memory. */
import { check } from '../errors.js';
import type { Graph, ParameterSource, ParameterSpecification } from '../tensor/graph.js';
import { sizeOf } from '../tensor/shape.js';
import { failUnknownName } from '../unknown-name.js';
import type { Engine, ParameterStore, Program, ProgramSpecification, TensorArray } from './engine.js';
import { bindCalls, type Kernel } from './plan/executor.js';
import type { KernelName } from './plan/kernels.js';
import { lower } from './plan/lower.js';
import { MemoryLayout } from './plan/memory-layout.js';
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
  const stores = new Map<ParameterSource, number>();
  let used = 0;

  const take = (bytes: number): Block => {
    const offset = layout.take(bytes);
    machine.grow(layout.size);
    new Uint8Array(machine.buffer(), offset, bytes).fill(0);
    used += bytes;
    return { offset, bytes };
  };
  const release = ({ offset, bytes }: Block): void => {
    layout.release(offset, bytes);
    used -= bytes;
  };

  return {
    name: machine.name,
    memory: () => ({ used, reserved: machine.buffer().byteLength }),
    createParameters: (label, specifications) => {
      const { bytes, offsets } = layOutStore(specifications);
      const block = take(bytes);
      const view = cachedViews(machine);
      const store: ParameterStore = {
        label,
        specifications,
        bytes,
        get: (name) => {
          const specification =
            specifications.get(name) ?? failUnknownName('parameters', label, name, specifications.keys());
          return view(name, specification, block.offset + (offsets.get(name) as number));
        },
        dispose: () => {
          if (stores.delete(store)) release(block);
        },
      };
      stores.set(store, block.offset);
      return store;
    },
    compile: (graph, wanted) => compile(graph, wanted, { machine, take, release, stores }),
  };
}

interface Block {
  readonly offset: number;
  readonly bytes: number;
}

interface Owner {
  readonly machine: Machine;
  readonly take: (bytes: number) => Block;
  readonly release: (block: Block) => void;
  readonly stores: ReadonlyMap<ParameterSource, number>;
}

function compile(
  graph: Graph,
  wanted: ProgramSpecification,
  { machine, take, release, stores }: Owner,
): Program {
  const plan = lower(wanted);
  const storeBases = graph.sources.map((source) => {
    const base = stores.get(source);
    check(base !== undefined, {
      component: 'compile',
      parameter: `parameter store ${source.label}`,
      value: 'of another engine, or disposed',
      requirement: 'a live store of this engine',
    });
    return base;
  });
  const block = take(plan.bytes);
  const bases = [block.offset, ...storeBases];
  const view = cachedViews(machine);
  const at = (tensor: PlacedTensor) => (bases[tensor.segment] as number) + tensor.offset;
  for (const constant of plan.constants)
    viewOf(machine.buffer(), constant, at(constant)).set(constant.values);
  const named =
    (kind: 'input' | 'output', tensors: Readonly<Record<string, PlacedTensor>>) => (name: string) => {
      const tensor = Object.hasOwn(tensors, name)
        ? (tensors[name] as PlacedTensor)
        : failUnknownName('program', kind, name, Object.keys(tensors));
      return view(`${kind} ${name}`, tensor, at(tensor));
    };
  let alive = true;
  return {
    input: named('input', plan.inputs),
    output: named('output', plan.outputs),
    run: bindCalls(plan.calls, machine.kernels, bases),
    cost: plan.cost,
    dispose: () => {
      if (alive) release(block);
      alive = false;
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
