import type { RandomStream } from '../random/random-stream.js';

/**
 * A random matrix whose columns, or whose rows where these are fewer, are orthonormal: uniformly distributed among all
 * such matrices. It is the Q of the QR decomposition, with a positive diagonal of R, of a matrix of normal numbers.
 *
 * See "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (Saxe et al., 2014).
 *
 * @returns [rows, columns], row-major
 */
export function randomOrthogonal(rows: number, columns: number, stream: RandomStream): Float64Array {
  const length = Math.max(rows, columns);
  const vectors = Array.from({ length: Math.min(rows, columns) }, () =>
    new Float64Array(length).map(() => stream.normal()),
  );
  vectors.forEach((vector, index) => {
    // Twice, because one pass leaves the rounding errors of nearly parallel vectors.
    for (let pass = 0; pass < 2; pass++) removeComponents(vector, vectors.slice(0, index));
    const norm = Math.sqrt(product(vector, vector));
    vector.forEach((value, at) => (vector[at] = value / norm));
  });
  return new Float64Array(rows * columns).map((_, at) => {
    const row = Math.floor(at / columns);
    const column = at % columns;
    const [vector, position] = rows < columns ? [row, column] : [column, row];
    return (vectors[vector] as Float64Array)[position];
  });
}

/** Makes a vector orthogonal to orthonormal others (modified Gram-Schmidt). */
function removeComponents(vector: Float64Array, others: readonly Float64Array[]): void {
  for (const other of others) {
    const along = product(vector, other);
    for (let at = 0; at < vector.length; at++) {
      vector[at] = vector[at] - along * other[at];
    }
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
