/**
 * Copies of a matrix as k-major panels: for each k the elements of 4 rows of A (or 4 or 8 columns of B) side by side, so that the
 * product reads forwards only. What a panel has beyond the matrix is +0.
 */
import { loadLanes } from './lanes';
import { transpose4x4 } from './moving';

/** Four lanes of a panel from a k-major source: `count` of them exist. Steps in bytes. */
// @ts-ignore: decorator
@inline
function copyLanes(panel: usize, panelStep: usize, source: usize, sourceStep: usize, count: i32, k: i32): void {
  for (; k > 0; k -= 1) {
    v128.store(panel, loadLanes(source, count));
    panel += panelStep;
    source += sourceStep;
  }
}

/** Four lanes of a panel from a source that has k along its rows; `count` rows exist. Steps in bytes. */
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
    let lane = 0;
    for (let from = source; lane < min(count, 4); lane += 1) {
      store<f32>(panel + (<usize>lane << 2), load<f32>(from));
      from += sourceStep;
    }
    for (; lane < 4; lane += 1) store<f32>(panel + (<usize>lane << 2), 0);
    panel += panelStep;
    source += 4;
  }
}

/**
 * Packs 4 lanes: `count` rows of A or columns of B from `first` on. `kMajor` says that the source is stored [k, size], otherwise it
 * is [size, k].
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
