/**
 * Copies of a matrix as k-major panels: for each k the elements of 4 rows of A (or 4 or 8 columns of B) side by side, so that the
 * product reads forwards only. Lanes that a panel has beyond the matrix are +0.
 */
import { loadLanes } from './lanes';
import { transpose4x4 } from './moving';

/** Four lanes from a k-major source. */
// @ts-ignore: decorator
@inline
function copyLanes(panel: usize, panelStep: usize, source: usize, sourceStep: usize, count: i32, k: i32): void {
  if (count >= 4) {
    for (; k > 0; k -= 1) {
      v128.store(panel, v128.load(source));
      panel += panelStep;
      source += sourceStep;
    }
  }
  for (; k > 0; k -= 1) {
    v128.store(panel, loadLanes(source, count));
    panel += panelStep;
    source += sourceStep;
  }
}

/** Four lanes from a source that has k along its rows. */
// @ts-ignore: decorator
@inline
function transposeLanes(panel: usize, panelStep: usize, source: usize, sourceStep: usize, count: i32, k: i32): void {
  if (count >= 4) {
    for (; k >= 4; k -= 4) {
      transpose4x4(panel, panelStep, source, sourceStep);
      panel += panelStep << 2;
      source += 16;
    }
  }
  for (; k > 0; k -= 1) {
    v128.store(panel, f32x4.splat(0));
    let from = source;
    for (let lane = 0; lane < min(count, 4); lane += 1) {
      store<f32>(panel + (<usize>lane << 2), load<f32>(from));
      from += sourceStep;
    }
    panel += panelStep;
    source += 4;
  }
}

/**
 * Packs 4 lanes of a panel: `count` rows of A or columns of B, from `first` on. `kMajor`: the source is stored [k, size], otherwise
 * [size, k]. `panelStep` is in bytes.
 */
export function packLanes(
  panel: usize, panelStep: usize, source: usize, kMajor: bool, first: i32, count: i32, size: i32, k: i32,
): void { // prettier-ignore
  if (kMajor) {
    copyLanes(panel, panelStep, source + (<usize>first << 2), <usize>size << 2, count, k);
  } else {
    const step = <usize>k << 2;
    transposeLanes(panel, panelStep, source + <usize>first * step, step, count, k);
  }
}
