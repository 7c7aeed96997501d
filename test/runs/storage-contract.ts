import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunStorage } from '../../src/runs/storage.js';
import { errorOf } from './errors-of.js';

/** What every `RunStorage` must do. `make` gives an empty one. */
export function describeStorage(name: string, make: () => RunStorage): void {
  describe(`${name} keeps the contract of RunStorage:`, () => {
    let storage: RunStorage;
    beforeEach(() => {
      storage = make();
    });
    afterEach(() => storage.close());
    const text = (path: string): string | undefined => {
      const bytes = storage.read(path);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    };
    describeFiles(() => storage, text);
    describeLogs(() => storage, text);
    describeFolders(() => storage);
  });
}

type Text = (path: string) => string | undefined;

function describeFiles(storage: () => RunStorage, text: Text): void {
  it('a file that was never written is undefined and has length 0', () => {
    expect(storage().read('a')).toBeUndefined();
    expect(storage().length('a')).toBe(0);
    expect(storage().read('x/y/z')).toBeUndefined();
  });

  it('what was written is read back, strings as UTF-8, and a second write replaces the first', () => {
    storage().write('a/b', Uint8Array.of(0, 255, 10));
    expect([...storage().read('a/b')!]).toEqual([0, 255, 10]);
    storage().write('a/b', 'é');
    expect([...storage().read('a/b')!]).toEqual([0xc3, 0xa9]);
    expect(storage().length('a/b')).toBe(2);
  });

  it('an empty file is a file', () => {
    storage().write('empty', '');
    expect(storage().read('empty')).toHaveLength(0);
    expect(storage().list('')).toEqual(['empty']);
  });

  it('neither the array that was written nor the one that was read is shared with the storage', () => {
    const bytes = Uint8Array.of(1);
    storage().write('a', bytes);
    bytes[0] = 2;
    storage().read('a')![0] = 3;
    expect([...storage().read('a')!]).toEqual([1]);
  });

  it('a removed file is gone, and removing it again does nothing', () => {
    storage().append('a', 'x');
    storage().remove('a');
    storage().remove('a');
    expect(storage().read('a')).toBeUndefined();
    storage().append('a', 'y');
    expect(text('a')).toBe('y');
  });
}

function describeLogs(storage: () => RunStorage, text: Text): void {
  it('appending adds to the end, of a new file and of a written one', () => {
    storage().append('log', 'one\n');
    storage().append('log', new TextEncoder().encode('two\n'));
    expect(text('log')).toBe('one\ntwo\n');
    storage().write('log', 'new\n');
    storage().append('log', 'three\n');
    expect(text('log')).toBe('new\nthree\n');
  });

  it('two thousand small appends arrive whole and in order', () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `${index}\n`);
    for (const line of lines) storage().append('folder/log', line);
    expect(text('folder/log')).toBe(lines.join(''));
    expect(storage().length('folder/log')).toBe(lines.join('').length);
  });

  it('cutting keeps the first bytes, and appending goes on from there', () => {
    storage().append('log', 'one\ntwo\n');
    storage().truncate('log', 4);
    expect(text('log')).toBe('one\n');
    storage().append('log', '2\n');
    expect(text('log')).toBe('one\n2\n');
    storage().truncate('log', 0);
    expect(text('log')).toBe('');
  });

  it('cutting a missing file to nothing does nothing; cutting any file to more than it has is damage', () => {
    storage().truncate('log', 0);
    expect(storage().read('log')).toBeUndefined();
    expect(errorOf(() => storage().truncate('log', 1))?.code).toBe('file-damaged');
    storage().append('log', 'one');
    expect(errorOf(() => storage().truncate('log', 4))?.message).toContain('log');
    expect(errorOf(() => storage().truncate('log', -1))?.code).toBe('file-damaged');
    expect(text('log')).toBe('one');
  });

  it('after sync and after close it can be used on', () => {
    storage().append('log', 'a');
    storage().sync();
    storage().append('log', 'b');
    storage().close();
    storage().append('log', 'c');
    expect(text('log')).toBe('abc');
  });
}

function describeFolders(storage: () => RunStorage): void {
  it('a folder lists the names of its own files, sorted by code unit; a missing one is empty', () => {
    for (const path of ['f/b', 'f/a10', 'f/a9', 'f/B', 'f/deeper/x', 'top', 'fa']) storage().write(path, '');
    expect(storage().list('f')).toEqual(['B', 'a10', 'a9', 'b']);
    expect(storage().list('')).toEqual(['fa', 'top']);
    expect(storage().list('none')).toEqual([]);
    expect(storage().list('top')).toEqual([]);
  });

  it('a file is no folder and a folder is no file', () => {
    storage().write('file', 'x');
    storage().write('folder/file', 'x');
    expect(errorOf(() => storage().write('file/below', 'y'))?.code).toBe('storage-failure');
    expect(errorOf(() => storage().append('file/below', 'y'))?.code).toBe('storage-failure');
    expect(errorOf(() => storage().write('folder', 'y'))?.code).toBe('storage-failure');
    expect(errorOf(() => storage().append('folder', 'y'))?.code).toBe('storage-failure');
    expect(storage().read('file/below')).toBeUndefined();
    expect(storage().read('folder')).toBeUndefined();
    expect(storage().length('folder')).toBe(0);
    expect([...storage().read('folder/file')!]).toEqual([120]);
  });

  it.each(['', '/a', 'a/', 'a//b', '.', '../a', 'a/../b', 'a\\b', 'C:a', 'a\u0000'])(
    'path %j is refused',
    (path) => {
      const actions = [
        () => storage().read(path),
        () => storage().write(path, ''),
        () => storage().append(path, ''),
        () => storage().length(path),
        () => storage().truncate(path, 0),
        () => storage().remove(path),
      ];
      for (const action of actions) expect(errorOf(action)?.code).toBe('invalid-value');
      if (path !== '') expect(errorOf(() => storage().list(path))?.code).toBe('invalid-value');
    },
  );
}
