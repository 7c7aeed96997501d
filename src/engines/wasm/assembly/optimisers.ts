/** Optimiser kernels. */
import { loadLanes, storeLanes } from './lanes';

/** Moments that decay towards zero would end as denormals, which are slow. */
// @ts-ignore: decorator
@inline
function flush(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(1e-30)));
}

// @ts-ignore: decorator
@inline
function average(squares: bool, out: usize, averages: usize, value: usize, n: i32, keep: f32, blend: f32): void {
  const keeps = f32x4.splat(keep);
  const blends = f32x4.splat(blend);
  for (; n > 0; n -= 4) {
    const x = loadLanes(value, n);
    const scaled = f32x4.mul(blends, x);
    const news = squares ? f32x4.mul(scaled, x) : scaled;
    storeLanes(out, n, flush(f32x4.add(f32x4.mul(keeps, loadLanes(averages, n)), news)));
    averages += 16;
    value += 16;
    out += 16;
  }
}

export function movingAverage(out: usize, average_: usize, value: usize, n: i32, keep: f32, blend: f32): void {
  average(false, out, average_, value, n, keep, blend);
}

export function movingAverageOfSquares(
  out: usize, average_: usize, value: usize, n: i32, keep: f32, blend: f32,
): void { // prettier-ignore
  average(true, out, average_, value, n, keep, blend);
}

export function adamStep(
  out: usize, parameter: usize, m: usize, v: usize, stepSize: usize, inverseRootCorrection: usize, n: i32, epsilon: f32,
): void { // prettier-ignore
  const sizes = v128.load32_splat(stepSize);
  const corrections = v128.load32_splat(inverseRootCorrection);
  const epsilons = f32x4.splat(epsilon);
  for (; n > 0; n -= 4) {
    const root = f32x4.mul(f32x4.sqrt(loadLanes(v, n)), corrections);
    const step = f32x4.div(f32x4.mul(sizes, loadLanes(m, n)), f32x4.add(root, epsilons));
    storeLanes(out, n, f32x4.sub(loadLanes(parameter, n), step));
    parameter += 16;
    m += 16;
    v += 16;
    out += 16;
  }
}
