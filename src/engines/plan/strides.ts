/** How broadcast operands become the two strides that element-wise kernels know, and broadcasts single runs of axes. */
import { broadcastTo } from '../../tensor/operators/sum-broadcast.js';
import { rewrite, withInputs } from '../../tensor/rewrite.js';
import { sizeOf, type Shape } from '../../tensor/shape.js';
import type { Tensor } from '../../tensor/tensor.js';

export interface MatrixView {
  readonly rows: number;
  readonly columns: number;
  /** For each operand, elements from row to row and from column to column. */
  readonly strides: readonly { readonly row: number; readonly column: number }[];
}

type Coverage = 'all' | 'none' | 'some';

/** Sees a broadcast as a matrix in which each operand has constant strides; undefined where there is no such matrix. */
export function matrixView(shape: Shape, operands: readonly Shape[]): MatrixView | undefined {
  for (let split = 0; split <= shape.length; split++) {
    const columns = sizeOf(shape.slice(split));
    const strides = operands.map((operand) => {
      const rowCoverage = coverage(shape, operand, 0, split);
      const columnCoverage = coverage(shape, operand, split, shape.length);
      if (rowCoverage === 'some' || columnCoverage === 'some') return undefined;
      const column = columnCoverage === 'all' ? 1 : 0;
      return { row: rowCoverage === 'none' ? 0 : column === 1 ? columns : 1, column };
    });
    if (strides.every((stride) => stride !== undefined)) {
      return { rows: sizeOf(shape.slice(0, split)), columns, strides };
    }
  }
  return undefined;
}

/** Whether an operand has all, none or some of a result's axes from `start` to `end`; axes of length 1 do not count. */
function coverage(shape: Shape, operand: Shape, start: number, end: number): Coverage {
  const offset = shape.length - operand.length;
  let present = 0;
  let counted = 0;
  for (let axis = start; axis < end; axis++) {
    if (shape[axis] === 1) continue;
    counted++;
    if (axis >= offset && operand[axis - offset] === shape[axis]) present++;
  }
  if (present === counted) return 'all';
  return present === 0 ? 'none' : 'some';
}

/** A broadcast as `outer` blocks of `inner` elements, each repeated; undefined where several runs of axes are stretched. */
export function repeatView(
  shape: Shape,
  operand: Shape,
): { readonly outer: number; readonly repeat: number; readonly inner: number } | undefined {
  const offset = shape.length - operand.length;
  const stretched = shape.map(
    (length, axis) => length !== 1 && (axis < offset || operand[axis - offset] !== length),
  );
  const first = stretched.indexOf(true);
  if (first < 0) return { outer: 1, repeat: 1, inner: sizeOf(shape) };
  const last = stretched.lastIndexOf(true);
  const oneRun = shape.slice(first, last + 1).every((length, at) => length === 1 || stretched[first + at]);
  if (!oneRun) return undefined;
  return {
    outer: sizeOf(shape.slice(0, first)),
    repeat: sizeOf(shape.slice(first, last + 1)),
    inner: sizeOf(shape.slice(last + 1)),
  };
}

const binaryNames = new Set(['add', 'sub', 'mul', 'div', 'minimum', 'maximum', 'less', 'lessEqual', 'equal']);

export const isBinary = (name: string): boolean => binaryNames.has(name);

/** Replaces what the kernels cannot do in one call by what they can: explicit broadcasts, one run of axes at a time. */
export function legalize(roots: readonly Tensor[]): readonly Tensor[] {
  return rewrite(roots, (original, inputs) => {
    const node = withInputs(original, inputs);
    const { name } = node.operator;
    if (name === 'broadcast') return stretchRunByRun(node.inputs[0], node.shape);
    const shapes = node.inputs.map((input) => input.shape);
    const needsFullOperands =
      name === 'reluGradient' || (isBinary(name) && matrixView(node.shape, shapes) === undefined);
    if (!needsFullOperands) return node;
    return withInputs(
      node,
      node.inputs.map((input) => stretchRunByRun(input, node.shape)),
    );
  });
}

function stretchRunByRun(x: Tensor, shape: Shape): Tensor {
  if (repeatView(shape, x.shape) !== undefined) return broadcastTo(x, shape);
  const padded = [...new Array<number>(shape.length - x.shape.length).fill(1), ...x.shape];
  const axis = padded.findLastIndex((length, at) => length !== shape[at]);
  const wider = padded.map((length, at) => (at === axis ? shape[at] : length));
  return stretchRunByRun(broadcastTo(x, wider), shape);
}
