/** Where each tensor of a schedule lies. */
import type { ParameterSpecification } from '../../tensor/graph.js';
import { parameterOperator } from '../../tensor/operators/leaves.js';
import { productSizes } from '../../tensor/operators/matmul.js';
import { sizeOf } from '../../tensor/shape.js';
import { bytesPerElement, type Tensor } from '../../tensor/tensor.js';
import { matmulScratchBytes } from './kernels.js';
import { aligned, MemoryLayout } from './memory-layout.js';
import type { Pointer } from './plan.js';
import { lastReaders, storageOf, type Schedule } from './schedule.js';

export interface Placement {
  /** Size of the program's own block. */
  readonly bytes: number;
  readonly pointerTo: (tensor: Tensor) => Pointer;
  /** Working memory that kernels share, one after the other. */
  readonly scratch: Pointer;
}

const bytesOf = ({ shape, type }: ParameterSpecification): number => sizeOf(shape) * bytesPerElement[type];

/** Offsets of parameters in their store's block, in the order of the specifications; the same on every engine. */
export function layOutStore(specifications: ReadonlyMap<string, ParameterSpecification>): {
  readonly bytes: number;
  readonly offsets: ReadonlyMap<string, number>;
} {
  let bytes = 0;
  const offsets = new Map<string, number>();
  for (const [name, specification] of specifications) {
    offsets.set(name, bytes);
    bytes += aligned(bytesOf(specification));
  }
  return { bytes, offsets };
}

/**
 * Leaves and kept tensors have places of their own; others share: a place is free again after the last reader.
 * @param kept tensors that must still be there at the end of the run
 */
export function place({ order, inPlace }: Schedule, kept: readonly Tensor[]): Placement {
  const layout = new MemoryLayout();
  const pointers = new Map<Tensor, Pointer>();
  const position = new Map(order.map((node, index) => [node, index]));
  const dying = tensorsByLastReader(order, lastReaders(order, position), new Set(kept.map(storageOf)));
  const inStore = storePlacement();
  const own = (tensor: Tensor): Pointer => ({ segment: 0, offset: layout.take(bytesOf(tensor)) });
  for (const node of order) if (node.inputs.length === 0 && !isParameter(node)) pointers.set(node, own(node));
  const scratchBytes = order.reduce((most, node) => Math.max(most, scratchBytesOf(node)), 0);
  const scratch = { segment: 0, offset: layout.take(scratchBytes) };
  order.forEach((node, index) => {
    if (node.inputs.length > 0 && storageOf(node) === node) {
      const target = inPlace.get(node);
      pointers.set(node, target === undefined ? own(node) : inStore(target));
    }
    for (const dead of dying.get(index) ?? []) {
      if (!inPlace.has(dead)) layout.release((pointers.get(dead) as Pointer).offset, bytesOf(dead));
    }
  });
  const pointerTo = (tensor: Tensor): Pointer => {
    const storage = storageOf(tensor);
    return isParameter(storage) ? inStore(storage) : (pointers.get(storage) as Pointer);
  };
  return { bytes: layout.size, pointerTo, scratch };
}

function tensorsByLastReader(
  order: readonly Tensor[],
  lastReader: ReadonlyMap<Tensor, number>,
  kept: ReadonlySet<Tensor>,
): ReadonlyMap<number, readonly Tensor[]> {
  const dying = new Map<number, Tensor[]>();
  for (const node of order) {
    const last = lastReader.get(node);
    if (node.inputs.length === 0 || last === undefined || kept.has(node) || storageOf(node) !== node)
      continue;
    const others = dying.get(last);
    if (others === undefined) dying.set(last, [node]);
    else others.push(node);
  }
  return dying;
}

const isParameter = (node: Tensor): boolean => node.operator === parameterOperator;

/** Where parameters lie, whether the program reads them or only writes them. */
function storePlacement(): (parameter: Tensor) => Pointer {
  const layouts = new Map<number, ReadonlyMap<string, number>>();
  return ({ graph, attributes }) => {
    const source = attributes['source'] as number;
    let offsets = layouts.get(source);
    if (offsets === undefined) {
      ({ offsets } = layOutStore(graph.sources[source].specifications));
      layouts.set(source, offsets);
    }
    return { segment: 1 + source, offset: offsets.get(attributes['name'] as string) as number };
  };
}

function scratchBytesOf({ operator, inputs, attributes }: Tensor): number {
  if (operator.name !== 'matmul' && operator.name !== 'fusedProduct') return 0;
  const [a, b] = inputs as [Tensor, Tensor];
  const { m, n, k } = productSizes(
    a,
    b,
    Boolean(attributes['transposeA']),
    Boolean(attributes['transposeB']),
  );
  return matmulScratchBytes(m, n, k);
}
