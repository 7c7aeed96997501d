import { check } from '../src/errors.js';
import { checkCount, checkSeeds, failNotRunning, NEVER_STARTED, RUNNING } from './batch-checks.js';
import type {
  ActionBuffer,
  Autoreset,
  ObservationBuffers,
  StepBuffers,
  VectorEnvironment,
} from './contract.js';
import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from './snapshot.js';
import type { Space } from './spaces/space.js';

/** The step ended the task itself. How a step ended is a sum of this and `TRUNCATED`. */
export const TERMINATED = 1;
/** The step ended the episode by a limit. */
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

const component = 'vector environment';

interface Progress {
  readonly elapsed: Int32Array; // [B] steps of the current episode
  readonly state: Uint8Array; // [B] NEVER_STARTED, RUNNING, or how the last step ended the episode
}

/**
 * A vector environment out of rows: the time limit, all three ways of starting again and the snapshot, written once for
 * every world. A generator that was never seeded starts from its row's number.
 */
export function batch(rows: Rows, settings: BatchSettings): VectorEnvironment {
  const { count, observationSpace, actionSpace, mask, close } = rows;
  checkSettings(count, settings);
  const progress: Progress = {
    elapsed: new Int32Array(count),
    state: new Uint8Array(count).fill(NEVER_STARTED),
  };
  return {
    count,
    autoreset: settings.autoreset,
    observationSpace,
    actionSpace,
    masked: mask !== undefined,
    reset: makeReset(rows, progress),
    step: makeStep(rows, progress, settings),
    ...makeSnapshots(rows, progress),
    ...(close && { close: () => close.call(rows) }),
  };
}

function makeReset(rows: Rows, progress: Progress): VectorEnvironment['reset'] {
  return (seeds, out, only) => {
    checkSeeds(component, seeds, rows.count);
    for (let row = 0; row < rows.count; row++) {
      if (only !== undefined && only[row] === 0) continue;
      const isFirst = progress.state[row] === NEVER_STARTED;
      begin(rows, progress, row, seeds?.[row] ?? (isFirst ? row : undefined));
      showStart(rows, row, out);
    }
  };
}

function makeStep(
  rows: Rows,
  progress: Progress,
  { autoreset, maxEpisodeSteps = Infinity }: BatchSettings,
): VectorEnvironment['step'] {
  const { count } = rows;
  const { elapsed, state } = progress;
  const atOnce = autoreset === 'same-step';
  const byNextStep = autoreset === 'next-step';
  return (actions, out) => {
    for (let row = 0; row < count; row++) {
      if (state[row] !== RUNNING) {
        if (!byNextStep || state[row] === NEVER_STARTED) failNotRunning(component, row, state[row]);
        begin(rows, progress, row, undefined);
        showStart(rows, row, out);
        continue;
      }
      let ended = rows.step(row, actions, out.rewards);
      elapsed[row]++;
      if (elapsed[row] >= maxEpisodeSteps) ended |= TRUNCATED;
      out.terminated[row] = ended & TERMINATED;
      out.truncated[row] = ended >> 1;
      state[row] = ended;
      if (atOnce && ended !== RUNNING) {
        show(rows, row, out.finalObservations, out.finalMasks);
        begin(rows, progress, row, undefined);
      }
      show(rows, row, out.observations, out.masks);
    }
  };
}

function begin(rows: Rows, { elapsed, state }: Progress, row: number, seed: number | undefined): void {
  rows.start(row, seed);
  elapsed[row] = 0;
  state[row] = RUNNING;
}

function showStart(rows: Rows, row: number, out: StepBuffers): void {
  out.rewards[row] = 0;
  out.terminated[row] = 0;
  out.truncated[row] = 0;
  show(rows, row, out.observations, out.masks);
}

function show(
  rows: Rows,
  row: number,
  observations: ObservationBuffers,
  masks: Uint8Array | undefined,
): void {
  rows.observe(row, observations);
  if (masks !== undefined) rows.mask?.(row, masks);
}

function makeSnapshots(
  rows: Rows,
  { elapsed, state }: Progress,
): Pick<VectorEnvironment, 'snapshot' | 'restore'> {
  const { save, load } = rows;
  if (save === undefined || load === undefined) return {};
  return {
    snapshot: () => packSnapshot(component, [bytesOf(elapsed), bytesOf(state), save.call(rows)]),
    restore(snapshot) {
      const [elapsedBytes, stateBytes, saved] = unpackSnapshot(component, snapshot, 3);
      load.call(rows, saved);
      restoreNumbers(component, elapsed, elapsedBytes);
      restoreNumbers(component, state, stateBytes);
    },
  };
}

function checkSettings(count: number, { autoreset, maxEpisodeSteps }: BatchSettings): void {
  checkCount(component, count);
  check(['next-step', 'same-step', 'disabled'].includes(autoreset), {
    component,
    parameter: 'autoreset',
    value: autoreset,
    requirement: '"next-step", "same-step" or "disabled"',
  });
  if (maxEpisodeSteps !== undefined) checkMaxEpisodeSteps(maxEpisodeSteps);
}

/** Raises `invalid-value` unless this is a number of steps. */
export function checkMaxEpisodeSteps(maxEpisodeSteps: number): void {
  check(Number.isSafeInteger(maxEpisodeSteps) && maxEpisodeSteps > 0, {
    component: 'time limit',
    parameter: 'maxEpisodeSteps',
    value: maxEpisodeSteps,
    requirement: 'a positive integer',
  });
}
