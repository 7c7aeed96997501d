import type { ParameterStore, TensorArray } from '../../src/engines/engine.js';
import { fail } from '../../src/errors.js';

/** Stops a run whose loss is no number, naming the tensor that it comes from: see `requireFinite`. */
export function failNotFinite(loss: number, step: number, stores: readonly ParameterStore[]): never {
  requireFinite(step, stores);
  return notFinite('loss', loss, step);
}

/** Raises `numeric-failure` for the first tensor of the stores that is not finite. */
export function requireFinite(step: number, stores: readonly ParameterStore[]): void {
  for (const store of stores) {
    for (const name of store.specifications.keys()) {
      const values = store.get(name);
      const at = firstNotFinite(values);
      if (at >= 0) notFinite(`${store.label}/${name}[${at}]`, values[at], step);
    }
  }
}

function firstNotFinite(values: TensorArray): number {
  if (values instanceof Int32Array || values instanceof Uint8Array) return -1;
  // Less itself only a finite number is 0. Looking up Number.isFinite in a context of its own, as tests do, is far slower.
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) return i;
  return -1;
}

function notFinite(tensor: string, value: number, step: number): never {
  return fail('numeric-failure', {
    component: `learner at environment step ${step}`,
    parameter: tensor,
    value,
    requirement: 'a finite number',
    hint: 'check the rewards and observations, lower learningRate, or set maximumGradientNorm',
  });
}
