import { check } from '../../src/errors.js';
import { Pcg64 } from '../../src/random/pcg64.js';
import { makeActionBuffer, readAction } from '../buffers.js';
import { checkSeed } from '../lazy-generator.js';
import type { Environment } from '../contract.js';
import { narrowSpace } from '../spaces/any-space.js';
import type { Space } from '../spaces/space.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../snapshot.js';
import { wrap } from './wrap.js';

const name = 'sticky actions';
/** "sticky" in ASCII: keeps the wrapper's draws apart from the world's, which has the same seed. */
const tag = 0x737469636b79n << 64n;

export interface StickyActionsOptions {
  /** Of doing the last action again, from 0 (never) to below 1. Machado et al. take 0.25. */
  readonly probability: number;
}

/**
 * Does the last action again instead of the chosen one, with a fixed probability at each step after an episode's first: see
 * "Revisiting the Arcade Learning Environment" (Machado et al., 2018), section 5.2. Where the last action is masked now, the
 * chosen one is done.
 *
 * The draws come from a generator of the wrapper's own. `reset({ seed })` starts it as NumPy's
 * `default_rng(seed + ("sticky" as an integer << 64))`, so that it never follows the world's; without a seed it goes on, and one
 * that never had a seed began with 0. Deviation from Gymnasium's StickyAction, which draws from the world's generator.
 *
 * @throws LeptonError `invalid-value`, `unsupported` for actions that have no batched form
 */
export function stickyActions<Observation, Action>(
  inner: Environment<Observation, Action>,
  { probability }: StickyActionsOptions,
): Environment<Observation, Action> {
  check(probability >= 0 && probability < 1, {
    component: name,
    parameter: 'probability',
    value: probability,
    requirement: 'a number from 0 to below 1',
  });
  const { actionSpace } = inner;
  const last = makeActionBuffer(actionSpace, 1);
  const hasLast = new Uint8Array(1);
  let generator = generatorOf(0);
  return wrap<Observation, Action>(inner, {
    name,
    reset(options) {
      const result = inner.reset(options);
      if (options?.seed !== undefined) generator = generatorOf(options.seed);
      hasLast[0] = 0;
      return result;
    },
    step(action) {
      const sticks =
        hasLast[0] === 1 &&
        generator.random() < probability &&
        !isMasked(inner.actionMask?.(), actionSpace, last[0]);
      const done = sticks ? (readAction(actionSpace, last, 0) as Action) : action;
      const result = inner.step(done);
      last.set(typeof done === 'number' ? [done] : (done as ArrayLike<number>));
      hasLast[0] = 1;
      return result;
    },
    save: () => packSnapshot(name, [hasLast, bytesOf(last), generator.saveState()]),
    load(saved) {
      const [has, action, state] = unpackSnapshot(name, saved, 3);
      restoreNumbers(name, hasLast, has);
      restoreNumbers(name, last, action);
      generator.restoreState(state);
    },
  });
}

function generatorOf(seed: number): Pcg64 {
  checkSeed(seed);
  return new Pcg64(tag + BigInt(seed));
}

/** Only Discrete actions have masks. */
function isMasked(mask: Uint8Array | undefined, actions: Space<unknown>, action: number): boolean {
  const known = narrowSpace(actions);
  return mask !== undefined && known.kind === 'discrete' && mask[action - known.start] === 0;
}
