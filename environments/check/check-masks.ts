import { isLeptonError } from '../../src/errors.js';
import type { Environment } from '../contract.js';
import type { Discrete } from '../spaces/discrete.js';
import { narrowSpace } from '../spaces/any-space.js';
import { error, warning, type Problem } from './finding.js';
import { hasEnded, play, record, repeated, sampled, type Moment } from './playthrough.js';
import { messageOf, type Subject } from './subject.js';
import { same, shown } from './values.js';

const length = 400; // not less than checkStep plays, so that what it meets is met here first
const legal = 'let actionMask() and step() ask one and the same function which actions are possible';

/** A mask has one byte for each action, 0 or 1, says the same when asked twice, and leaves something to do. */
export function* checkMasks(subject: Subject): Iterable<Problem> {
  const world = subject.create();
  if (world.actionMask === undefined) return;
  const actions = narrowSpace(world.actionSpace);
  if (actions.kind !== 'discrete') {
    yield error(
      `there is an actionMask(), but actionSpace is ${String(actions)}`,
      'masks need Discrete actions',
    );
    return;
  }
  const choose = sampled(actions, 123);
  for (const moment of play(world, {
    seed: 123,
    length,
    choose: (mask, index) => choose(checkedMask(mask, actions.n), index),
  })) {
    if (hasEnded(moment)) continue;
    const { mask } = moment;
    const flaw = flawOf(mask, actions.n);
    if (flaw !== undefined)
      yield error(`actionMask() ${flaw}`, 'return Uint8Array.from(...) with 1 for each possible action');
    if (!same(mask, world.actionMask()))
      yield error(
        'actionMask() said something else when it was asked again',
        'compute it from the state, without drawing',
      );
  }
}

/** So that the finding is about the mask, not about whoever drew with it. */
const checkedMask = (mask: Uint8Array | undefined, n: number): Uint8Array | undefined =>
  flawOf(mask, n) === undefined ? mask : undefined;

function flawOf(mask: unknown, n: number): string | undefined {
  if (Object.prototype.toString.call(mask) !== '[object Uint8Array]')
    return `is ${shown(mask)}, but must be a Uint8Array`;
  const bytes = mask as Uint8Array;
  if (bytes.length !== n) return `has ${bytes.length} bytes, but must have ${n}, one for each action`;
  if (bytes.some((byte) => byte > 1)) return `is ${shown(mask)}, but must hold 0 and 1 only`;
  if (!bytes.includes(1))
    return 'allows nothing although the episode goes on: end it, or allow an action that waits';
  return undefined;
}

/** In some states, every action: an allowed one is accepted; a masked one is refused or changes nothing. */
export function* checkMaskedSteps(subject: Subject): Iterable<Problem> {
  const world = subject.make();
  if (world.actionMask === undefined) return;
  const { n, start } = world.actionSpace as unknown as Discrete;
  const moments = record(world, { seed: 123, length: 60, choose: sampled(world.actionSpace, 3) });
  let forbidding = 0; // states with a forbidden action that were tried
  const stride = Math.ceil(n / 32);
  for (const [index, moment] of moments.entries()) {
    const isTelling = moment.mask?.includes(0) === true && forbidding++ < 6;
    if (hasEnded(moment) || (!isTelling && index % 10 !== 0)) continue;
    for (let action = index % stride; action < n; action += stride) {
      const problem = tryAction(
        world,
        moments.slice(0, index + 1),
        start + action,
        moment.mask?.[action] === 1,
      );
      if (problem === undefined) continue;
      yield problem;
      return;
    }
  }
}

function tryAction(
  world: Environment,
  before: readonly Moment[],
  action: number,
  allowed: boolean,
): Problem | undefined {
  record(world, { seed: 123, length: before.length, choose: repeated(before) });
  let observation: unknown;
  try {
    ({ observation } = world.step(action));
  } catch (raised) {
    if (allowed)
      return error(
        `the mask allows action ${action}, but step(${action}) raised ${messageOf(raised)}`,
        legal,
      );
    if (isLeptonError(raised)) return undefined;
    return warning(
      `step(${action}), which the mask forbids, raised ${messageOf(raised)}`,
      'raise a message that names the action and says why it is impossible',
    );
  }
  const last = before[before.length - 1];
  if (allowed || same(observation, last.observation)) return undefined;
  return warning(`the mask forbids action ${action}, but step(${action}) takes it`, legal);
}
