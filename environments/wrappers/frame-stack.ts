import { check } from '../../src/errors.js';
import type { Environment, NumericArray } from '../contract.js';
import { bytesOf, restoreNumbers } from '../snapshot.js';
import { Box } from '../spaces/box.js';
import { makeArray, type ElementType } from '../spaces/elements.js';
import { boxOf } from './box-of.js';
import { wrap } from './wrap.js';

const name = 'frame stack';

export interface FrameStackOptions {
  /** How many observations are shown together. */
  readonly size: number;
  /** What stands for those before the first: it itself (`reset`, the default), or zeros. */
  readonly padding?: 'reset' | 'zero';
}

/**
 * Shows the last `size` observations as one, the oldest first: Gymnasium's FrameStackObservation, for Box observations.
 * A shape [...shape] becomes [size, ...shape].
 *
 * @throws LeptonError `unsupported` for other observations, `invalid-value`
 */
export function frameStack<Action>(
  inner: Environment<unknown, Action>,
  { size, padding = 'reset' }: FrameStackOptions,
): Environment<NumericArray, Action> {
  check(Number.isSafeInteger(size) && size > 0, {
    component: name,
    parameter: 'size',
    value: size,
    requirement: 'a positive integer',
  });
  const frame = boxOf(
    name,
    'observationSpace',
    inner.observationSpace,
    'wrap it in flattenObservation first',
  );
  const stack = makeArray(frame.type, size * frame.size); // [size, ...shape]
  const push = (observation: unknown): NumericArray => {
    stack.copyWithin(0, frame.size);
    stack.set(observation as ArrayLike<number>, (size - 1) * frame.size);
    return stack.slice();
  };
  return wrap(
    inner,
    {
      name,
      reset(options) {
        const result = inner.reset(options);
        stack.fill(0);
        if (padding === 'reset') for (let copy = 1; copy < size; copy++) push(result.observation);
        return { ...result, observation: push(result.observation) };
      },
      step(action: Action) {
        const result = inner.step(action);
        return { ...result, observation: push(result.observation) };
      },
      save: () => bytesOf(stack),
      load: (saved) => restoreNumbers(name, stack, saved),
    },
    { observationSpace: stackedSpace(frame, size, padding) },
  );
}

function stackedSpace(
  { low, high, shape, type }: Box<ElementType>,
  size: number,
  padding: 'reset' | 'zero',
): Box<ElementType> {
  const repeat = (bounds: NumericArray, widen: (bound: number, zero: number) => number): NumericArray => {
    const all = makeArray(type, size * bounds.length);
    for (let copy = 0; copy < size; copy++) {
      // The newest frame is never padding.
      const isWidened = padding === 'zero' && copy < size - 1;
      for (let i = 0; i < bounds.length; i++)
        all[copy * bounds.length + i] = isWidened ? widen(bounds[i], 0) : bounds[i];
    }
    return all;
  };
  return new Box({ low: repeat(low, Math.min), high: repeat(high, Math.max), shape: [size, ...shape], type });
}
