/** Kernels that move data and compute nothing. */
import { loadLanes, storeLanes } from './lanes';

/** memory.copy costs a call out of wasm, so short blocks are copied here. The blocks must not overlap. */
// @ts-ignore: decorator
@inline
function copy(out: usize, a: usize, bytes: i32): void {
  if (bytes >= 1024) {
    memory.copy(out, a, bytes);
    return;
  }
  for (; bytes >= 16; bytes -= 16) {
    v128.store(out, v128.load(a));
    out += 16;
    a += 16;
  }
  for (; bytes >= 4; bytes -= 4) {
    store<i32>(out, load<i32>(a));
    out += 4;
    a += 4;
  }
  for (; bytes > 0; bytes -= 1) {
    store<u8>(out, load<u8>(a));
    out += 1;
    a += 1;
  }
}

/** `n` times the same 4 bytes. */
// @ts-ignore: decorator
@inline
function fill(out: usize, value: v128, n: i32): void {
  for (; n >= 4; n -= 4) {
    v128.store(out, value);
    out += 16;
  }
  if (n > 0) storeLanes(out, n, value);
}

export function broadcast(out: usize, a: usize, outer: i32, repeat: i32, inner: i32): void {
  const bytes = inner << 2;
  for (; outer > 0; outer -= 1) {
    if (inner == 1) {
      fill(out, v128.load32_splat(a), repeat);
      out += repeat << 2;
    } else {
      for (let r = repeat; r > 0; r -= 1) {
        copy(out, a, bytes);
        out += bytes;
      }
    }
    a += bytes;
  }
}

export function copyBlocks(out: usize, a: usize, blocks: i32, bytes: i32, outStride: i32, aStride: i32): void {
  if (outStride == bytes && aStride == bytes) {
    bytes *= blocks;
    blocks = min(blocks, 1);
  }
  for (; blocks > 0; blocks -= 1) {
    copy(out, a, bytes);
    out += outStride;
    a += aStride;
  }
}

export function zero(out: usize, bytes: i32): void {
  memory.fill(out, 0, bytes);
}

/** Four rows of four: `out` gets them as columns. */
// @ts-ignore: decorator
@inline
export function transpose4x4(out: usize, outStep: usize, a: usize, aStep: usize): void {
  const r0 = v128.load(a);
  const r1 = v128.load(a + aStep);
  const r2 = v128.load(a + 2 * aStep);
  const r3 = v128.load(a + 3 * aStep);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(out + outStep, v128.shuffle<f64>(low01, low23, 1, 3));
  v128.store(out + 2 * outStep, v128.shuffle<f64>(high01, high23, 0, 2));
  v128.store(out + 3 * outStep, v128.shuffle<f64>(high01, high23, 1, 3));
}

/** Blocks of 16 rows, so that whole cache lines of `out` fill up. */
export function transpose(out: usize, a: usize, rows: i32, columns: i32): void {
  const aStep = <usize>columns << 2;
  const outStep = <usize>rows << 2;
  const wholeRows = rows & ~3;
  const wholeColumns = columns & ~3;
  for (let first = 0; first < wholeRows; first += 16) {
    const last = min(first + 16, wholeRows);
    for (let c = 0; c < wholeColumns; c += 4) {
      const from = a + (<usize>c << 2);
      const to = out + <usize>c * outStep;
      for (let r = first; r < last; r += 4) transpose4x4(to + (<usize>r << 2), outStep, from + <usize>r * aStep, aStep);
    }
  }
  for (let r = 0; r < rows; r += 1) {
    for (let c = r < wholeRows ? wholeColumns : 0; c < columns; c += 1) {
      const value = load<i32>(a + <usize>r * aStep + (<usize>c << 2));
      store<i32>(out + <usize>c * outStep + (<usize>r << 2), value);
    }
  }
}

export function gather(out: usize, a: usize, indices: usize, rows: i32, columns: i32): void {
  for (; rows > 0; rows -= 1) {
    store<i32>(out, load<i32>(a + (<usize>load<i32>(indices) << 2)));
    out += 4;
    indices += 4;
    a += <usize>columns << 2;
  }
}

export function scatter(out: usize, a: usize, indices: usize, rows: i32, columns: i32): void {
  memory.fill(out, 0, (<usize>rows * <usize>columns) << 2);
  for (; rows > 0; rows -= 1) {
    store<i32>(out + (<usize>load<i32>(indices) << 2), load<i32>(a));
    a += 4;
    indices += 4;
    out += <usize>columns << 2;
  }
}

export function gatherRows(out: usize, table: usize, indices: usize, rows: i32, rowBytes: i32): void {
  for (; rows > 0; rows -= 1) {
    copy(out, table + <usize>load<i32>(indices) * <usize>rowBytes, rowBytes);
    out += rowBytes;
    indices += 4;
  }
}

export function scatterAddRows(
  out: usize, a: usize, indices: usize, rows: i32, columns: i32, tableRows: i32,
): void { // prettier-ignore
  memory.fill(out, 0, (<usize>tableRows * <usize>columns) << 2);
  for (; rows > 0; rows -= 1) {
    let row = out + ((<usize>load<i32>(indices) * <usize>columns) << 2);
    for (let n = columns; n > 0; n -= 4) {
      storeLanes(row, n, f32x4.add(loadLanes(row, n), loadLanes(a, n)));
      const width = <usize>min(n, 4) << 2;
      row += width;
      a += width;
    }
    indices += 4;
  }
}
