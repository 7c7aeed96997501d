import { fail } from '../../src/errors.js';
import type { Environment, Info, ResetResult, StepResult } from '../contract.js';
import { narrowSpace } from '../spaces/any-space.js';
import { makeArray } from '../spaces/elements.js';
import type { Space } from '../spaces/space.js';

/** What `step` of an old-style object returns: a list of four, or an object. */
export type OldGymStep =
  | readonly [observation: unknown, reward: number, done: boolean, info?: Info]
  | {
      /** Some libraries call it `state`. */
      readonly observation?: unknown;
      readonly state?: unknown;
      readonly reward: number;
      readonly done: boolean;
      readonly info?: Info;
    };

/** An object in the style of Gym before 0.26: `reset` gives the observation alone, `step` has one flag for two things. */
export interface OldGym {
  reset(): unknown;
  step(action: never): OldGymStep;
  /** As in Gym before 0.21: called before a reset that has a seed. */
  seed?(seed: number): unknown;
  close?(): unknown;
}

/** The spaces, which such objects describe in many ways or not at all. */
export interface OldGymSpaces<Observation, Action> {
  readonly observationSpace: Space<Observation>;
  readonly actionSpace: Space<Action>;
}

const component = 'fromOldGym';
const cut = 'TimeLimit.truncated';

/**
 * An environment out of an old-style Gym object, the shape that gym-js libraries have.
 *
 * `done` becomes `truncated` where `info['TimeLimit.truncated']` is true, as Gym's own time limit says it, else `terminated`:
 * an object that cuts its episodes without saying so teaches that nothing follows. Lists become the arrays of the space, fresh
 * each time. There is no snapshot, so that a resumed run begins new episodes.
 *
 * @throws LeptonError `contract-broken` from `step` where the result is neither a list nor an object with `done`
 */
export function fromOldGym<Observation, Action>(
  old: OldGym,
  { observationSpace, actionSpace }: OldGymSpaces<Observation, Action>,
): Environment<Observation, Action> {
  const close = old.close?.bind(old);
  return {
    observationSpace,
    actionSpace,
    reset({ seed } = {}): ResetResult<Observation> {
      if (seed !== undefined) old.seed?.(seed);
      return { observation: converted(observationSpace, old.reset()) as Observation, info: {} };
    },
    step(action): StepResult<Observation> {
      const { observation, reward, done, info } = partsOf(old.step(action as never));
      const truncated = done && info[cut] === true;
      return {
        observation: converted(observationSpace, observation) as Observation,
        reward,
        terminated: done && !truncated,
        truncated,
        info,
      };
    },
    ...(close && { close: () => void close() }),
  };
}

interface Parts {
  readonly observation: unknown;
  readonly reward: number;
  readonly done: boolean;
  readonly info: Info;
}

function partsOf(result: unknown): Parts {
  if (typeof result !== 'object' || result === null) return noResult(result);
  const named = (Array.isArray(result) ? namedParts(result) : result) as Partial<Parts> & {
    readonly state?: unknown;
  };
  const { observation = named.state, reward, done, info } = named;
  if (observation === undefined || reward === undefined || typeof done !== 'boolean') return noResult(result);
  return { observation, reward, done, info: info ?? {} };
}

const namedParts = ([observation, reward, done, info]: readonly unknown[]): object => ({
  observation,
  reward,
  done,
  info,
});

const noResult = (value: unknown): never =>
  fail('contract-broken', {
    component,
    parameter: 'step()',
    value,
    requirement:
      '[observation, reward, done, info] or { observation, reward, done, info }, with done true or false',
    hint: 'where there are terminated and truncated it is a new one already, and needs no adapter',
  });

/** Lists, nested ones too, and other arrays, as the array of the space. */
function converted(space: Space<unknown>, value: unknown): unknown {
  const known = narrowSpace(space);
  const part = (key: string | number): unknown =>
    (value as Readonly<Record<string | number, unknown>>)?.[key];
  switch (known.kind) {
    case 'box':
      return arrayOf(value, (elements) => {
        const array = makeArray(known.type, elements.length);
        array.set(elements);
        return array;
      });
    case 'multi-discrete':
      return arrayOf(value, (elements) => Int32Array.from(elements));
    case 'multi-binary':
      return arrayOf(value, (elements) => Uint8Array.from(elements));
    case 'dict':
      return Object.fromEntries(
        Object.entries(known.spaces).map(([key, inner]) => [key, converted(inner, part(key))]),
      );
    case 'tuple':
      return known.spaces.map((inner, index) => converted(inner, part(index)));
    case 'discrete':
      return value;
  }
}

function arrayOf(value: unknown, make: (elements: readonly number[]) => ArrayLike<number>): unknown {
  if (typeof value === 'number') return make([value]);
  const isArray = Array.isArray(value) || ArrayBuffer.isView(value);
  if (!isArray) return value; // checkEnvironment says what is wrong with it
  return make(Array.from(value as unknown as ArrayLike<unknown>).flat(Infinity) as number[]);
}
