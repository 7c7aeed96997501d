import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../src/errors.js';

/** A pipe that can be read and written without an event loop: both ends are plain file descriptors. */
export interface Pipe {
  /** Gives EAGAIN where nothing has been written yet. */
  readonly readAtOnce: number;
  /** Waits until something has been written. */
  readonly readWaiting: number;
  readonly write: number;
}

/**
 * Makes pipes. Node makes none that can be waited for in the middle of a program, so that they have names for a moment;
 * nothing stays on the disk.
 *
 * @throws LeptonError `unsupported` where there are no named pipes: on Windows
 */
export function makePipes<const Names extends readonly string[]>(
  names: Names,
): Readonly<Record<Names[number], Pipe>> {
  const folder = mkdtempSync(join(tmpdir(), 'lepton-'));
  try {
    const paths = names.map((name) => join(folder, name));
    const { status, error, stderr } = spawnSync('mkfifo', ['-m', '600', ...paths], { encoding: 'utf8' });
    if (status !== 0) noPipes(error === undefined ? stderr.trim() : error.message);
    return Object.fromEntries(names.map((name, index) => [name, openBothEnds(paths[index])])) as Record<
      Names[number],
      Pipe
    >;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In this order none of them waits for the other end. */
function openBothEnds(path: string): Pipe {
  const readAtOnce = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const write = openSync(path, constants.O_WRONLY);
  const readWaiting = openSync(path, constants.O_RDONLY);
  return { readAtOnce, readWaiting, write };
}

/** Closes these ends, once each. */
export function closeAll(ends: readonly number[]): void {
  for (const end of ends) closeSync(end);
}

const noPipes = (reason: string): never =>
  fail('unsupported', {
    component: 'Python bridge',
    parameter: 'mkfifo',
    value: reason,
    requirement: 'a command that makes named pipes, as Linux and macOS have it',
  });
