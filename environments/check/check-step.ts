import { isLeptonError } from '../../src/errors.js';
import { makeActionBuffer, makeStepBuffers, readAction } from '../buffers.js';
import type { Environment, StepResult } from '../contract.js';
import { makeVectorEnvironment } from '../registry.js';
import { checkInfo } from './check-reset.js';
import { error, type Problem } from './finding.js';
import { misfit } from './misfit.js';
import { difference, play, record, repeated, sampled } from './playthrough.js';
import { attempt, messageOf, type Subject } from './subject.js';
import { shown } from './values.js';

const steps = 300;

/** Each `step` returns an observation in its space, a finite reward, two booleans and info. */
export function* checkStep(subject: Subject): Iterable<Problem> {
  const world = subject.create();
  const choose = sampled(world.actionSpace, 123);
  world.reset({ seed: 123 });
  let isFirst = true;
  for (let step = 0; step < steps; step++) {
    const action = choose(world.actionMask?.(), step);
    const call = `step(${shown(action)})`;
    const result: unknown = attempt(call, () => world.step(action));
    if (typeof result !== 'object' || result === null) {
      yield error(
        `${call} returned ${shown(result)}, but must return an object`,
        'return { observation, reward, terminated, truncated, info }',
      );
      return;
    }
    yield* checkResult(world, call, result as StepResult<unknown>);
    const { terminated, truncated } = result as StepResult<unknown>;
    if (isFirst && truncated && subject.specification.maxEpisodeSteps !== 1) {
      yield error(
        'the first step of an episode is truncated',
        'reset whatever counts the steps of an episode',
      );
    }
    isFirst = terminated || truncated;
    if (isFirst) world.reset();
  }
}

function* checkResult(world: Environment, call: string, result: StepResult<unknown>): Iterable<Problem> {
  const problem = misfit(world.observationSpace, result.observation, `${call}: observation`);
  if (problem !== undefined) yield problem;
  if (!Number.isFinite(result.reward)) {
    yield error(
      `${call}: reward is ${shown(result.reward)}, but must be a finite number`,
      'a reward may be 0, but never NaN, infinite or missing',
    );
  }
  for (const flag of ['terminated', 'truncated'] as const) {
    if (typeof result[flag] === 'boolean') continue;
    const hint =
      'done' in result
        ? 'old Gym has done: say whether the task ended (terminated) or was cut (truncated), or use fromOldGym'
        : 'return true or false';
    yield error(`${call}: ${flag} is ${shown(result[flag])}, but must be a boolean`, hint);
  }
  yield* checkInfo(call, result);
}

/** The same seed and the same actions give the same results. */
export function* checkDeterminism(subject: Subject): Iterable<Problem> {
  const world = subject.make();
  const options = { seed: 123, length: steps };
  const first = record(world, { ...options, choose: sampled(world.actionSpace, 5) });
  const choose = repeated(first);
  const parted =
    difference(first, play(world, { ...options, choose })) ??
    difference(first, play(subject.make(), { ...options, choose }));
  if (parted === undefined) return;
  yield error(
    `the same seed and actions did not give the same episodes: ${parted}`,
    'set every field in reset, and draw only from the generator that reset({ seed }) starts anew',
  );
}

/** `step` before `reset`, or after an end, raises `wrong-order`, in the batched form too. */
export function* checkOrder(subject: Subject): Iterable<Problem> {
  const { specification, options } = subject;
  const world = subject.make();
  world.actionSpace.seed(0);
  const refusal = refusalOf(() => world.step(world.actionSpace.sample()));
  if (refusal !== undefined) yield error(`step() before reset() ${refusal}`, orderHint);
  if (!subject.makesMany || specification.createVector === undefined) return;
  const settings = { autoreset: 'disabled', options: { ...options, maxEpisodeSteps: 1 } } as const;
  const worlds = makeVectorEnvironment(specification, settings);
  const out = makeStepBuffers(worlds);
  const actions = makeActionBuffer(worlds.actionSpace, 1);
  const early = refusalOf(() => worlds.step(actions, out));
  if (early !== undefined) yield error(`step() of the batched form before reset() ${early}`, orderHint);
  worlds.reset([0], out);
  const sample = worlds.actionSpace.sample(out.masks);
  actions.set(
    typeof readAction(worlds.actionSpace, actions, 0) === 'number'
      ? [sample as number]
      : (sample as number[]),
  );
  worlds.step(actions, out);
  const late = refusalOf(() => worlds.step(actions, out));
  if (late !== undefined)
    yield error(`step() of the batched form, without autoreset, after maxEpisodeSteps ${late}`, orderHint);
  worlds.close?.();
}

const orderHint = 'raise fail("wrong-order"); createVector gets it, and the time limit, from batch()';

/** What a call that must raise `wrong-order` did instead; undefined where it did raise that. */
function refusalOf(call: () => unknown): string | undefined {
  try {
    call();
    return 'was accepted, but must raise wrong-order';
  } catch (raised) {
    return isLeptonError(raised) && raised.code === 'wrong-order'
      ? undefined
      : `raised ${messageOf(raised)}, but must raise wrong-order`;
  }
}
