import { z } from 'zod';
import { check, fail, isLeptonError, type LeptonError } from '../errors.js';
import { readJson } from './checked-json.js';
import { openSealed, type SealedContent, sealState } from './sealed-file.js';
import type { RunStorage, State } from './storage.js';

/** Bytes of every log at one moment, by path: how far to cut them on resume. A log that is not there yet has 0. */
export type LogLengths = Readonly<Record<string, number>>;

export interface CheckpointContent {
  /** Environment steps done. */
  readonly step: number;
  readonly state: State;
  readonly logLengths: LogLengths;
  /** Notes for people and other programs. Not named kind, step, logLengths, formatVersion or sha256. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Checkpoint extends CheckpointContent {
  readonly path: string;
}

export const checkpointFolder = 'checkpoints';
/** Logs with times in them, for people: no run depends on them, so that one which lost a part begins anew. */
const expendable = /^(timing\.jsonl|events\.out\.tfevents\..*)$/;
const logLengthsSchema = z.record(z.string(), z.int().nonnegative());
const stepSchema = z.int().nonnegative();

/** `checkpoints/step-000012345.safetensors` for step 12345; steps of more than nine digits make the name longer. */
export function checkpointPath(step: number): string {
  return `${checkpointFolder}/step-${String(step).padStart(9, '0')}.safetensors`;
}

/**
 * Makes what was logged so far safe, writes a checkpoint, and only then removes the older ones but the newest
 * `keep - 1`. Checkpoints of later steps go too: they belong to a future that this run has left.
 *
 * @param keep how many checkpoints stay, this one included; at least 1.
 * @returns the checkpoint's path.
 * @throws `storage-failure` where it cannot be written: then the older checkpoints are still there.
 */
export function writeCheckpoint(
  storage: RunStorage,
  content: CheckpointContent & { readonly keep?: number },
): string {
  const { step, state, logLengths, metadata, keep = 2 } = content;
  checkCount('step', step, 0);
  checkCount('keep', keep, 1);
  const path = checkpointPath(step);
  const notes = { kind: 'checkpoint', step: String(step), logLengths: sortedJson(logLengths) };
  const bytes = sealState(state, metadata, notes);
  storage.sync();
  storage.write(path, bytes);
  const others = checkpointSteps(storage).filter((other) => other !== step);
  const later = others.filter((other) => other > step);
  const tooOld = others.filter((other) => other < step).slice(keep - 1);
  for (const other of [...later, ...tooOld]) storage.remove(checkpointPath(other));
  return path;
}

/**
 * The newest checkpoint that can be resumed from: undamaged, and no log shorter than it says, but for those with times.
 *
 * @returns it, with one sentence for each newer checkpoint that had to be passed over.
 * @throws `not-a-run` where there is no checkpoint at all; `file-damaged` where none is usable; `unsupported` where
 *   the newest comes from another version of Lepton.
 */
export function readNewestCheckpoint(storage: RunStorage): {
  readonly checkpoint: Checkpoint;
  readonly damaged: readonly string[];
} {
  const failures: LeptonError[] = [];
  for (const step of checkpointSteps(storage)) {
    try {
      const checkpoint = readCheckpoint(storage, checkpointPath(step));
      requireLogs(storage, checkpoint);
      return { checkpoint, damaged: failures.map((failure) => failure.message) };
    } catch (error) {
      if (!isLeptonError(error) || error.code !== 'file-damaged') throw error;
      failures.push(error);
    }
  }
  const [newest] = failures;
  if (newest !== undefined) {
    const hint = `none of the ${failures.length} checkpoints in ${storage.location} is usable; this is the newest`;
    return fail('file-damaged', { ...newest.parts, hint });
  }
  const requirement = 'a folder with at least one checkpoint';
  return fail('not-a-run', {
    component: storage.location,
    parameter: checkpointFolder,
    value: 'without any',
    requirement,
  });
}

/**
 * Reads one checkpoint.
 *
 * @throws `file-not-found`, `file-damaged`, `unsupported`.
 */
export function readCheckpoint(storage: RunStorage, path: string): Checkpoint {
  const { state, metadata: notes } = readSealed(storage, path, 'checkpoint');
  const { step, logLengths, ...metadata } = notes;
  return {
    path,
    step: readJson(stepSchema, step ?? '', `${path}: step`),
    logLengths: readJson(logLengthsSchema, logLengths ?? '', `${path}: logLengths`),
    state,
    metadata,
  };
}

/**
 * Cuts every log to the length that a checkpoint says, before the run goes on from it. A log with times in it that is shorter is
 * removed.
 *
 * @throws `file-damaged` where a log is shorter than that.
 */
export function truncateLogs(storage: RunStorage, logLengths: LogLengths): void {
  for (const path of Object.keys(logLengths).sort()) {
    const length = logLengths[path];
    if (expendable.test(path) && storage.length(path) < length) storage.remove(path);
    else storage.truncate(path, length);
  }
}

/**
 * Writes weights beside the checkpoints, as `checkpoints/best.safetensors` for the name `best`.
 *
 * @param name lower-case letters, digits and hyphens; not `step-...`.
 * @returns the file's path.
 */
export function writeWeights(
  storage: RunStorage,
  name: string,
  state: State,
  metadata: Readonly<Record<string, string>> = {},
): string {
  const path = weightsPath(name);
  storage.write(path, sealState(state, metadata, { kind: 'weights' }));
  return path;
}

/**
 * Reads what `writeWeights` wrote.
 *
 * @throws `file-not-found`, `file-damaged`, `unsupported`.
 */
export function readWeights(storage: RunStorage, name: string): SealedContent {
  return readSealed(storage, weightsPath(name), 'weights');
}

function weightsPath(name: string): string {
  const requirement = 'lower-case letters, digits and hyphens, not beginning with step-';
  const fits = /^[a-z0-9][a-z0-9-]*$/.test(name) && !name.startsWith('step-');
  check(fits, { component: 'weights', parameter: 'name', value: name, requirement });
  return `${checkpointFolder}/${name}.safetensors`;
}

function readSealed(storage: RunStorage, path: string, kind: string): SealedContent {
  const bytes = storage.read(path);
  if (bytes === undefined) {
    const requirement = 'a file in it';
    return fail('file-not-found', {
      component: storage.location,
      parameter: path,
      value: 'missing',
      requirement,
    });
  }
  const { state, metadata: notes } = openSealed(bytes, path);
  const { kind: found, ...metadata } = notes;
  if (found !== kind)
    fail('file-damaged', { component: path, parameter: 'kind', value: found, requirement: kind });
  return { state, metadata };
}

/** Newest first. */
function checkpointSteps(storage: RunStorage): readonly number[] {
  const names = storage.list(checkpointFolder);
  const steps = names.map((name) => Number(/^step-(\d+)\.safetensors$/.exec(name)?.[1]));
  return steps
    .filter((step, index) => checkpointPath(step) === `${checkpointFolder}/${names[index]}`)
    .sort((a, b) => b - a);
}

function requireLogs(storage: RunStorage, { path, logLengths }: Checkpoint): void {
  for (const [log, needed] of Object.entries(logLengths)) {
    const present = storage.length(log);
    if (present >= needed || expendable.test(log)) continue;
    const requirement = `at least the ${needed} bytes that ${path} counts on`;
    fail('file-damaged', { component: log, parameter: 'length', value: present, requirement });
  }
}

function checkCount(parameter: string, value: number, least: number): void {
  const requirement = `a whole number of at least ${least}`;
  check(Number.isSafeInteger(value) && value >= least, {
    component: 'checkpoint',
    parameter,
    value,
    requirement,
  });
}

function sortedJson(lengths: LogLengths): string {
  return JSON.stringify(Object.fromEntries(Object.entries(lengths).sort(([a], [b]) => (a < b ? -1 : 1))));
}
