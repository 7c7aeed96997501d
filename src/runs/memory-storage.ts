import { fail } from '../errors.js';
import { folderSegments, pathSegments, requireShorter } from './storage-arguments.js';
import type { RunStorage } from './storage.js';

interface Content {
  readonly bytes: Uint8Array;
  readonly length: number;
}

const nothing: Content = { bytes: new Uint8Array(0), length: 0 };

/** A run that is kept in memory: for a page, for a test, for a tuner's trial that nobody will open. */
export class MemoryStorage implements RunStorage {
  readonly location = 'memory';
  readonly #files = new Map<string, Content>();

  read(path: string): Uint8Array | undefined {
    pathSegments(path);
    const file = this.#files.get(path);
    return file?.bytes.slice(0, file.length);
  }

  write(path: string, content: Uint8Array | string): void {
    this.#requireFilePath(path);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
    this.#files.set(path, { bytes, length: bytes.length });
  }

  append(path: string, content: Uint8Array | string): void {
    this.#requireFilePath(path);
    const added = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const old = this.#files.get(path) ?? nothing;
    const length = old.length + added.length;
    const bytes = length <= old.bytes.length ? old.bytes : grown(old, length);
    bytes.set(added, old.length);
    this.#files.set(path, { bytes, length });
  }

  length(path: string): number {
    pathSegments(path);
    return this.#files.get(path)?.length ?? 0;
  }

  truncate(path: string, length: number): void {
    requireShorter(path, length, this.length(path));
    const file = this.#files.get(path);
    if (file !== undefined) this.#files.set(path, { bytes: file.bytes, length });
  }

  list(folder: string): readonly string[] {
    const start = folderSegments(folder)
      .map((name) => `${name}/`)
      .join('');
    const inside = [...this.#files.keys()].filter((path) => path.startsWith(start));
    return inside
      .map((path) => path.slice(start.length))
      .filter((name) => !name.includes('/'))
      .sort();
  }

  remove(path: string): void {
    pathSegments(path);
    this.#files.delete(path);
  }

  sync(): void {}

  close(): void {}

  /** As on a disk: a file is no folder, and a folder no file. */
  #requireFilePath(path: string): void {
    const segments = pathSegments(path);
    if (this.#files.has(path)) return;
    const above = segments.map((_, index) => segments.slice(0, index).join('/'));
    const fileAbove = above.some((folder) => this.#files.has(folder));
    const isFolder = [...this.#files.keys()].some((other) => other.startsWith(`${path}/`));
    if (!fileAbove && !isFolder) return;
    const value = isFolder ? 'a folder' : 'below a file';
    fail('storage-failure', {
      component: 'storage',
      parameter: path,
      value,
      requirement: 'a place for a file',
    });
  }
}

/** Doubles, so that many small appends cost what one large one does. */
function grown({ bytes, length }: Content, needed: number): Uint8Array {
  const larger = new Uint8Array(Math.max(needed, 2 * bytes.length));
  larger.set(bytes.subarray(0, length));
  return larger;
}
