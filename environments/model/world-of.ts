import { TERMINATED, TRUNCATED } from '../batch.js';
import { actionCount, makeObservationBuffers, readObservation } from '../buffers.js';
import type { Environment, ResetOptions, StepResult } from '../contract.js';
import { LazyGenerator } from '../lazy-generator.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import type { Model } from './model.js';

/** One world of this model, without a time limit: the single form. */
export function worldOf(model: Model): Environment {
  const { name, observationSpace, actionSpace, mask } = model;
  const generator = new LazyGenerator();
  const state = new Float64Array(model.stateSize);
  const reward = new Float64Array(1);

  const observe = (): unknown => {
    const into = makeObservationBuffers(observationSpace, 1);
    model.observe(state, 0, into);
    return readObservation(observationSpace, into, 0);
  };
  return {
    observationSpace,
    actionSpace,
    reset({ seed, options }: ResetOptions = {}) {
      if (seed !== undefined) generator.seed(seed);
      model.start(state, 0, generator.current, options);
      return { observation: observe(), info: {} };
    },
    step(action): StepResult<unknown> {
      const ended = model.step(state, 0, listOf(action), reward, generator.current);
      return {
        observation: observe(),
        reward: reward[0],
        terminated: (ended & TERMINATED) !== 0,
        truncated: (ended & TRUNCATED) !== 0,
        info: {},
      };
    },
    ...(mask && {
      actionMask: () => {
        const possible = new Uint8Array(actionCount(actionSpace));
        mask(state, 0, possible);
        return possible;
      },
    }),
    render: () => model.draw(state),
    snapshot: () => packSnapshot(name, [generator.saveState(), bytesOf(state)]),
    restore(snapshot) {
      const [generatorState, numbers] = unpackSnapshot(name, snapshot, 2);
      restoreNumbers(name, state, numbers);
      generator.restoreState(generatorState);
    },
  };
}

/** An action of the single form as a list; what is no action at all becomes one that no model takes. */
function listOf(action: unknown): ArrayLike<number> {
  const isList = Array.isArray(action) || ArrayBuffer.isView(action);
  return isList ? (action as unknown as ArrayLike<number>) : [action as number];
}
