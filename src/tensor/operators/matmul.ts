import { fail } from '../../errors.js';
import { showShape } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';

/** Which operands a product reads transposed: stored [K, M] instead of [M, K], [N, K] instead of [K, N]. */
export interface Transposed {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Lengths of a product: A [m, k] times B [k, n]. */
export function productSizes(
  a: Tensor,
  b: Tensor,
  transposeA: boolean,
  transposeB: boolean,
): { readonly m: number; readonly n: number; readonly k: number } {
  const [m, k] = (transposeA ? [...a.shape].reverse() : a.shape) as [number, number];
  const n = b.shape[transposeB ? 0 : 1];
  return { m, n, k };
}

const operator: Operator = {
  name: 'matmul',
  infer: (inputs, { transposeA, transposeB }) => {
    requireFloat('matmul', inputs);
    const [a, b] = inputs as [Tensor, Tensor];
    const inner = [a.shape[transposeA ? 0 : 1], b.shape[transposeB ? 1 : 0]];
    if (a.shape.length !== 2 || b.shape.length !== 2 || inner[0] !== inner[1]) {
      fail('invalid-value', {
        component: 'matmul',
        parameter: 'shapes',
        value: `${showShape(a.shape)}${transposeA ? ' transposed' : ''} and ${showShape(b.shape)}${transposeB ? ' transposed' : ''}`,
        requirement: '[M, K] and [K, N]',
      });
    }
    const { m, n } = productSizes(a, b, Boolean(transposeA), Boolean(transposeB));
    return { shape: [m, n], type: 'float32' };
  },
  gradient: (node, dy) => {
    const [a, b] = node.inputs as [Tensor, Tensor];
    const transposeA = Boolean(node.attributes['transposeA']);
    const transposeB = Boolean(node.attributes['transposeB']);
    const da = transposeA
      ? matmul(b, dy, { transposeA: transposeB, transposeB: true }) // [K, M]
      : matmul(dy, b, { transposeB: !transposeB }); // [M, K]
    const db = transposeB
      ? matmul(dy, a, { transposeA: true, transposeB: transposeA }) // [N, K]
      : matmul(a, dy, { transposeA: !transposeA }); // [K, N]
    return [da, db];
  },
  flops: (node) => {
    const [a, b] = node.inputs as [Tensor, Tensor];
    const { m, n, k } = productSizes(
      a,
      b,
      Boolean(node.attributes['transposeA']),
      Boolean(node.attributes['transposeB']),
    );
    return 2 * m * n * k;
  },
};

/** The matrix product of A [M, K] and B [K, N]; each may be stored transposed. */
export function matmul(
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false }: Transposed = {},
): Tensor {
  return a.graph.apply(operator, [a, b], { transposeA, transposeB }); // [M, N]
}
