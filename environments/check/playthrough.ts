import { fail } from '../../src/errors.js';
import type { Environment } from '../contract.js';
import type { Space } from '../spaces/space.js';
import { attempt } from './subject.js';
import { copyOf, same, shown } from './values.js';

/** What one call of `reset` or `step` gave. */
export interface Moment {
  /** undefined where the moment is a reset. */
  readonly action: unknown;
  readonly observation: unknown;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  /** What may be done next; undefined where the world has no masks or the episode is over. */
  readonly mask: Uint8Array | undefined;
}

/** Chooses the action of the moment with this index. */
export type Choose = (mask: Uint8Array | undefined, index: number) => unknown;

export const hasEnded = ({ terminated, truncated }: Moment): boolean => terminated || truncated;

export interface PlayOptions {
  readonly choose: Choose;
  /** The index of the last moment plus one. */
  readonly length: number;
  readonly seed?: number;
  /** Goes on after this many moments, the last of which is given, instead of beginning. */
  readonly after?: { readonly count: number; readonly last: Moment };
}

/**
 * Plays episode after episode and gives each moment as the world returned it, uncopied. Only the first reset has a seed.
 *
 * @throws LeptonError `contract-broken`, with the call that raised
 */
export function* play(world: Environment, { choose, length, seed, after }: PlayOptions): Generator<Moment> {
  let last = after?.last;
  for (let index = after?.count ?? 0; index < length; index++) {
    const isStart = last === undefined || hasEnded(last);
    last = isStart ? begin(world, index === 0 ? seed : undefined) : advance(world, choose(last?.mask, index));
    yield last;
  }
}

/** The moments of a play, copied as they came. */
export function record(world: Environment, options: PlayOptions): Moment[] {
  return Array.from(play(world, options), copyOf);
}

/** Actions drawn from the space, only possible ones where there are masks. */
export function sampled(space: Space<unknown>, seed: number): Choose {
  space.seed(seed);
  return (mask) => space.sample(mask);
}

/** The actions that were played before, as copies. */
export function repeated(moments: readonly Moment[]): Choose {
  return (_mask, index) => copyOf(moments[index].action);
}

/** Where two plays part, in words; undefined where they do not. The actual one is compared as it is played. */
export function difference(
  expected: readonly Moment[],
  actual: Iterable<Moment>,
  firstIndex = 0,
): string | undefined {
  let index = firstIndex;
  for (const moment of actual) {
    const wanted = expected[index++];
    const part = partThatDiffers(wanted, moment);
    if (part === undefined) continue;
    return `${part} of call ${index - 1} (${callOf(moment)}) is ${shown(moment[part])} and was ${shown(wanted[part])}`;
  }
  return undefined;
}

const parts = ['observation', 'reward', 'terminated', 'truncated', 'mask'] as const;

export function partThatDiffers(expected: Moment, actual: Moment): (typeof parts)[number] | undefined {
  return parts.find((part) => !same(expected[part], actual[part]));
}

const callOf = ({ action }: Moment): string => (action === undefined ? 'reset()' : `step(${shown(action)})`);

function begin(world: Environment, seed: number | undefined): Moment {
  const result = attempt(seed === undefined ? 'reset()' : `reset({ seed: ${seed} })`, () =>
    world.reset(seed === undefined ? {} : { seed }),
  );
  const start = { action: undefined, reward: 0, terminated: false, truncated: false };
  return { ...start, observation: result?.observation, mask: maskOf(world) };
}

function advance(world: Environment, action: unknown): Moment {
  const result = attempt(`step(${shown(action)})`, () => world.step(action));
  const { observation, reward, terminated, truncated } = result ?? noResult(action);
  const mask = terminated || truncated ? undefined : maskOf(world);
  return { action, observation, reward, terminated, truncated, mask };
}

const noResult = (action: unknown): never =>
  fail('contract-broken', {
    component: 'environment',
    parameter: `step(${shown(action)})`,
    value: undefined,
    requirement: '{ observation, reward, terminated, truncated, info }',
  });

const maskOf = (world: Environment): Uint8Array | undefined =>
  attempt('actionMask()', () => world.actionMask?.());
