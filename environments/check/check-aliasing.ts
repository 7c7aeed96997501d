import { error, type Problem } from './finding.js';
import { difference, play, record, repeated, sampled, type Moment } from './playthrough.js';
import type { Subject } from './subject.js';
import { same, scribble, shown } from './values.js';

const length = 60;
const hint = 'return a new array from each call, for example with slice()';

/** What a world returns is the caller's: it changes no more, and changing it changes nothing. Actions stay the caller's too. */
export function* checkAliasing(subject: Subject): Iterable<Problem> {
  const world = subject.make();
  const seed = 123;
  const reference = record(world, { seed, length, choose: sampled(world.actionSpace, 7) });

  const live = Array.from(play(world, { seed, length, choose: repeated(reference) }));
  for (const part of ['observation', 'mask'] as const) {
    const index = live.findIndex((moment, i) => !same(moment[part], reference[i][part]));
    if (index !== -1) {
      yield error(`the ${part} that call ${index} returned changed with a later call`, hint);
    }
  }
  const taken = live.findIndex(({ action }, i) => !same(action, reference[i].action));
  if (taken !== -1)
    yield error(
      `step(${shown(reference[taken].action)}) changed the action that it was given`,
      'copy the action before changing it',
    );

  const parted = difference(
    reference,
    scribbledOver(play(world, { seed, length, choose: repeated(reference) })),
  );
  if (parted !== undefined) yield error(`writing into a returned array changed the world: ${parted}`, hint);
}

function* scribbledOver(moments: Iterable<Moment>): Iterable<Moment> {
  for (const moment of moments) {
    yield moment;
    scribble(moment.observation);
    scribble(moment.mask);
  }
}
