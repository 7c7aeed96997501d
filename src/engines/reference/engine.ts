import { fail } from '../../errors.js';
import type { Graph, ParameterSource, ParameterSpecification } from '../../tensor/graph.js';
import { constantOperator, inputOperator, parameterOperator } from '../../tensor/operators/leaves.js';
import { topologicalOrder } from '../../tensor/rewrite.js';
import { sizeOf } from '../../tensor/shape.js';
import { simplify } from '../../tensor/simplify.js';
import type { Tensor } from '../../tensor/tensor.js';
import { costOf } from '../cost.js';
import { failUnknownName } from '../../unknown-name.js';
import type { Engine, ParameterStore, Program, ProgramSpecification, TensorArray } from '../engine.js';
import { referenceKernel, type ReferenceKernel } from './kernels.js';

/**
 * The naive engine: every operator of the graph as it was written, one after the other, in float64. It is slow, shares no
 * code with the fast engines, and says what is right.
 */
export function createReferenceEngine(): Engine {
  let used = 0;
  const account = (bytes: number) => (used += bytes);
  return {
    name: 'reference',
    memory: () => ({ used, reserved: used }),
    createParameters: (label, specifications) => createStore(label, specifications, account),
    compile: (graph, wanted) => compile(graph, wanted, account),
  };
}

type Account = (bytes: number) => void;

function createStore(
  label: string,
  specifications: ReadonlyMap<string, ParameterSpecification>,
  account: Account,
): ParameterStore {
  const arrays = new Map([...specifications].map(([name, specification]) => [name, arrayOf(specification)]));
  const bytes = [...arrays.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  account(bytes);
  let alive = true;
  return {
    label,
    specifications,
    bytes,
    get: (name) => arrays.get(name) ?? failUnknownName('parameters', label, name, arrays.keys()),
    dispose: () => {
      if (alive) account(-bytes);
      alive = false;
    },
  };
}

interface Step {
  readonly kernel: ReferenceKernel;
  readonly node: Tensor;
  readonly out: TensorArray;
  readonly inputs: readonly TensorArray[];
}

function compile(
  graph: Graph,
  { outputs = {}, updates = [] }: ProgramSpecification,
  account: Account,
): Program {
  const roots = [...Object.values(outputs), ...updates.flatMap(({ target, value }) => [target, value])];
  const order = topologicalOrder(roots);
  const arrays = new Map(order.map((node) => [node, arrayFor(node, graph.sources)]));
  const arrayFrom = (node: Tensor) => arrays.get(node) as TensorArray;
  const steps = order.filter(({ inputs }) => inputs.length > 0).map((node) => stepOf(node, arrayFrom));
  const outputArrays = new Map(
    Object.entries(outputs).map(([name, node]) => [name, { node, array: arrayOf(node) }]),
  );
  const inputs = new Map(
    order
      .filter(({ operator }) => operator === inputOperator)
      .map((node) => [node.attributes['name'] as string, node]),
  );
  const bytes = [...arrays].reduce(
    (sum, [node, { byteLength }]) => sum + (node.operator === parameterOperator ? 0 : byteLength),
    0,
  );
  account(bytes);
  let alive = true;
  return {
    input: (name) => arrayFrom(inputs.get(name) ?? failUnknownName('program', 'inputs', name, inputs.keys())),
    output: (name) =>
      (outputArrays.get(name) ?? failUnknownName('program', 'outputs', name, outputArrays.keys())).array,
    run: () => {
      for (const { kernel, node, out, inputs } of steps) kernel(node, out, ...inputs);
      for (const { node, array } of outputArrays.values()) array.set(arrayFrom(node));
      const values = updates.map(({ value }) => arrayFrom(value).slice());
      updates.forEach(({ target }, index) => arrayFrom(target).set(values[index] as TensorArray));
    },
    cost: costOf(
      topologicalOrder(simplify([...Object.values(outputs), ...updates.map(({ value }) => value)])),
    ),
    dispose: () => {
      if (alive) account(-bytes);
      alive = false;
    },
  };
}

function stepOf(node: Tensor, arrayFrom: (node: Tensor) => TensorArray): Step {
  const kernel = referenceKernel(node);
  if (kernel === undefined) {
    return fail('unsupported', {
      component: 'reference engine',
      parameter: 'operator',
      value: node.operator.name,
      requirement: 'one that the engine knows',
    });
  }
  return { kernel, node, out: arrayFrom(node), inputs: node.inputs.map(arrayFrom) };
}

function arrayFor(node: Tensor, sources: readonly ParameterSource[]): TensorArray {
  if (node.operator === parameterOperator) {
    const source = sources[node.attributes['source'] as number] as ParameterStore;
    return source.get(node.attributes['name'] as string);
  }
  const array = arrayOf(node);
  if (node.operator === constantOperator) array.set(node.attributes['values'] as readonly number[]);
  return array;
}

function arrayOf({ shape, type }: ParameterSpecification): TensorArray {
  const length = sizeOf(shape);
  if (type === 'float32') return new Float64Array(length);
  return type === 'int32' ? new Int32Array(length) : new Uint8Array(length);
}
