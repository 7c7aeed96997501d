import type { Shape } from '../shape.js';
import type { Attributes, Operator, TensorType } from '../tensor.js';

const inferFromAttributes = (_inputs: unknown, attributes: Attributes) => ({
  shape: attributes['shape'] as Shape,
  type: attributes['type'] as TensorType,
});

const leaf = (name: string): Operator => ({ name, infer: inferFromAttributes, flops: () => 0 });

/** Set by the caller before each run. Attributes: name, shape, type. */
export const inputOperator = leaf('input');

/** Lives in a parameter store. Attributes: source (index in the graph's sources), name, shape, type. */
export const parameterOperator = leaf('parameter');

/** Never changes. Attributes: values, shape, type. */
export const constantOperator = leaf('constant');
