import type { Tensor } from './tensor.js';

/** At the end of a run, the parameter `target` takes `value`. */
export interface Update {
  readonly target: Tensor;
  readonly value: Tensor;
}
