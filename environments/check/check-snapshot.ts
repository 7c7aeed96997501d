import type { Environment } from '../contract.js';
import { error, warning, type Problem } from './finding.js';
import { difference, play, record, repeated, sampled, type Moment } from './playthrough.js';
import { attempt, type Subject } from './subject.js';
import { same } from './values.js';

const length = 120;
const seed = 123;
const everything =
  'put everything that the future depends on into it: state, step counters, the generator (saveState())';

/** `snapshot` and `restore` replay exactly, from any moment of an episode, in another world too. */
export function* checkSnapshot(subject: Subject): Iterable<Problem> {
  const { snapshot, restore } = subject.make();
  if (snapshot === undefined && restore === undefined) {
    yield warning(
      'there is no snapshot() and no restore()',
      'with them a resumed training goes on in the middle of an episode, byte for byte',
    );
    return;
  }
  if (snapshot === undefined || restore === undefined) {
    const [has, lacks] = snapshot === undefined ? ['restore', 'snapshot'] : ['snapshot', 'restore'];
    yield error(`there is ${has}() but no ${lacks}()`, 'have both, or none');
    return;
  }
  const world = subject.make();
  const reference = record(world, { seed, length, choose: sampled(world.actionSpace, 11) });
  for (const count of [1, 2, 12, 47, 90]) yield* checkMoment(subject, reference, count);
  yield* checkDamaged(subject.create());
}

function* checkMoment(subject: Subject, reference: readonly Moment[], count: number): Iterable<Problem> {
  const choose = repeated(reference);
  const after = { count, last: reference[count - 1] };
  const world = subject.make();
  record(world, { seed, length: count, choose });
  const snapshot: unknown = attempt('snapshot()', () => world.snapshot?.());
  if (Object.prototype.toString.call(snapshot) !== '[object Uint8Array]') {
    yield error('snapshot() does not return a Uint8Array', 'see packSnapshot and bytesOf');
    return;
  }
  const bytes = snapshot as Uint8Array;
  const copy = bytes.slice();
  const disturbed = difference(reference, play(world, { after, length, choose }), count);
  if (disturbed !== undefined)
    yield error(
      `taking a snapshot changes what follows: ${disturbed}`,
      'only read in snapshot(); do not draw',
    );
  if (!same(bytes, copy))
    yield error('the bytes of a snapshot changed with a later call', 'return a copy (see bytesOf)');

  const other = subject.make();
  attempt('restore(snapshot)', () => other.restore?.(copy.slice()));
  const mask = attempt('actionMask()', () => other.actionMask?.());
  const { last } = after;
  if (last.mask !== undefined && !same(mask, last.mask))
    yield error(`after restore() at call ${count} the mask is another one`, everything);
  const parted = difference(reference, play(other, { after, length, choose }), count);
  if (parted !== undefined)
    yield error(`after restore() at call ${count} the episode goes on differently: ${parted}`, everything);
}

function* checkDamaged(world: Environment): Iterable<Problem> {
  try {
    world.restore?.(Uint8Array.of(1, 2, 3));
  } catch {
    return;
  }
  yield warning(
    'restore() accepts any bytes',
    'raise file-damaged for bytes that snapshot() did not return (see restoreNumbers)',
  );
}
