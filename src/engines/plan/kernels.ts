/**
 * The kernels that a plan may call: their names, arguments and meaning. Every executor (wasm, its float32 twin, a native
 * engine one day) implements exactly this table, so a plan runs on each of them and gives the same bits.
 *
 * `pointer` is a byte offset into the engine's memory, a multiple of 4 (of 16 for whole tensors); `integer` an int32;
 * `float` a float32 immediate. Tensors are dense, row-major, little-endian. `out` comes first. An element-wise kernel may
 * write over an operand of the same shape (out == a); no other kernel may. Sizes of 0 are legal and do nothing.
 *
 * Exactness: one float32 rounding after every operation, no fused multiply-add. Products accumulate over k in order from
 * +0 (acc = acc + a*b), then bias, then activation, then mask. Sums along the last axis use 8 interleaved partial sums (element
 * i goes to partial i mod 8, each from +0, in order) and the tree ((0+4)+(2+6))+((1+5)+(3+7)); sums along another axis add row
 * after row from +0. Results equal those of the twin bit for bit; NaN compares as NaN.
 */
export type ArgumentKind = 'pointer' | 'integer' | 'float';

const p = 'pointer';
const i = 'integer';
const f = 'float';

const unary = { out: p, a: p, n: i } as const;

/** out[r, c] = a[r * aRow + c * aColumn] op b[r * bRow + c * bColumn]; strides in elements, columns strides 0 or 1. */
const binary = {
  out: p, a: p, b: p, rows: i, columns: i, aRow: i, aColumn: i, bRow: i, bColumn: i,
} as const; // prettier-ignore

export const kernelTable = {
  // --- element-wise, float32 -> float32
  neg: unary,
  abs: unary,
  /** 1, -1, or x itself where it is 0, -0 or NaN. */
  sign: unary,
  square: unary,
  sqrt: unary,
  /** At most 1 ulp off. */
  exp: unary,
  log: unary,
  /** At most 2 ulp off. */
  tanh: unary,
  /** 1 / (1 + exp(-x)). */
  sigmoid: unary,
  /** max(x, +0); NaN stays NaN. */
  relu: unary,
  add: binary,
  sub: binary,
  mul: binary,
  div: binary,
  /** As Math.min and Math.max: NaN wins, -0 < +0. */
  minimum: binary,
  maximum: binary,
  /** 1 or 0, as float32. */
  less: binary,
  lessEqual: binary,
  equal: binary,
  /** dy where y > 0, else +0. */
  reluGradient: { out: p, dy: p, y: p, n: i },
  /** a where condition is not 0 (NaN counts as not 0), else b. */
  where: { out: p, condition: p, a: p, b: p, n: i },
  castInt32ToFloat32: unary,
  castUint8ToFloat32: unary,
  /** Towards zero, saturating, NaN to 0. */
  castFloat32ToInt32: unary,

  // --- reductions; `a` is [rows, columns] or [outer, length, inner]
  sumRows: { out: p, a: p, rows: i, columns: i },
  sumMiddle: { out: p, a: p, outer: i, length: i, inner: i },
  /** -Infinity for no elements. */
  maxRows: { out: p, a: p, rows: i, columns: i },
  maxMiddle: { out: p, a: p, outer: i, length: i, inner: i },
  /** int32 index of the first greatest element of each row; NaN is never greater; 0 if none is greater than -Infinity. */
  argmaxRows: { out: p, a: p, rows: i, columns: i },

  // --- products
  /**
   * out[m, n] = mask(activation(A B + bias)). A is [m, k], stored as [k, m] if transposeA; B is [k, n], stored as [n, k] if
   * transposeB. bias [n] or pointer 0 for none. activation 0: none, 1: relu. mask [m, n] or pointer 0 for none: +0 where mask <= 0
   * or NaN. `scratch` has at least matmulScratchBytes(m, n, k) bytes, 16-aligned.
   */
  matmul: {
    out: p, a: p, b: p, bias: p, mask: p, m: i, n: i, k: i, transposeA: i, transposeB: i, activation: i, scratch: p,
  }, // prettier-ignore

  // --- moving data
  /** out[o, r, i] = a[o, i] (4-byte elements). */
  broadcast: { out: p, a: p, outer: i, repeat: i, inner: i },
  /** Copies `blocks` blocks of `bytes` bytes (any number); strides in bytes. Slices, concatenation, padding, plain copies. */
  copyBlocks: { out: p, a: p, blocks: i, bytes: i, outStride: i, aStride: i },
  zero: { out: p, bytes: i },
  /** out[c, r] = a[r, c] (4-byte elements). */
  transpose: { out: p, a: p, rows: i, columns: i },
  /** out[r] = a[r, indices[r]] (4-byte elements). */
  gather: { out: p, a: p, indices: p, rows: i, columns: i },
  /** out [rows, columns] is +0 but for out[r, indices[r]] = a[r]. */
  scatter: { out: p, a: p, indices: p, rows: i, columns: i },
  /** out[r] = table[indices[r]], rows of `rowBytes` bytes (any number). */
  gatherRows: { out: p, table: p, indices: p, rows: i, rowBytes: i },
  /** out [tableRows, columns] = +0, then out[indices[r]] += a[r] for r in order. */
  scatterAddRows: { out: p, a: p, indices: p, rows: i, columns: i, tableRows: i },

  // --- rows as wholes
  /** x - max - log(sum(exp(x - max))) along each row. */
  logSoftmax: { out: p, a: p, rows: i, columns: i },
  /** 1 / sqrt(mean((x - mean)^2) + epsilon) of each row: out is [rows]. mean = sum * float32(1 / columns). */
  inverseDeviation: { out: p, a: p, rows: i, columns: i, epsilon: f },
  /** (x - mean) * inverseDeviation[row]. */
  standardize: { out: p, a: p, inverseDeviation: p, rows: i, columns: i },
  /** inverseDeviation * ((dy - mean(dy)) - y * mean(dy * y)) along each row. */
  standardizeGradient: { out: p, dy: p, y: p, inverseDeviation: p, rows: i, columns: i },

  // --- optimisers; results below 1e-30 in magnitude become +0, because denormals are slow
  /** flush(keep * average + blend * value). */
  movingAverage: { out: p, average: p, value: p, n: i, keep: f, blend: f },
  /** flush(keep * average + (blend * value) * value). */
  movingAverageOfSquares: { out: p, average: p, value: p, n: i, keep: f, blend: f },
  /** parameter - (stepSize * m) / (sqrt(v) * inverseRootCorrection + epsilon); stepSize and inverseRootCorrection point to scalars. */
  adamStep: {
    out: p, parameter: p, m: p, v: p, stepSize: p, inverseRootCorrection: p, n: i, epsilon: f,
  }, // prettier-ignore
} as const satisfies Record<string, Readonly<Record<string, ArgumentKind>>>;

export type KernelName = keyof typeof kernelTable;

/** Scratch memory that one product needs for its packed panels, in bytes. */
export function matmulScratchBytes(m: number, n: number, k: number): number {
  const panelsOfA = Math.ceil(m / 4) * 4 * k;
  const panelsOfB = Math.ceil(n / 8) * 8 * k;
  return 4 * (panelsOfA + panelsOfB) + 256;
}
