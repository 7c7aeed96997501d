import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { errorOf } from './errors-of.js';
import { describeStorage } from './storage-contract.js';

const parent = mkdtempSync(join(tmpdir(), 'lepton-storage-'));
let count = 0;
const newFolder = (): string => join(parent, String(count++));
afterAll(() => rmSync(parent, { recursive: true }));

describeStorage('FileStorage', () => new FileStorage(newFolder()));

describe('FileStorage', () => {
  let folder: string;
  let storage: FileStorage;
  beforeEach(() => {
    folder = newFolder();
    storage = new FileStorage(folder);
  });

  it('makes its folder on the first write, not before', () => {
    storage.read('a');
    storage.list('');
    storage.remove('a');
    expect(existsSync(folder)).toBe(false);
    storage.write('a/b/c', 'x');
    expect(readFileSync(join(folder, 'a/b/c'), 'utf8')).toBe('x');
  });

  it('appended bytes are in the file at once, without sync', () => {
    storage.append('log', 'line\n');
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('line\n');
    storage.close();
  });

  it('what a kill in the middle of a write leaves is not listed, not read, and replaced by the next write', () => {
    storage.write('run.json', 'old');
    writeFileSync(join(folder, '.run.json.partial'), 'half of the n');
    const next = new FileStorage(folder);
    expect(next.list('')).toEqual(['run.json']);
    expect(new TextDecoder().decode(next.read('run.json'))).toBe('old');
    next.write('run.json', 'new');
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe('new');
    expect(existsSync(join(folder, '.run.json.partial'))).toBe(false);
  });

  it('where a part of the path is a file, the error says path, cause and hint', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), '');
    const error = errorOf(() => new FileStorage(join(folder, 'file')).write('run.json', 'x'));
    expect(error?.code).toBe('storage-failure');
    expect(error?.message).toContain(join(folder, 'file', 'run.json'));
    expect(error?.message).toMatch(/ENOTDIR|EEXIST/);
    expect(error?.parts.hint).toContain('choose another folder');
  });

  // /dev/full refuses every write as a full disk does.
  const onFullDisk = existsSync('/dev/full') ? it : it.skip;
  onFullDisk('a full disk is a storage-failure, and the old file stays', () => {
    storage.write('run.json', 'old');
    symlinkSync('/dev/full', join(folder, '.run.json.partial'));
    const error = errorOf(() => storage.write('run.json', 'new'));
    expect(error?.code).toBe('storage-failure');
    expect(error?.message).toContain('ENOSPC');
    expect(error?.message).toContain(join(folder, 'run.json'));
    expect(error?.parts.hint).toContain('free some space');
    expect(storage.list('')).toEqual(['run.json']);
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe('old');
  });

  onFullDisk('a full disk under a log is a storage-failure too', () => {
    mkdirSync(folder);
    symlinkSync('/dev/full', join(folder, 'log'));
    expect(errorOf(() => storage.append('log', 'x'))?.code).toBe('storage-failure');
    storage.remove('log');
  });

  it('a file that is there but cannot be read is file-not-found, not a missing file', () => {
    mkdirSync(folder);
    symlinkSync('loop', join(folder, 'loop'));
    const error = errorOf(() => storage.read('loop'));
    expect(error?.code).toBe('file-not-found');
    expect(error?.message).toContain('ELOOP');
  });
});
