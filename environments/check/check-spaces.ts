import { makeActionBuffer, observationLayout } from '../buffers.js';
import { narrowSpace } from '../spaces/any-space.js';
import type { Space } from '../spaces/space.js';
import { error, warning, type Problem } from './finding.js';
import { messageOf, type Subject } from './subject.js';
import { shown } from './values.js';

const kinds = ['discrete', 'box', 'multi-discrete', 'multi-binary', 'dict', 'tuple'];
const hint = 'make spaces with Discrete, Box, MultiDiscrete, MultiBinary, Dict and Tuple';

export function* checkObservationSpace({ create }: Subject): Iterable<Problem> {
  const { observationSpace } = create();
  yield* unsound('observationSpace', observationSpace);
  try {
    observationLayout(observationSpace);
  } catch (raised) {
    yield error(messageOf(raised), 'rename a key: nested keys are joined by slashes');
  }
}

export function* checkActionSpace({ create }: Subject): Iterable<Problem> {
  const { actionSpace } = create();
  yield* unsound('actionSpace', actionSpace);
  try {
    makeActionBuffer(actionSpace, 1);
  } catch {
    const what = 'has no batched form, so that nothing can train in it';
    yield warning(
      `actionSpace ${String(actionSpace)} ${what}`,
      'use Discrete, MultiDiscrete, MultiBinary or a float32 Box',
    );
  }
  yield* unusualActions(actionSpace);
}

function* unusualActions(space: Space<unknown>): Iterable<Problem> {
  const known = narrowSpace(space);
  if (known.kind === 'discrete' && known.start !== 0) {
    yield warning(`actionSpace begins at ${known.start}`, 'agents count actions from 0: let it begin there');
  }
  if (known.kind !== 'box') return;
  const bounds = [...known.low, ...known.high];
  if (!bounds.every(Number.isFinite)) {
    yield warning('actionSpace is unbounded', 'give each action a lowest and a highest value');
  } else if (known.low.some((low, index) => low !== -known.high[index])) {
    yield warning(
      'actionSpace is not symmetric about 0',
      'let actions run from -1 to 1, and scale them within step',
    );
  }
}

function* unsound(name: string, space: unknown): Iterable<Problem> {
  const flaw = flawOf(space);
  if (flaw !== undefined) {
    yield error(`${name} ${flaw}`, hint);
    return;
  }
  const sound = space as Space<unknown>;
  sound.seed(0);
  const sample = sound.sample();
  if (!sound.contains(sample)) {
    yield error(`${name}.sample() gave ${shown(sample)}, which its contains() refuses`, hint);
  }
}

function flawOf(space: unknown): string | undefined {
  const fields = (space ?? {}) as Readonly<Record<string, unknown>>;
  const missing = ['contains', 'sample', 'seed'].filter((method) => typeof fields[method] !== 'function');
  if (missing.length > 0)
    return `is ${shown(space)}, but must be a space: it has no ${missing.join(', no ')}`;
  if (!kinds.includes(fields['kind'] as string)) {
    return `has the kind ${shown(fields['kind'])}, but must have one of ${kinds.join(', ')}`;
  }
  return flawOfKind(space as Space<unknown>);
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isShape = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isCount);

function flawOfKind(space: Space<unknown>): string | undefined {
  const known = narrowSpace(space);
  switch (known.kind) {
    case 'discrete':
      return isCount(known.n) && Number.isSafeInteger(known.start)
        ? undefined
        : `has n ${shown(known.n)} and start ${shown(known.start)}, but must have a positive integer and an integer`;
    case 'multi-discrete':
      return isShape(known.sizes) && known.start?.length === known.sizes.length
        ? undefined
        : `has sizes ${shown(known.sizes)}, but must have positive integers, and as many starts`;
    case 'multi-binary':
      return isShape(known.shape)
        ? undefined
        : `has the shape ${shown(known.shape)}, but must have positive integers`;
    case 'box':
      return known.low?.length === known.size && known.high?.length === known.size
        ? undefined
        : `has bounds of another size than its shape ${shown(known.shape)}`;
    case 'dict':
    case 'tuple':
      return flawOfParts(known.spaces);
  }
}

function flawOfParts(spaces: Readonly<Record<string, unknown>> | readonly unknown[]): string | undefined {
  const entries = Object.entries(spaces ?? {});
  if (entries.length === 0) return 'has no parts, but must have one at least';
  const flaws = entries.map(([key, part]) => [key, flawOf(part)] as const);
  const first = flaws.find(([, flaw]) => flaw !== undefined);
  return first && `at ${first[0]} ${first[1]}`;
}
