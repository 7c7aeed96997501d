import { check, fail } from '../src/errors.js';
import { checkSeed } from './lazy-generator.js';
import type {
  ActionBuffer,
  Autoreset,
  ObservationBuffers,
  StepBuffers,
  VectorEnvironment,
} from './contract.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from './snapshot.js';
import type { Space } from './spaces/space.js';

/** How a step ended: a sum of these. */
export const TERMINATED = 1;
export const TRUNCATED = 2;

/** Worlds of one kind, one a row, as `batch` drives them. None of these may allocate where speed matters. */
export interface Rows {
  readonly count: number;
  readonly observationSpace: Space<unknown>;
  readonly actionSpace: Space<unknown>;
  /** Starts an episode; without a seed the row's generator goes on. */
  start(row: number, seed: number | undefined): void;
  /** Steps one world, writes `rewards[row]`, and says how the step ended: 0, `TERMINATED`, `TRUNCATED` or both. */
  step(row: number, actions: ActionBuffer, rewards: Float32Array): number;
  /** Writes the row's current observation. */
  observe(row: number, into: ObservationBuffers): void;
  /** Writes the row's possible actions. [B, A] */
  mask?(row: number, into: Uint8Array): void;
  save?(): Uint8Array;
  load?(saved: Uint8Array): void;
  close?(): void;
}

export interface BatchSettings {
  readonly autoreset: Autoreset;
  /** Steps after which an episode is truncated; undefined: never. */
  readonly maxEpisodeSteps?: number | undefined;
}

const RUNNING = 0;
const NEVER_STARTED = 4;
const component = 'vector environment';

/**
 * A vector environment out of rows: the time limit, all three ways of starting again and the snapshot, written once for
 * every world. A generator that was never seeded starts from its row's number.
 */
export function batch(
  rows: Rows,
  { autoreset, maxEpisodeSteps = Infinity }: BatchSettings,
): VectorEnvironment {
  const { count } = rows;
  checkSettings(count, autoreset, maxEpisodeSteps);
  const elapsed = new Int32Array(count); // [B] steps of the current episode
  const state = new Uint8Array(count).fill(NEVER_STARTED); // [B] RUNNING, or how the last step ended it
  const atOnce = autoreset === 'same-step';

  const begin = (row: number, seed: number | undefined): void => {
    rows.start(row, seed);
    elapsed[row] = 0;
    state[row] = RUNNING;
  };
  const show = (row: number, observations: ObservationBuffers, masks: Uint8Array | undefined): void => {
    rows.observe(row, observations);
    if (masks !== undefined) rows.mask?.(row, masks);
  };
  const showStart = (row: number, out: StepBuffers): void => {
    out.rewards[row] = 0;
    out.terminated[row] = 0;
    out.truncated[row] = 0;
    show(row, out.observations, out.masks);
  };

  return {
    count,
    autoreset,
    observationSpace: rows.observationSpace,
    actionSpace: rows.actionSpace,
    masked: rows.mask !== undefined,

    reset(seeds, out, only) {
      checkSeeds(seeds, count);
      for (let row = 0; row < count; row++) {
        if (only !== undefined && only[row] === 0) continue;
        begin(row, seeds?.[row] ?? (state[row] === NEVER_STARTED ? row : undefined));
        showStart(row, out);
      }
    },

    step(actions, out) {
      for (let row = 0; row < count; row++) {
        if (state[row] !== RUNNING) {
          if (autoreset !== 'next-step' || state[row] === NEVER_STARTED) notRunning(row, state[row]);
          begin(row, undefined);
          showStart(row, out);
          continue;
        }
        let ended = rows.step(row, actions, out.rewards);
        elapsed[row]++;
        if (elapsed[row] >= maxEpisodeSteps) ended |= TRUNCATED;
        out.terminated[row] = ended & TERMINATED;
        out.truncated[row] = ended >> 1;
        state[row] = ended;
        if (atOnce && ended !== RUNNING) {
          show(row, out.finalObservations, out.finalMasks);
          begin(row, undefined);
        }
        show(row, out.observations, out.masks);
      }
    },

    ...(rows.save &&
      rows.load && {
        snapshot: () => packSnapshot(component, [bytesOf(elapsed), bytesOf(state), rows.save!()]),
        restore: (snapshot: Uint8Array) => {
          const [elapsedBytes, stateBytes, saved] = unpackSnapshot(component, snapshot, 3);
          restoreNumbers(component, elapsed, elapsedBytes);
          restoreNumbers(component, state, stateBytes);
          rows.load!(saved);
        },
      }),
    ...(rows.close && { close: () => rows.close!() }),
  };
}

function notRunning(row: number, state: number): never {
  const value = state === NEVER_STARTED ? 'a world that was never reset' : 'a world whose episode ended';
  fail('wrong-order', {
    component,
    parameter: `row ${row}`,
    value,
    requirement: 'reset before it is stepped',
    hint: 'call reset(seeds, out), or reset(seeds, out, only) with a 1 for the ended worlds',
  });
}

function checkSettings(count: number, autoreset: Autoreset, maxEpisodeSteps: number): void {
  check(Number.isSafeInteger(count) && count > 0, {
    component,
    parameter: 'count',
    value: count,
    requirement: 'a positive integer',
  });
  check(['next-step', 'same-step', 'disabled'].includes(autoreset), {
    component,
    parameter: 'autoreset',
    value: autoreset,
    requirement: '"next-step", "same-step" or "disabled"',
  });
  checkMaxEpisodeSteps(maxEpisodeSteps);
}

/** Raises `invalid-value` unless this is a number of steps, or Infinity. */
export function checkMaxEpisodeSteps(maxEpisodeSteps: number): void {
  check((Number.isSafeInteger(maxEpisodeSteps) || maxEpisodeSteps === Infinity) && maxEpisodeSteps > 0, {
    component: 'time limit',
    parameter: 'maxEpisodeSteps',
    value: maxEpisodeSteps,
    requirement: 'a positive integer',
  });
}

function checkSeeds(seeds: readonly number[] | undefined, count: number): void {
  check(seeds === undefined || seeds.length === count, {
    component,
    parameter: 'seeds',
    value: seeds?.length,
    requirement: `a list of ${count} integers, one for each world`,
  });
  seeds?.forEach(checkSeed);
}
