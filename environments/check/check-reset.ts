import type { Environment, ResetOptions } from '../contract.js';
import { error, warning, type Problem } from './finding.js';
import { misfit } from './misfit.js';
import { attempt, type Subject } from './subject.js';
import { copyOf, same, shown } from './values.js';

/** `reset` takes no argument, a seed and options, and returns an observation in its space, and info. */
export function* checkReset(subject: Subject): Iterable<Problem> {
  const world = subject.create();
  const calls: readonly (readonly [string, ResetOptions?])[] = [
    ['reset()'],
    ['reset({ seed: 123 })', { seed: 123 }],
    ['reset({ options: {} })', { options: {} }],
  ];
  for (const [call, options] of calls) {
    const result: unknown = attempt(call, () => world.reset(options));
    if (typeof result !== 'object' || result === null || !('observation' in result)) {
      yield error(
        `${call} returned ${shown(result)}, but must return { observation, info }`,
        'return { observation, info: {} }',
      );
      return;
    }
    const problem = misfit(world.observationSpace, result.observation, `${call}: observation`);
    if (problem !== undefined) yield problem;
    yield* checkInfo(call, result);
  }
}

export function* checkInfo(call: string, result: object): Iterable<Problem> {
  const info: unknown = 'info' in result ? result.info : undefined;
  if (typeof info === 'object' && info !== null) return;
  yield error(
    `${call}: info is ${shown(info)}, but must be a record`,
    'return info: {} where there is nothing to tell',
  );
}

const following = 6;

/** A seed begins the same episodes again, another seed others; without a seed the generator goes on. */
export function* checkSeeding(subject: Subject): Iterable<Problem> {
  const world = subject.make();
  for (const [seed, hint] of [
    [
      123,
      'draw only from a generator that reset({ seed }) starts anew, not from Math.random() (see LazyGenerator)',
    ],
    [0, 'test for `seed !== undefined`: 0 is a seed too'],
  ] as const) {
    const first = starts(world, seed);
    const others = [starts(subject.make(), seed), starts(world, seed)];
    const other = others.find((list) => !same(first, list));
    if (other === undefined) continue;
    const index = first.findIndex((start, i) => !same(start, other[i]));
    const call = index === 0 ? 'reset({ seed })' : `reset() number ${index} after reset({ seed })`;
    yield error(
      `seed ${seed}: ${call} gave ${shown(first[index])} once and ${shown(other[index])} another time`,
      hint,
    );
  }
  yield* checkVariety(world);
}

function* checkVariety(world: Environment): Iterable<Problem> {
  const bySeed = Array.from({ length: 32 }, (_, seed) => starts(world, seed));
  const isAlwaysTheSame = (list: readonly unknown[]): boolean => list.every((start) => same(start, list[0]));
  const firsts = bySeed.map((list) => list[0]);
  const laters = bySeed.flatMap((list) => list.slice(1));
  if (isAlwaysTheSame(firsts) && !isAlwaysTheSame(laters)) {
    yield error(
      'reset({ seed }) begins the same episode for every seed',
      'start the generator from the seed that reset is given',
    );
  } else if (!isAlwaysTheSame(firsts) && isAlwaysTheSame(laters)) {
    yield warning(
      'reset() without a seed always begins the same episode',
      'let the generator go on where it was: reseed it only when reset is given a seed',
    );
  }
}

/** Copies of the observations of a seeded reset and of those that follow it. */
function starts(world: Environment, seed: number): readonly unknown[] {
  const first = copyOf(world.reset({ seed }).observation);
  return [first, ...Array.from({ length: following }, () => copyOf(world.reset().observation))];
}
