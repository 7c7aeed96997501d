import type { ParameterStore, TensorArray } from '../../src/engines/engine.js';
import { fail } from '../../src/errors.js';

/** Stops a run whose loss is no number, naming the first tensor that is not finite: stored data first, then parameters. */
export function failNotFinite(loss: number, step: number, stores: readonly ParameterStore[]): never {
  for (const store of stores) {
    for (const name of store.specifications.keys()) {
      const at = firstNotFinite(store.get(name));
      if (at >= 0) notFinite(`${store.label}/${name}[${at}]`, store.get(name)[at] as number, step);
    }
  }
  return notFinite('loss', loss, step);
}

function firstNotFinite(values: TensorArray): number {
  return values instanceof Float32Array || values instanceof Float64Array
    ? values.findIndex((value) => !Number.isFinite(value))
    : -1;
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
