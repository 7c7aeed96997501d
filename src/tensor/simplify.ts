/**
 * Simplification: the same values, bit for bit, from fewer operators. Common subexpressions are shared when a graph is
 * built, and dead nodes are never reached; here identities go, constants fold, and products take in what follows them.
 */
import { constantOperator } from './operators/leaves.js';
import { fusedProductOperator } from './operators/fused-product.js';
import { reshape } from './operators/reshape.js';
import { topologicalOrder, rewrite, withInputs } from './rewrite.js';
import { equalShapes } from './shape.js';
import type { Attributes, Tensor } from './tensor.js';

/** The simplified tensors that stand for the roots. */
export function simplify(roots: readonly Tensor[]): readonly Tensor[] {
  const cleaned = rewrite(roots, (node, inputs) => foldConstant(removeIdentity(withInputs(node, inputs))));
  return fuseProducts(cleaned);
}

/** Only identities that hold for every float, -0 and NaN included: x + 0 is none, because -0 + 0 is 0. */
function removeIdentity(node: Tensor): Tensor {
  const [a, b] = node.inputs;
  switch (node.operator.name) {
    case 'stopGradient':
      return a;
    case 'reshape':
      return a.operator.name === 'reshape' ? reshape(a.inputs[0], node.shape) : node;
    case 'neg':
    case 'transpose':
      return a.operator.name === node.operator.name ? a.inputs[0] : node;
    case 'sub':
      return isConstant(b, 0) && equalShapes(a.shape, node.shape) ? a : node;
    case 'div':
      return isConstant(b, 1) && equalShapes(a.shape, node.shape) ? a : node;
    case 'mul':
      if (isConstant(b, 1) && equalShapes(a.shape, node.shape)) return a;
      return isConstant(a, 1) && equalShapes(b.shape, node.shape) ? b : node;
    default:
      return node;
  }
}

/** Operators whose float32 result is the float64 one, rounded once: they may be computed here. */
const foldable = new Set(['add', 'sub', 'mul', 'div', 'neg', 'abs', 'square', 'sqrt', 'minimum', 'maximum']);

function foldConstant(node: Tensor): Tensor {
  const { scalar, name } = node.operator;
  if (scalar === undefined || !foldable.has(name) || !node.inputs.every(isScalarConstant)) return node;
  const operands = node.inputs.map((input) =>
    Math.fround((input.attributes['values'] as readonly number[])[0]),
  );
  return node.graph.constant([Math.fround(scalar(...operands))], node.shape); // []
}

const isScalarConstant = (node: Tensor): boolean =>
  node.operator === constantOperator && node.shape.length === 0 && node.type === 'float32';

/** +0 and -0 are different here. */
function isConstant(node: Tensor | undefined, value: number): boolean {
  return (
    node !== undefined &&
    node.operator === constantOperator &&
    node.type === 'float32' &&
    (node.attributes['values'] as readonly number[]).every((entry) => Object.is(entry, value))
  );
}

/** Bias, relu, and relu's gradient move into the product before them, where nothing else reads what is between. */
function fuseProducts(roots: readonly Tensor[]): readonly Tensor[] {
  const readers = countReaders(roots);
  return rewrite(roots, (original, inputs) => {
    const node = withInputs(original, inputs);
    const soleReader = (position: number) => readers.get(original.inputs[position]) === 1;
    const [a, b] = node.inputs;
    switch (node.operator.name) {
      case 'add':
        if (soleReader(0) && isPlainProduct(a) && isRowOf(a, b)) return fused(a, { bias: true }, [b]);
        if (soleReader(1) && isPlainProduct(b) && isRowOf(b, a)) return fused(b, { bias: true }, [a]);
        return node;
      case 'relu':
        return soleReader(0) && isProductWithoutActivation(a) ? fused(a, { activation: 'relu' }, []) : node;
      case 'reluGradient':
        return soleReader(0) && isPlainProduct(a) && equalShapes(a.shape, b.shape)
          ? fused(a, { mask: true }, [b])
          : node;
      default:
        return node;
    }
  });
}

function countReaders(roots: readonly Tensor[]): ReadonlyMap<Tensor, number> {
  const readers = new Map<Tensor, number>();
  const count = (tensor: Tensor) => readers.set(tensor, (readers.get(tensor) ?? 0) + 1);
  topologicalOrder(roots).forEach((node) => node.inputs.forEach(count));
  roots.forEach(count);
  return readers;
}

const isPlainProduct = (node: Tensor | undefined): node is Tensor => node?.operator.name === 'matmul';

function isProductWithoutActivation(node: Tensor | undefined): node is Tensor {
  if (node === undefined || node.operator.name === 'matmul') return node !== undefined;
  return (
    node.operator === fusedProductOperator &&
    node.attributes['activation'] === 'none' &&
    !node.attributes['mask']
  );
}

/** Whether the operand is one row for every row of the product; a product of one column may not stretch to meet it. */
const isRowOf = (product: Tensor, bias: Tensor | undefined): boolean =>
  bias?.shape.length === 1 && bias.shape[0] === product.shape[1];

function fused(product: Tensor, changes: Attributes, more: readonly Tensor[]): Tensor {
  const attributes = { bias: false, activation: 'none', mask: false, ...product.attributes, ...changes };
  return product.graph.apply(fusedProductOperator, [...product.inputs, ...more], attributes); // [M, N]
}
