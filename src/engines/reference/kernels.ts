/**
 * Every operator by its definition, in float64, as plainly as it can be said: the oracle that other engines are held to.
 * Nothing here is shared with the plans that other engines run.
 */
import { momentFloor } from '../../tensor/operators/optimizer-steps.js';
import { productSizes } from '../../tensor/operators/matmul.js';
import { sizeOf, viewFromAxis, type Shape } from '../../tensor/shape.js';
import type { Tensor } from '../../tensor/tensor.js';
import { exp, log } from '../../numerics/index.js';
import type { TensorArray } from '../engine.js';

/** Computes `out` from the values of the node's inputs. */
export type ReferenceKernel = (node: Tensor, out: TensorArray, ...inputs: TensorArray[]) => void;

/** Index of the element of a broadcast operand that stands at an index of the result. */
function broadcastIndex(index: number, shape: Shape, operand: Shape): number {
  let rest = index;
  let position = 0;
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis];
    const coordinate = rest % length;
    rest = (rest - coordinate) / length;
    const own = operand[axis - shape.length + operand.length];
    if (own === undefined) continue;
    if (own !== 1) position += coordinate * stride;
    stride *= own;
  }
  return position;
}

const elementwise: ReferenceKernel = (node, out, ...inputs) => {
  const scalar = node.operator.scalar as (...values: number[]) => number;
  for (let index = 0; index < out.length; index++) {
    const values = inputs.map((input, at) => input[broadcastIndex(index, node.shape, node.inputs[at].shape)]);
    out[index] = scalar(...values);
  }
};

const copyAll: ReferenceKernel = (_node, out, x) => out.set(x);

const broadcast: ReferenceKernel = (node, out, x) => {
  const shape = node.inputs[0].shape;
  for (let index = 0; index < out.length; index++) out[index] = x[broadcastIndex(index, node.shape, shape)];
};

const cast: ReferenceKernel = (node, out, x) => {
  const toInteger = (value: number) =>
    Number.isNaN(value) ? 0 : Math.min(Math.max(Math.trunc(value), -2147483648), 2147483647);
  x.forEach((value, index) => (out[index] = node.type === 'int32' ? toInteger(value) : value));
};

const reduction =
  (first: number, step: (soFar: number, value: number) => number): ReferenceKernel =>
  (node, out, x) => {
    const { outer, length, inner } = viewFromAxis(node.inputs[0].shape, node.attributes['axis'] as number);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        let result = first;
        for (let l = 0; l < length; l++) result = step(result, x[(o * length + l) * inner + i]);
        out[o * inner + i] = result;
      }
    }
  };

const argmax: ReferenceKernel = (node, out, x) => {
  const columns = node.inputs[0].shape.at(-1) as number;
  for (let row = 0; row < out.length; row++) {
    let best = -Infinity;
    out[row] = 0;
    for (let column = 0; column < columns; column++) {
      const value = x[row * columns + column];
      if (value > best) [best, out[row]] = [value, column];
    }
  }
};

const product: ReferenceKernel = (node, out, a, b) => {
  const { transposeA, transposeB } = node.attributes;
  const [left, right] = node.inputs as [Tensor, Tensor];
  const { m, n, k } = productSizes(left, right, Boolean(transposeA), Boolean(transposeB));
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let at = 0; at < k; at++) {
        const x = a[transposeA ? at * m + row : row * k + at];
        const y = b[transposeB ? column * k + at : at * n + column];
        sum += x * y;
      }
      out[row * n + column] = sum;
    }
  }
};

const slice: ReferenceKernel = (node, out, x) => {
  const { axis, start } = node.attributes as { axis: number; start: number };
  const whole = viewFromAxis(node.inputs[0].shape, axis);
  const part = viewFromAxis(node.shape, axis);
  for (let o = 0; o < part.outer; o++) {
    for (let l = 0; l < part.length; l++) {
      for (let i = 0; i < part.inner; i++) {
        out[(o * part.length + l) * part.inner + i] = x[(o * whole.length + start + l) * whole.inner + i];
      }
    }
  }
};

/** Writes a part into a whole from entry `start` of an axis on. */
function insert(
  out: TensorArray,
  wholeShape: Shape,
  part: TensorArray,
  partShape: Shape,
  axis: number,
  start: number,
): void {
  const whole = viewFromAxis(wholeShape, axis);
  const { outer, length, inner } = viewFromAxis(partShape, axis);
  for (let o = 0; o < outer; o++) {
    for (let l = 0; l < length; l++) {
      for (let i = 0; i < inner; i++) {
        out[(o * whole.length + start + l) * inner + i] = part[(o * length + l) * inner + i];
      }
    }
  }
}

const pad: ReferenceKernel = (node, out, x) => {
  const { axis, before } = node.attributes as { axis: number; before: number };
  out.fill(0);
  insert(out, node.shape, x, node.inputs[0].shape, axis, before);
};

const concat: ReferenceKernel = (node, out, ...parts) => {
  const axis = node.attributes['axis'] as number;
  let start = 0;
  parts.forEach((part, at) => {
    const { shape } = node.inputs[at];
    insert(out, node.shape, part, shape, axis, start);
    start += shape[axis];
  });
};

const transpose: ReferenceKernel = (node, out, x) => {
  const [rows, columns] = node.shape as [number, number];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) out[row * columns + column] = x[column * rows + row];
  }
};

const gather: ReferenceKernel = (node, out, x, indices) => {
  const columns = node.inputs[0].shape.at(-1) as number;
  for (let row = 0; row < out.length; row++) out[row] = x[row * columns + indices[row]];
};

const scatter: ReferenceKernel = (node, out, x, indices) => {
  const columns = node.shape.at(-1) as number;
  out.fill(0);
  x.forEach((value, row) => (out[row * columns + indices[row]] = value));
};

const gatherRows: ReferenceKernel = (node, out, table, indices) => {
  const size = sizeOf(node.inputs[0].shape.slice(1));
  indices.forEach((from, row) => {
    for (let at = 0; at < size; at++) out[row * size + at] = table[from * size + at];
  });
};

const scatterAddRows: ReferenceKernel = (node, out, x, indices) => {
  const size = sizeOf(node.shape.slice(1));
  out.fill(0);
  indices.forEach((to, row) => {
    for (let at = 0; at < size; at++) out[to * size + at] = out[to * size + at] + x[row * size + at];
  });
};

/** Calls a function with each row along the last axis of an array of the node's shape. */
function forEachRow({ shape }: Tensor, visit: (start: number, length: number, row: number) => void): void {
  const length = shape.at(-1) as number;
  for (let row = 0; row < sizeOf(shape.slice(0, -1)); row++) visit(row * length, length, row);
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const logSoftmax: ReferenceKernel = (node, out, x) =>
  forEachRow(node, (start, length) => {
    const row = Float64Array.from(x.subarray(start, start + length));
    const greatest = row.reduce((soFar, value) => Math.max(soFar, value), -Infinity);
    const logSum = log(row.reduce((sum, value) => sum + exp(value - greatest), 0));
    row.forEach((value, at) => (out[start + at] = value - greatest - logSum));
  });

const inverseDeviation: ReferenceKernel = (node, out, x) =>
  forEachRow(node.inputs[0], (start, length, row) => {
    const values = Float64Array.from(x.subarray(start, start + length));
    const mean = meanOf(values);
    const variance = meanOf(values.map((value) => (value - mean) * (value - mean)));
    out[row] = 1 / Math.sqrt(variance + (node.attributes['epsilon'] as number));
  });

const standardize: ReferenceKernel = (node, out, x, inverse) =>
  forEachRow(node, (start, length, row) => {
    const values = Float64Array.from(x.subarray(start, start + length));
    const mean = meanOf(values);
    values.forEach((value, at) => (out[start + at] = (value - mean) * inverse[row]));
  });

const standardizeGradient: ReferenceKernel = (node, out, dy, y, inverse) =>
  forEachRow(node, (start, length, row) => {
    const gradient = Float64Array.from(dy.subarray(start, start + length));
    const result = Float64Array.from(y.subarray(start, start + length));
    const mean = meanOf(gradient);
    const meanOfProduct = meanOf(gradient.map((value, at) => value * result[at]));
    gradient.forEach((value, at) => {
      const centred = value - mean - result[at] * meanOfProduct;
      out[start + at] = inverse[row] * centred;
    });
  });

const flush = (value: number): number => (Math.abs(value) < momentFloor ? 0 : value);

const average =
  (power: (value: number) => number): ReferenceKernel =>
  (node, out, current, value) => {
    const { keep, blend } = node.attributes as { keep: number; blend: number };
    for (let at = 0; at < out.length; at++) {
      out[at] = flush(keep * current[at] + blend * power(value[at]));
    }
  };

const adamStep: ReferenceKernel = (node, out, ...inputs) => {
  const [parameter, m, v, stepSize, inverseRootCorrection] = inputs as [
    TensorArray,
    TensorArray,
    TensorArray,
    TensorArray,
    TensorArray,
  ];
  const epsilon = node.attributes['epsilon'] as number;
  for (let at = 0; at < out.length; at++) {
    const deviation = Math.sqrt(v[at]) * inverseRootCorrection[0] + epsilon;
    out[at] = parameter[at] - (stepSize[0] * m[at]) / deviation;
  }
};

const otherKernels: Readonly<Record<string, ReferenceKernel>> = {
  ...{ reshape: copyAll, stopGradient: copyAll, copy: copyAll, broadcast, cast },
  ...{ sum: reduction(0, (a, b) => a + b), max: reduction(-Infinity, Math.max), argmax, matmul: product },
  ...{ slice, pad, concat, transpose, gather, scatter, gatherRows, scatterAddRows },
  ...{ logSoftmax, inverseDeviation, standardize, standardizeGradient },
  ...{ movingAverage: average((x) => x), movingAverageOfSquares: average((x) => x * x), adamStep },
};

/** The kernel of an operator; operators that say what they do to one element need no other. */
export function referenceKernel({ operator }: Tensor): ReferenceKernel | undefined {
  return operator.scalar === undefined ? otherKernels[operator.name] : elementwise;
}
