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

export function broadcast(out: usize, a: usize, outer: i32, repeat: i32, inner: i32): void {
  const bytes = inner << 2;
  for (; outer > 0; outer -= 1) {
    for (let r = repeat; r > 0; r -= 1) {
      copy(out, a, bytes);
      out += bytes;
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

export function transpose(out: usize, a: usize, rows: i32, columns: i32): void {
  const aStep = <usize>columns << 2;
  const outStep = <usize>rows << 2;
  for (let r = 0; r < rows; r += 4) {
    const from = a + <usize>r * aStep;
    const to = out + (<usize>r << 2);
    const whole = rows - r >= 4 ? columns & ~3 : 0;
    for (let c = 0; c < whole; c += 4) {
      transpose4x4(to + <usize>c * outStep, outStep, from + (<usize>c << 2), aStep);
    }
    for (let c = whole; c < columns; c += 1) {
      for (let i = 0; i < min(rows - r, 4); i += 1) {
        const value = load<f32>(from + <usize>i * aStep + (<usize>c << 2));
        store<f32>(to + <usize>c * outStep + (<usize>i << 2), value);
      }
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
