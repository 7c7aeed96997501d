import { fail } from '../../errors.js';
import type { Graph, ParameterSource, ParameterSpecification } from '../../tensor/graph.js';
import { constantOperator, inputOperator, parameterOperator } from '../../tensor/operators/leaves.js';
import { topologicalOrder } from '../../tensor/rewrite.js';
import { sizeOf } from '../../tensor/shape.js';
import { simplify } from '../../tensor/simplify.js';
import type { Tensor } from '../../tensor/tensor.js';
import { failUnknownName } from '../../unknown-name.js';
import { checkSpecification, failForeignStore } from '../check-specification.js';
import { costOf } from '../cost.js';
import type { Engine, ParameterStore, Program, ProgramSpecification, TensorArray } from '../engine.js';
import { Lifetime } from '../lifetime.js';
import { referenceKernel, type ReferenceKernel } from './kernels.js';

/**
 * The naive engine: every operator of the graph as it was written, one after the other, in float64. It is slow, shares no
 * code with the fast engines, and says what is right.
 */
export function createReferenceEngine(): Engine {
  let used = 0;
  const account = (bytes: number) => (used += bytes);
  const stores: Stores = new Map();
  return {
    name: 'reference',
    memory: () => ({ used, reserved: used }),
    createParameters: (label, specifications) => createStore(label, specifications, stores, account),
    compile: (graph, wanted) => compile(graph, wanted, stores, account),
  };
}

type Account = (bytes: number) => void;
type Stores = Map<ParameterSource, LiveStore>;

interface LiveStore {
  readonly arrays: ReadonlyMap<string, TensorArray>;
  readonly lifetime: Lifetime;
}

function createStore(
  label: string,
  specifications: ReadonlyMap<string, ParameterSpecification>,
  stores: Stores,
  account: Account,
): ParameterStore {
  const arrays = new Map([...specifications].map(([name, specification]) => [name, arrayOf(specification)]));
  const bytes = [...arrays.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const lifetime = new Lifetime(`parameter store ${label}`);
  account(bytes);
  const store: ParameterStore = {
    label,
    specifications,
    bytes,
    get: (name) => {
      lifetime.check();
      return arrays.get(name) ?? failUnknownName('parameters', label, name, arrays.keys());
    },
    dispose: () => {
      if (!lifetime.end()) return;
      stores.delete(store);
      account(-bytes);
    },
  };
  stores.set(store, { arrays, lifetime });
  return store;
}

interface Step {
  readonly kernel: ReferenceKernel;
  readonly node: Tensor;
  readonly out: TensorArray;
  readonly inputs: readonly TensorArray[];
}

function compile(graph: Graph, wanted: ProgramSpecification, stores: Stores, account: Account): Program {
  checkSpecification(graph, wanted);
  const { outputs = {}, updates = [] } = wanted;
  const sources = graph.sources.map((source) => stores.get(source) ?? failForeignStore(source));
  const roots = [...Object.values(outputs), ...updates.flatMap(({ target, value }) => [target, value])];
  const order = topologicalOrder(roots);
  const arrays = new Map(order.map((node) => [node, arrayFor(node, sources)]));
  const arrayFrom = (node: Tensor) => arrays.get(node) as TensorArray;
  const steps = order.filter(({ inputs }) => inputs.length > 0).map((node) => stepOf(node, arrayFrom));
  const inputs = new Map(
    order
      .filter(({ operator }) => operator === inputOperator)
      .map((node) => [node.attributes['name'] as string, arrayFrom(node)]),
  );
  const outputArrays = new Map(Object.entries(outputs).map(([name, node]) => [name, arrayOf(node)]));
  const own = [...arrays]
    .filter(([{ operator }]) => operator !== parameterOperator)
    .map(([, array]) => array);
  const bytes = [...own, ...outputArrays.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const lifetime = new Lifetime('program');
  account(bytes);
  const named = (kind: string, known: ReadonlyMap<string, TensorArray>) => (name: string) => {
    lifetime.check();
    return known.get(name) ?? failUnknownName('program', kind, name, known.keys());
  };
  return {
    input: named('input', inputs),
    output: named('output', outputArrays),
    run: () => {
      lifetime.check();
      for (const source of sources) source.lifetime.check();
      for (const { kernel, node, out, inputs } of steps) kernel(node, out, ...inputs);
      for (const [name, array] of outputArrays) array.set(arrayFrom(outputs[name]));
      const values = updates.map(({ value }) => arrayFrom(value).slice());
      updates.forEach(({ target }, index) => arrayFrom(target).set(values[index]));
    },
    cost: costOf(
      topologicalOrder(simplify([...Object.values(outputs), ...updates.map(({ value }) => value)])),
    ),
    dispose: () => {
      if (lifetime.end()) account(-bytes);
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

function arrayFor(node: Tensor, sources: readonly LiveStore[]): TensorArray {
  if (node.operator === parameterOperator) {
    const { arrays } = sources[node.attributes['source'] as number];
    return arrays.get(node.attributes['name'] as string) as TensorArray;
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
