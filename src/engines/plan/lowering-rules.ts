/** Which kernel calls stand for which operator. */
import { productSizes } from '../../tensor/operators/matmul.js';
import { sizeOf, viewFromAxis } from '../../tensor/shape.js';
import { bytesPerElement, type Tensor } from '../../tensor/tensor.js';
import type { KernelName } from './kernels.js';
import type { KernelArguments, Pointer } from './plan.js';
import { matrixView, repeatView, type MatrixView } from './strides.js';

export interface LoweringContext {
  readonly pointerTo: (tensor: Tensor) => Pointer;
  readonly scratch: Pointer;
  readonly emit: <Name extends KernelName>(kernel: Name, args: KernelArguments<Name>) => void;
}

export type LoweringRule = (node: Tensor, context: LoweringContext) => void;

type UnaryKernel =
  'neg' | 'abs' | 'sign' | 'square' | 'sqrt' | 'exp' | 'log' | 'tanh' | 'sigmoid' | 'relu' | CastKernel;
type CastKernel = 'castInt32ToFloat32' | 'castUint8ToFloat32' | 'castFloat32ToInt32';
type BinaryKernel = 'add' | 'sub' | 'mul' | 'div' | 'minimum' | 'maximum' | 'less' | 'lessEqual' | 'equal';

const unary =
  (kernel: UnaryKernel): LoweringRule =>
  (node, { emit, pointerTo }) =>
    emit(kernel, { out: pointerTo(node), a: pointerTo(node.inputs[0]), n: sizeOf(node.shape) });

const binary =
  (kernel: BinaryKernel): LoweringRule =>
  (node, { emit, pointerTo }) => {
    const [a, b] = node.inputs as [Tensor, Tensor];
    const { rows, columns, strides } = matrixView(node.shape, [a.shape, b.shape]) as MatrixView;
    const [first, second] = strides as [MatrixView['strides'][number], MatrixView['strides'][number]];
    emit(kernel, {
      out: pointerTo(node),
      a: pointerTo(a),
      b: pointerTo(b),
      rows,
      columns,
      aRow: first.row,
      aColumn: first.column,
      bRow: second.row,
      bColumn: second.column,
    });
  };

const reduction =
  (rowsKernel: 'sumRows' | 'maxRows', middleKernel: 'sumMiddle' | 'maxMiddle'): LoweringRule =>
  (node, { emit, pointerTo }) => {
    const x = node.inputs[0];
    const axis = node.attributes['axis'] as number;
    const { outer, length, inner } = viewFromAxis(x.shape, axis);
    const out = pointerTo(node);
    const a = pointerTo(x);
    // By the axis and not by `inner`, which may be a batch of 1: the order of summation must not depend on that.
    if (axis === x.shape.length - 1) emit(rowsKernel, { out, a, rows: outer, columns: length });
    else emit(middleKernel, { out, a, outer, length, inner });
  };

const product: LoweringRule = (node, { emit, pointerTo, scratch }) => {
  const [a, b, ...more] = node.inputs as [Tensor, Tensor, ...Tensor[]];
  const { transposeA, transposeB, bias, activation, mask } = node.attributes;
  const next = (wanted: unknown) => (wanted ? pointerTo(more.shift() as Tensor) : 0);
  emit('matmul', {
    out: pointerTo(node),
    a: pointerTo(a),
    b: pointerTo(b),
    bias: next(bias),
    mask: next(mask),
    ...productSizes(a, b, Boolean(transposeA), Boolean(transposeB)),
    transposeA: Number(transposeA),
    transposeB: Number(transposeB),
    activation: Number(activation === 'relu'),
    scratch,
  });
};

/** A tensor as the rows along its last axis. */
function matrixOf({ shape }: Tensor): { readonly rows: number; readonly columns: number } {
  return { rows: sizeOf(shape.slice(0, -1)), columns: shape.at(-1) ?? 1 };
}

const cast: LoweringRule = (node, context) => {
  const from = node.inputs[0].type;
  const kernel =
    from === 'int32' ? 'castInt32ToFloat32' : from === 'uint8' ? 'castUint8ToFloat32' : 'castFloat32ToInt32';
  unary(kernel)(node, context);
};

const copyWhole: LoweringRule = (node, { emit, pointerTo }) => {
  const bytes = sizeOf(node.shape) * bytesPerElement[node.type];
  emit('copyBlocks', {
    out: pointerTo(node),
    a: pointerTo(node.inputs[0]),
    blocks: 1,
    bytes,
    outStride: bytes,
    aStride: bytes,
  });
};

const movedBy = ({ segment, offset }: Pointer, bytes: number): Pointer => ({
  segment,
  offset: offset + bytes,
});

/** Copies x into the part of `whole` that begins at entry `start` of an axis, or that part of x into `whole`. */
function copyPart(
  { emit, pointerTo }: LoweringContext,
  {
    part,
    whole,
    axis,
    start,
    into,
  }: { part: Tensor; whole: Tensor; axis: number; start: number; into: 'part' | 'whole' },
): void {
  const element = bytesPerElement[part.type];
  const partView = viewFromAxis(part.shape, axis);
  const wholeView = viewFromAxis(whole.shape, axis);
  const entry = partView.inner * element;
  const inWhole = { place: movedBy(pointerTo(whole), start * entry), stride: wholeView.length * entry };
  const inPart = { place: pointerTo(part), stride: partView.length * entry };
  const [to, from] = into === 'part' ? [inPart, inWhole] : [inWhole, inPart];
  const bytes = partView.length * entry;
  emit('copyBlocks', {
    out: to.place,
    a: from.place,
    blocks: partView.outer,
    bytes,
    outStride: to.stride,
    aStride: from.stride,
  });
}

const slice: LoweringRule = (node, context) => {
  const { axis, start } = node.attributes as { axis: number; start: number };
  copyPart(context, { part: node, whole: node.inputs[0], axis, start, into: 'part' });
};

const pad: LoweringRule = (node, context) => {
  const { axis, before } = node.attributes as { axis: number; before: number };
  context.emit('zero', {
    out: context.pointerTo(node),
    bytes: sizeOf(node.shape) * bytesPerElement[node.type],
  });
  copyPart(context, { part: node.inputs[0], whole: node, axis, start: before, into: 'whole' });
};

const concat: LoweringRule = (node, context) => {
  const axis = node.attributes['axis'] as number;
  let start = 0;
  for (const part of node.inputs) {
    copyPart(context, { part, whole: node, axis, start, into: 'whole' });
    start += part.shape[axis];
  }
};

const indexed =
  (kernel: 'gather' | 'scatter'): LoweringRule =>
  (node, { emit, pointerTo }) => {
    const [a, indices] = node.inputs as [Tensor, Tensor];
    const { rows, columns } = matrixOf(kernel === 'gather' ? a : node);
    emit(kernel, { out: pointerTo(node), a: pointerTo(a), indices: pointerTo(indices), rows, columns });
  };

const average =
  (kernel: 'movingAverage' | 'movingAverageOfSquares'): LoweringRule =>
  (node, { emit, pointerTo }) => {
    const [current, value] = node.inputs as [Tensor, Tensor];
    const { keep, blend } = node.attributes as { keep: number; blend: number };
    emit(kernel, {
      out: pointerTo(node),
      average: pointerTo(current),
      value: pointerTo(value),
      n: sizeOf(node.shape),
      keep,
      blend,
    });
  };

/** By the operator's name. Leaves and reshapes need no call. */
export const loweringRules: Readonly<Record<string, LoweringRule>> = {
  ...Object.fromEntries(
    (['neg', 'abs', 'sign', 'square', 'sqrt', 'exp', 'log', 'tanh', 'sigmoid', 'relu'] as const).map(
      (name) => [name, unary(name)],
    ),
  ),
  ...Object.fromEntries(
    (['add', 'sub', 'mul', 'div', 'minimum', 'maximum', 'less', 'lessEqual', 'equal'] as const).map(
      (name) => [name, binary(name)],
    ),
  ),
  reluGradient: (node, { emit, pointerTo }) => {
    const [dy, y] = node.inputs as [Tensor, Tensor];
    emit('reluGradient', { out: pointerTo(node), dy: pointerTo(dy), y: pointerTo(y), n: sizeOf(node.shape) });
  },
  where: (node, { emit, pointerTo }) => {
    const [condition, a, b] = node.inputs as [Tensor, Tensor, Tensor];
    emit('where', {
      out: pointerTo(node),
      condition: pointerTo(condition),
      a: pointerTo(a),
      b: pointerTo(b),
      n: sizeOf(node.shape),
    });
  },
  cast,
  copy: copyWhole,
  sum: reduction('sumRows', 'sumMiddle'),
  max: reduction('maxRows', 'maxMiddle'),
  argmax: (node, { emit, pointerTo }) => {
    const x = node.inputs[0];
    emit('argmaxRows', { out: pointerTo(node), a: pointerTo(x), ...matrixOf(x) });
  },
  matmul: product,
  fusedProduct: product,
  broadcast: (node, { emit, pointerTo }) => {
    const x = node.inputs[0];
    const view = repeatView(node.shape, x.shape) as NonNullable<ReturnType<typeof repeatView>>;
    emit('broadcast', { out: pointerTo(node), a: pointerTo(x), ...view });
  },
  slice,
  pad,
  concat,
  transpose: (node, { emit, pointerTo }) => {
    const x = node.inputs[0];
    emit('transpose', { out: pointerTo(node), a: pointerTo(x), ...matrixOf(x) });
  },
  gather: indexed('gather'),
  scatter: indexed('scatter'),
  gatherRows: (node, { emit, pointerTo }) => {
    const [table, indices] = node.inputs as [Tensor, Tensor];
    const rowBytes = sizeOf(table.shape.slice(1)) * bytesPerElement[table.type];
    emit('gatherRows', {
      out: pointerTo(node),
      table: pointerTo(table),
      indices: pointerTo(indices),
      rows: sizeOf(indices.shape),
      rowBytes,
    });
  },
  scatterAddRows: (node, { emit, pointerTo }) => {
    const [a, indices] = node.inputs as [Tensor, Tensor];
    const tableRows = node.shape[0];
    const columns = sizeOf(node.shape.slice(1));
    emit('scatterAddRows', {
      out: pointerTo(node),
      a: pointerTo(a),
      indices: pointerTo(indices),
      rows: sizeOf(indices.shape),
      columns,
      tableRows,
    });
  },
  logSoftmax: (node, { emit, pointerTo }) =>
    emit('logSoftmax', { out: pointerTo(node), a: pointerTo(node.inputs[0]), ...matrixOf(node) }),
  inverseDeviation: (node, { emit, pointerTo }) => {
    const x = node.inputs[0];
    emit('inverseDeviation', {
      out: pointerTo(node),
      a: pointerTo(x),
      ...matrixOf(x),
      epsilon: node.attributes['epsilon'] as number,
    });
  },
  standardize: (node, { emit, pointerTo }) => {
    const [x, inverseDeviation] = node.inputs as [Tensor, Tensor];
    emit('standardize', {
      out: pointerTo(node),
      a: pointerTo(x),
      inverseDeviation: pointerTo(inverseDeviation),
      ...matrixOf(x),
    });
  },
  standardizeGradient: (node, { emit, pointerTo }) => {
    const [dy, y, inverseDeviation] = node.inputs as [Tensor, Tensor, Tensor];
    emit('standardizeGradient', {
      out: pointerTo(node),
      dy: pointerTo(dy),
      y: pointerTo(y),
      inverseDeviation: pointerTo(inverseDeviation),
      ...matrixOf(y),
    });
  },
  movingAverage: average('movingAverage'),
  movingAverageOfSquares: average('movingAverageOfSquares'),
  adamStep: (node, { emit, pointerTo }) => {
    const [parameter, m, v, stepSize, correction] = node.inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
    emit('adamStep', {
      out: pointerTo(node),
      parameter: pointerTo(parameter),
      m: pointerTo(m),
      v: pointerTo(v),
      stepSize: pointerTo(stepSize),
      inverseRootCorrection: pointerTo(correction),
      n: sizeOf(node.shape),
      epsilon: node.attributes['epsilon'] as number,
    });
  },
};
