import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Node moves at most 2 GiB a call; a replay may be larger. */
const largestTransfer = 1 << 28;
const partialSuffix = '.partial';

/** Runs an action on an open file, and closes the file whatever happens. */
export function withFile<Result>(path: string, flags: string, action: (file: number) => Result): Result {
  const file = openSync(path, flags);
  try {
    return action(file);
  } finally {
    closeSync(file);
  }
}

/** Writes all bytes at the file's position, in as many calls as the system needs. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(file, bytes, done, Math.min(bytes.length - done, largestTransfer));
  }
}

/** Reads the first `length` bytes; fewer where the file is shorter. */
export function readAll(file: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file, bytes, done, Math.min(length - done, largestTransfer), done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}

/**
 * Puts a file in place atomically: a neighbour is written and synced, then renamed over it, then the folder is synced.
 * After a kill a neighbour may be left; `isPartial` knows it, and the next write of the same file replaces it.
 */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const partial = join(dirname(path), `.${basename(path)}${partialSuffix}`);
  try {
    withFile(partial, 'w', (file) => {
      writeAll(file, bytes);
      fsyncSync(file);
    });
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Makes a file where there is none; false where there is one. */
export function createFile(path: string, bytes: Uint8Array): boolean {
  try {
    withFile(path, 'wx', (file) => writeAll(file, bytes));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    rmSync(path, { force: true });
    throw error;
  }
}

/** Whether the name is that of a file that `replaceFile` had not finished when it was killed. */
export function isPartial(name: string): boolean {
  return name.startsWith('.') && name.endsWith(partialSuffix);
}

/** Makes a folder with those above it, and makes their names survive a power cut. */
export function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let above = resolve(folder); above !== top;) {
    above = dirname(above);
    syncFolder(above);
  }
}

/** Makes a new name in a folder survive a power cut, where the system can do that. */
export function syncFolder(folder: string): void {
  try {
    withFile(folder, 'r', fsyncSync);
  } catch (error) {
    // Windows opens no folders, and some network file systems sync none: there the rename alone must do.
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR', 'EACCES'].includes(systemCode(error) ?? '')) throw error;
  }
}

/** The code of a system error such as ENOENT; undefined for everything else. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('syscall' in error) || !('code' in error))
    return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
