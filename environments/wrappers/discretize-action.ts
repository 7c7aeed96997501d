import { check } from '../../src/errors.js';
import type { Environment } from '../contract.js';
import { Discrete } from '../spaces/discrete.js';
import { boxOf } from './box-of.js';
import { wrap } from './wrap.js';

const name = 'discretize action';

export interface DiscretizeActionOptions {
  /** How many values each number of the action can have, at least 2: one count for all, or one each. */
  readonly levels: number | readonly number[];
}

/**
 * Turns a bounded Box of actions into a Discrete, so that an agent with one value an action can act in it. Level l of n is
 * low + l (high - low) / (n - 1): both bounds are among them, and with an odd n and symmetric bounds 0 too. With several
 * numbers the actions are all combinations, the last number changing fastest.
 *
 * Deviation from Gymnasium's DiscretizeAction, whose levels are the centres of n equal bins, without the bounds.
 *
 * @throws LeptonError `unsupported` unless the actions are a float32 Box, `invalid-value` for infinite bounds or bad levels
 */
export function discretizeAction<Observation>(
  inner: Environment<Observation, Float32Array>,
  { levels }: DiscretizeActionOptions,
): Environment<Observation, number> {
  const { low, high, size } = boxOf(name, 'actionSpace', inner.actionSpace);
  const counts = typeof levels === 'number' ? Array.from({ length: size }, () => levels) : levels;
  check(counts.length === size && counts.every((count) => Number.isSafeInteger(count) && count >= 2), {
    component: name,
    parameter: 'levels',
    value: levels,
    requirement: `an integer of at least 2, or ${size} of them`,
  });
  check([...low, ...high].every(Number.isFinite), {
    component: name,
    parameter: 'actionSpace',
    value: String(inner.actionSpace),
    requirement: 'bounded',
  });
  const actionSpace = new Discrete(counts.reduce((product, count) => product * count, 1));
  const continuous = (action: number): Float32Array => {
    const numbers = new Float32Array(size);
    let rest = action;
    for (let axis = size - 1; axis >= 0; axis--) {
      const level = rest % counts[axis];
      rest = (rest - level) / counts[axis];
      numbers[axis] = low[axis] + (level * (high[axis] - low[axis])) / (counts[axis] - 1);
    }
    return numbers;
  };
  return wrap(
    inner,
    {
      name,
      reset: (options) => inner.reset(options),
      step(action: number) {
        check(actionSpace.contains(action), {
          component: name,
          parameter: 'action',
          value: action,
          requirement: `an integer from 0 to ${actionSpace.n - 1}`,
        });
        return inner.step(continuous(action));
      },
    },
    { actionSpace },
  );
}
