import {
  makeActionBuffer,
  makeObservationBuffers,
  makeStepBuffers,
  observationLayout,
  readObservation,
  writeObservation,
} from '../buffers.js';
import type { Autoreset, StepBuffers, VectorEnvironment } from '../contract.js';
import { makeVectorEnvironment } from '../registry.js';
import type { Space } from '../spaces/space.js';
import { error, warning, type Problem } from './finding.js';
import { hasEnded, record, sampled, type Moment } from './playthrough.js';
import { attempt, type Subject } from './subject.js';
import { same, shown } from './values.js';

const length = 90;
const half = 30;
const hint =
  'row i with seed s must do what the single form does with seed s: share the dynamics, and give each row a generator of its own';

/** The batched form does the same as the single one, under all three ways of starting again; its snapshots replay too. */
export function* checkBatched(subject: Subject): Iterable<Problem> {
  const { specification, makesMany } = subject;
  const { maxEpisodeSteps = 20 } = specification;
  // Short, so that there are several truncations.
  const options = { ...subject.options, maxEpisodeSteps: Math.min(maxEpisodeSteps, 20) };
  const seeds = makesMany ? [5, 6, 7] : [5];
  const { actionSpace } = subject.make();
  if (!hasBuffer(actionSpace)) return;
  const plays = seeds.map((seed) => {
    const world = subject.make(options);
    return record(world, { seed, length, choose: sampled(world.actionSpace, seed) });
  });
  for (const autoreset of ['next-step', 'same-step', 'disabled'] as const) {
    const make = (): VectorEnvironment =>
      makeVectorEnvironment(specification, { count: seeds.length, autoreset, options });
    yield* checkMode(autoreset, make, plays, seeds);
  }
}

function* checkMode(
  autoreset: Autoreset,
  make: () => VectorEnvironment,
  plays: readonly (readonly Moment[])[],
  seeds: readonly number[],
): Iterable<Problem> {
  const failed = (what: string): Problem =>
    error(`the batched form (${autoreset}) differs from the single one: ${what}`, hint);
  const worlds = make();
  const before = plays.map(() => 1);
  const out = makeStepBuffers(worlds);
  attempt('reset(seeds, out)', () => worlds.reset(seeds, out));
  const first = new Follower(worlds, plays, out, before);
  const startsDiffer = first.compareStarts() ?? first.follow(half);
  if (startsDiffer !== undefined) {
    yield failed(startsDiffer);
    return;
  }
  const [snapshot, cursors] = [worlds.snapshot?.(), first.cursors];
  const parted = first.follow(length);
  if (parted !== undefined) yield failed(parted);
  worlds.close?.();
  if (snapshot === undefined) return;
  const others = make();
  const resumed = new Follower(others, plays, makeStepBuffers(others), cursors);
  attempt('restore(snapshot) of the batched form', () => others.restore?.(snapshot));
  const differs = resumed.follow(length);
  others.close?.();
  if (differs !== undefined)
    yield error(
      `after restore() the batched form (${autoreset}) goes on differently: ${differs}`,
      'put everything that the future depends on into the snapshot',
    );
}

function hasBuffer(space: Space<unknown>): boolean {
  try {
    return makeActionBuffer(space, 1).length > 0;
  } catch {
    return false; // the check of the action space has said so
  }
}

/** Steps worlds through what single worlds did before, one play a row, and compares. */
class Follower {
  readonly #worlds: VectorEnvironment;
  readonly #plays: readonly (readonly Moment[])[];
  readonly #out: StepBuffers;
  /** The next moment of each row. [B] */
  readonly #next: number[];

  constructor(
    worlds: VectorEnvironment,
    plays: readonly (readonly Moment[])[],
    out: StepBuffers,
    next: readonly number[],
  ) {
    this.#worlds = worlds;
    this.#plays = plays;
    this.#out = out;
    this.#next = [...next];
  }

  get cursors(): readonly number[] {
    return [...this.#next];
  }

  compareStarts(): string | undefined {
    return this.#first((row) => this.#compareDecision(row, this.#plays[row][0]));
  }

  /** Up to `steps` steps, while every row has moments left. In words: the first difference. */
  follow(steps: number): string | undefined {
    const { autoreset, actionSpace, count } = this.#worlds;
    const actions = makeActionBuffer(actionSpace, count);
    for (let step = 0; step < steps; step++) {
      if (this.#plays.some((play, row) => this.#next[row] + 2 > play.length - 1)) return undefined;
      const restarted = autoreset === 'disabled' ? this.#restart() : undefined;
      if (restarted !== undefined) return restarted;
      this.#next.forEach((index, row) => writeAction(actions, count, row, this.#plays[row][index].action));
      attempt('step(actions, out) of the batched form', () => this.#worlds.step(actions, this.#out));
      const parted = this.#first((row) => this.#compareRow(row));
      if (parted !== undefined) return parted;
    }
    return undefined;
  }

  /** Resets the rows whose episode ended. */
  #restart(): string | undefined {
    const only = Uint8Array.from(this.#next, (index, row) =>
      this.#plays[row][index].action === undefined ? 1 : 0,
    );
    if (!only.includes(1)) return undefined;
    this.#worlds.reset(undefined, this.#out, only);
    return this.#first((row) =>
      only[row] === 0 ? undefined : this.#compareDecision(row, this.#plays[row][this.#next[row]++]),
    );
  }

  #compareRow(row: number): string | undefined {
    const moment = this.#plays[row][this.#next[row]++];
    const { rewards, terminated, truncated } = this.#out;
    const numbers = [rewards[row], terminated[row], truncated[row]];
    const expected = [Math.fround(moment.reward), Number(moment.terminated), Number(moment.truncated)];
    if (!same(numbers, expected))
      return `reward, terminated, truncated are ${shown(numbers)} and were ${shown(expected)}`;
    if (!hasEnded(moment) || this.#worlds.autoreset !== 'same-step')
      return this.#compareDecision(row, moment);
    const start = this.#plays[row][this.#next[row]++];
    return this.#compareObservation('finalObservations', row, moment) ?? this.#compareDecision(row, start);
  }

  #compareDecision(row: number, moment: Moment): string | undefined {
    const parted = this.#compareObservation('observations', row, moment);
    if (parted !== undefined || moment.mask === undefined) return parted;
    const { length } = moment.mask;
    const mask = this.#out.masks?.slice(row * length, (row + 1) * length);
    return same(mask, moment.mask) ? undefined : `the mask is ${shown(mask)} and was ${shown(moment.mask)}`;
  }

  #compareObservation(
    of: 'observations' | 'finalObservations',
    row: number,
    { observation }: Moment,
  ): string | undefined {
    const { observationSpace } = this.#worlds;
    const single = makeObservationBuffers(observationSpace, 1);
    writeObservation(observationLayout(observationSpace), observation, single, 0);
    const [expected, actual] = [
      readObservation(observationSpace, single, 0),
      readObservation(observationSpace, this.#out[of], row),
    ];
    return same(expected, actual) ? undefined : `${of} is ${shown(actual)} and was ${shown(expected)}`;
  }

  #first(compare: (row: number) => string | undefined): string | undefined {
    for (let row = 0; row < this.#worlds.count; row++) {
      const parted = compare(row);
      if (parted !== undefined) return `row ${row}, call ${this.#next[row] - 1}: ${parted}`;
    }
    return undefined;
  }
}

function writeAction(
  actions: { set(values: ArrayLike<number>, at: number): void; readonly length: number },
  count: number,
  row: number,
  action: unknown,
): void {
  if (action === undefined) return; // a reset: the action is ignored
  actions.set(
    typeof action === 'number' ? [action] : (action as ArrayLike<number>),
    (row * actions.length) / count,
  );
}

/** Worlds that can be saved one by one can be saved together. */
export function* checkBatchedSnapshot({ specification, options, make }: Subject): Iterable<Problem> {
  if (specification.createVector === undefined || make().snapshot === undefined) return;
  const worlds = makeVectorEnvironment(specification, { options });
  if (worlds.snapshot === undefined)
    yield warning(
      'the single form has snapshot(), the batched form has none',
      'give createVector snapshot and restore: training uses the batched form',
    );
  worlds.close?.();
}
