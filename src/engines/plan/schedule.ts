/** In which order nodes run, and which updates may be written in place. */
import { copy } from '../../tensor/operators/copy.js';
import { topologicalOrder } from '../../tensor/rewrite.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { Update } from '../../tensor/update.js';
import { isBinary } from './strides.js';

export interface Schedule {
  /** Every node that is needed, leaves included, each after its inputs. */
  readonly order: readonly Tensor[];
  /** Nodes whose results go straight into a parameter: one for each update. */
  readonly inPlace: ReadonlyMap<Tensor, Tensor>;
}

/**
 * Values of updates run last, after everything that reads the parameters that they replace: that makes most of them safe to
 * write in place. An update is in place if no later node reads the old value, and its own kernel reads it element by
 * element or not at all; for any other, a copy of its value into the parameter comes at the very end.
 * No output and no value may be a leaf or a reshape of one.
 */
export function makeSchedule(outputs: readonly Tensor[], updates: readonly Update[]): Schedule {
  const values = updates.map(({ value }) => value);
  const isValue = new Set(values);
  const feeding = values.flatMap(({ inputs }) => inputs).filter((input) => !isValue.has(input));
  const order = topologicalOrder([...outputs, ...feeding, ...values]);
  const position = new Map(order.map((node, index) => [node, index]));
  const lastReader = lastReaders(order, position);
  const taken = new Set<Tensor>(outputs.map(storageOf));
  const inPlace = new Map<Tensor, Tensor>();
  const finalCopies: Tensor[] = [];
  for (const { target, value } of updates) {
    const readUntil = lastReader.get(target) ?? -1;
    const isLastReader = readUntil <= (position.get(value) as number);
    let node = value;
    if (!isLastReader || taken.has(value) || !mayOverwrite(value, target)) {
      do node = copy(node);
      while (position.has(node) || inPlace.has(node));
      finalCopies.push(node);
    }
    inPlace.set(node, target);
    taken.add(node);
  }
  return { order: [...order, ...finalCopies], inPlace };
}

/** The node whose memory a tensor lies in: a reshape lies in its input's. */
export function storageOf(node: Tensor): Tensor {
  let storage = node;
  while (storage.operator.name === 'reshape') storage = storage.inputs[0];
  return storage;
}

/** For each storage, the position of the last node that reads it, through reshapes too. */
export function lastReaders(
  order: readonly Tensor[],
  position: ReadonlyMap<Tensor, number>,
): ReadonlyMap<Tensor, number> {
  const last = new Map<Tensor, number>();
  for (const node of order) {
    for (const input of node.inputs) last.set(storageOf(input), position.get(node) as number);
  }
  return last;
}

const elementByElement = new Set([
  ...['neg', 'abs', 'sign', 'square', 'sqrt', 'exp', 'log', 'tanh', 'sigmoid', 'relu', 'reluGradient'],
  ...['where', 'movingAverage', 'movingAverageOfSquares', 'adamStep'],
]);

/**
 * Whether a node's kernel may write to the target: it does not read it, or only element i for element i of the result. (The
 * target has as many elements as the result, so an element-wise kernel cannot read it any other way.)
 */
function mayOverwrite(value: Tensor, target: Tensor): boolean {
  if (storageOf(value) !== value) return false;
  const { name } = value.operator;
  if (elementByElement.has(name) || isBinary(name)) return true;
  return value.inputs.every((input) => storageOf(input) !== target);
}
