import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ErrorCode, fail } from '../errors.js';
import {
  createFile,
  isPartial,
  makeFolder,
  readAll,
  replaceFile,
  syncFolder,
  systemCode,
  withFile,
  writeAll,
} from './safe-file.node.js';
import { folderSegments, pathSegments, requireShorter } from './storage-arguments.js';
import type { RunStorage } from './storage.js';

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'free some space, then resume the run from its last checkpoint',
  EDQUOT: 'free some of your quota, then resume the run from its last checkpoint',
  EACCES: 'choose a folder that you may write to, or change its permissions',
  EPERM: 'choose a folder that you may write to, or change its permissions',
  EROFS: 'choose a folder on a file system that is not read-only',
  ENOTDIR: 'a part of this path is a file: choose another folder',
  EEXIST: 'a part of this path is a file: choose another folder',
};

/**
 * A run in a folder, which is made on the first write. Files that are appended to stay open until they are written
 * anew, cut or removed, or the storage is closed.
 *
 * Errors: `storage-failure` where the system refuses to write, `file-not-found` where it refuses to read a file that
 * is there; both say the path and the system's words.
 */
export class FileStorage implements RunStorage {
  readonly location: string;
  readonly #appended = new Map<string, number>();

  /** @param folder absolute, or relative to the current directory, which may change later. */
  constructor(folder: string) {
    this.location = resolve(folder);
  }

  read(path: string): Uint8Array | undefined {
    const target = this.#target(path);
    return reading(target, undefined, () =>
      withFile(target, 'r', (file) => readAll(file, fstatSync(file).size)),
    );
  }

  write(path: string, content: Uint8Array | string): void {
    const target = this.#target(path);
    writing(target, () => {
      this.#release(target);
      makeFolder(dirname(target));
      replaceFile(target, bytesOf(content));
    });
  }

  /** Writes a file only where there is none yet; of several processes that try, one gets true. */
  create(path: string, content: string): boolean {
    const target = this.#target(path);
    return writing(target, () => {
      makeFolder(dirname(target));
      return createFile(target, bytesOf(content));
    });
  }

  append(path: string, content: Uint8Array | string): void {
    const target = this.#target(path);
    writing(target, () => writeAll(this.#appended.get(target) ?? this.#open(target), bytesOf(content)));
  }

  length(path: string): number {
    const target = this.#target(path);
    return reading(target, 0, () => {
      const status = statSync(target);
      return status.isFile() ? status.size : 0;
    });
  }

  truncate(path: string, length: number): void {
    const present = this.length(path);
    requireShorter(path, length, present);
    if (length === present) return;
    const target = this.#target(path);
    writing(target, () => {
      this.#release(target);
      withFile(target, 'r+', (file) => {
        ftruncateSync(file, length);
        fsyncSync(file);
      });
    });
  }

  list(folder: string): readonly string[] {
    const target = join(this.location, ...folderSegments(folder));
    const entries = reading(target, [], () => readdirSync(target, { withFileTypes: true }));
    const files = entries.filter((entry) => !entry.isDirectory() && !isPartial(entry.name));
    return files.map((entry) => entry.name).sort();
  }

  remove(path: string): void {
    const target = this.#target(path);
    writing(target, () => {
      this.#release(target);
      rmSync(target, { force: true });
    });
  }

  sync(): void {
    for (const [target, file] of this.#appended) writing(target, () => fsyncSync(file));
  }

  close(): void {
    this.sync();
    for (const target of [...this.#appended.keys()]) this.#release(target);
  }

  #target(path: string): string {
    return join(this.location, ...pathSegments(path));
  }

  #open(target: string): number {
    makeFolder(dirname(target));
    const file = openSync(target, 'a');
    this.#appended.set(target, file);
    syncFolder(dirname(target));
    return file;
  }

  #release(target: string): void {
    const file = this.#appended.get(target);
    if (file === undefined) return;
    this.#appended.delete(target);
    closeSync(file);
  }
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function writing<Result>(target: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    return refuse('storage-failure', target, 'written', error);
  }
}

function reading<Result>(target: string, whereMissing: Result, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    // A path that goes through a file leads nowhere, and a folder is no file: nothing is there.
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(error) ?? '')) return whereMissing;
    return refuse('file-not-found', target, 'read', error);
  }
}

function refuse(code: ErrorCode, target: string, done: string, error: unknown): never {
  const cause = systemCode(error);
  if (cause === undefined) throw error;
  const hint = hints[cause];
  const value = (error as { readonly message: string }).message;
  const parts = { component: 'storage', parameter: target, value, requirement: `a file that can be ${done}` };
  return fail(code, hint === undefined ? parts : { ...parts, hint });
}
