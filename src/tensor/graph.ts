import { fail } from '../errors.js';
import { failUnknownName } from '../unknown-name.js';
import { constantOperator, inputOperator, parameterOperator } from './operators/leaves.js';
import { checkShape, sizeOf, type Shape } from './shape.js';
import type { Attributes, AttributeValue, Operand, Operator, Tensor, TensorType } from './tensor.js';

/** What a graph needs to know of a store of parameters; engines make the real one. */
export interface ParameterSource {
  /** For people and for the names of gradients: `online`, `target`. */
  readonly label: string;
  readonly specifications: ReadonlyMap<string, ParameterSpecification>;
}

/** What one parameter is: its shape and its type. */
export interface ParameterSpecification {
  readonly shape: Shape;
  readonly type: TensorType;
}

/**
 * A recipe for a computation: symbolic tensors with static shapes. Asking twice for the same operator of the same
 * inputs gives the same tensor, so common subexpressions are shared from the start.
 */
export class Graph {
  readonly nodes: Tensor[] = [];
  readonly sources: ParameterSource[] = [];
  readonly #known = new Map<string, Tensor>();
  readonly #inputNames = new Set<string>();

  /** A value that the caller sets before each run. */
  input(name: string, shape: Shape, type: TensorType = 'float32'): Tensor {
    if (this.#inputNames.has(name)) {
      fail('invalid-value', {
        component: 'graph',
        parameter: 'input',
        value: name,
        requirement: 'a name that no other input of the graph has',
      });
    }
    this.#inputNames.add(name);
    return this.apply(inputOperator, [], { name, shape, type });
  }

  /** A parameter, read where it lives. Updates of a program may write it. */
  parameter(source: ParameterSource, name: string): Tensor {
    const specification =
      source.specifications.get(name) ??
      failUnknownName('graph', `parameter of ${source.label}`, name, source.specifications.keys());
    let index = this.sources.indexOf(source);
    if (index < 0) index = this.sources.push(source) - 1;
    return this.apply(parameterOperator, [], { source: index, name, ...specification });
  }

  /** Values that never change. */
  constant(values: readonly number[], shape: Shape, type: TensorType = 'float32'): Tensor {
    if (values.length !== sizeOf(shape)) {
      fail('invalid-value', {
        component: 'graph',
        parameter: 'constant values',
        value: values.length,
        requirement: `${sizeOf(shape)} numbers`,
      });
    }
    return this.apply(constantOperator, [], { values, shape, type });
  }

  scalar(value: number): Tensor {
    return this.constant([value], []); // []
  }

  /** The tensor that an operator makes of its inputs. Operators' own functions (`add`, `matmul`) call this. */
  apply(operator: Operator, inputs: readonly Tensor[], attributes: Attributes = {}): Tensor {
    for (const input of inputs) {
      if (input.graph !== this) {
        fail('invalid-value', {
          component: operator.name,
          parameter: 'input',
          value: `${input.operator.name} of another graph`,
          requirement: 'a tensor of this graph',
        });
      }
    }
    const key = keyOf(operator, inputs, attributes);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { shape, type } = operator.infer(inputs, attributes);
    checkShape(shape, operator.name);
    const tensor: Tensor = { graph: this, id: this.nodes.length, operator, inputs, attributes, shape, type };
    this.nodes.push(tensor);
    this.#known.set(key, tensor);
    return tensor;
  }
}

/** The graph of the first operand that is a tensor. */
export function graphOf(...operands: readonly Operand[]): Graph {
  for (const operand of operands) if (typeof operand !== 'number') return operand.graph;
  return fail('invalid-value', {
    component: 'graph',
    parameter: 'operands',
    value: operands,
    requirement: 'at least one tensor',
  });
}

export function asTensor(graph: Graph, operand: Operand): Tensor {
  return typeof operand === 'number' ? graph.scalar(operand) : operand;
}

function keyOf(operator: Operator, inputs: readonly Tensor[], attributes: Attributes): string {
  const names = Object.keys(attributes).sort();
  const parts = names.map((name) => `${name}=${showAttribute(attributes[name])}`);
  return `${operator.name}(${inputs.map((input) => input.id).join(',')})${parts.join(';')}`;
}

function showAttribute(value: AttributeValue): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'object') return `[${value.map(showAttribute).join(',')}]`;
  return JSON.stringify(value);
}
