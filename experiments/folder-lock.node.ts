import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../src/errors.js';

const lockName = 'lock';
/** Milliseconds in which whoever takes over a lock at the same time has done so too. */
const takeoverMoment = 50;
/** Locks of this process: its number alone does not tell a lock of its own from one of a process that had the same number. */
const held = new Set<string>();

/** Whether a file is no part of a run, but what a killed process may leave in a folder before it has one. */
export const isLock = (name: string): boolean => name === lockName || /^\.lock-\d+$/.test(name);

/**
 * Claims a folder for this process, so that no two of one machine train in it. The file `lock` holds the number of the process; where
 * that process is gone, the lock is taken over.
 *
 * @param folder absolute; it is there
 * @returns what gives the lock back
 * @throws LeptonError `file-exists` where another process has it, `storage-failure` where no file can be written
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, lockName);
  if (!makes(path)) takeOver(folder, path);
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** Of those who find the same lock of a process that is gone, the last to write keeps it. */
function takeOver(folder: string, path: string): void {
  requireGone(folder, path);
  const own = join(folder, `.${lockName}-${process.pid}`);
  writing(folder, () => {
    writeFileSync(own, String(process.pid));
    renameSync(own, path);
  });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, takeoverMoment);
  if (ownerOf(path) !== process.pid) requireGone(folder, path);
}

function requireGone(folder: string, path: string): void {
  const owner = ownerOf(path);
  const isOwn = owner === process.pid;
  if (!(isOwn ? held.has(path) : isAlive(owner))) return;
  fail('file-exists', {
    component: folder,
    parameter: lockName,
    value: owner,
    requirement: 'of a process that has ended: that one is training in this folder',
    hint: `wait for process ${owner}; where it is none of Lepton's, remove ${path}`,
  });
}

/** Whether the lock could be made; not where there is one. */
function makes(path: string): boolean {
  return writing(path, () => {
    const file = openSync(path, 'wx');
    writeFileSync(file, String(process.pid));
    closeSync(file);
  });
}

