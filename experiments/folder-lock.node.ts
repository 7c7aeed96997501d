import { fail } from '../src/errors.js';
import type { FileStorage } from '../src/runs/file-storage.node.js';

export const lockPath = 'lock';
/** Milliseconds in which whoever takes the same lock over, or has just made one, has also written its number into it. */
const moment = 50;
/** Folders that this process has locked: a number of its own in another lock is that of a process before it. */
const locked = new Set<string>();

/**
 * Claims a run's folder for this process, so that no two processes of one machine train in it. The file `lock` holds the number of the
 * process; where that process is gone, the lock is taken over.
 *
 * @returns what gives the folder free again
 * @throws LeptonError `file-exists` where another process has it; `storage-failure` where no file can be written
 */
export function lockFolder(storage: FileStorage): () => void {
  const own = String(process.pid);
  let isTakenOver = false;
  while (!storage.create(lockPath, own)) {
    requireGone(storage);
    storage.remove(lockPath);
    isTakenOver = true;
  }
  // Of several who found the same lock of a process that is gone, the last to write has it.
  if (isTakenOver) pause();
  if (ownerOf(storage) !== process.pid) requireGone(storage);
  locked.add(storage.location);
  return () => {
    locked.delete(storage.location);
    if (ownerOf(storage) === process.pid) storage.remove(lockPath);
  };
}

function requireGone(storage: FileStorage): void {
  let owner = ownerOf(storage);
  if (owner === 0) {
    pause();
    owner = ownerOf(storage);
  }
  if (!isAtWork(owner, storage.location)) return;
  fail('file-exists', {
    component: storage.location,
    parameter: lockPath,
    value: owner,
    requirement: 'the number of a process that has ended: this one trains in the folder',
    hint: `wait until process ${owner} ends; where it has nothing to do with Lepton, remove the file ${lockPath}`,
  });
}

/** The number in the lock, 0 where there is none. */
const ownerOf = (storage: FileStorage): number => {
  const owner = Number(new TextDecoder().decode(storage.read(lockPath)));
  return Number.isSafeInteger(owner) && owner > 0 ? owner : 0;
};

function isAtWork(owner: number, folder: string): boolean {
  if (owner === 0) return false;
  if (owner === process.pid) return locked.has(folder);
  try {
    return process.kill(owner, 0);
  } catch (error) {
    // It is there, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, moment);
}
