import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { lockFolder } from '../../experiments/folder-lock.node.js';
import { claimFolder } from '../../experiments/output-folder.node.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';

const base = mkdtempSync(join(tmpdir(), 'lepton-lock-'));
let folder: string;
let storage: FileStorage;
beforeEach(() => {
  folder = mkdtempSync(join(base, 'run-'));
  storage = new FileStorage(folder);
});
afterAll(() => rmSync(base, { recursive: true }));

const lock = (): string => join(folder, 'lock');

/** A process that only waits. */
const waiting = () =>
  spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });

describe('a run folder', () => {
  it('is locked by one trainer at a time, also within one process', () => {
    const unlock = lockFolder(storage);
    expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
    expect(() => lockFolder(new FileStorage(folder))).toThrow(
      new RegExp(`lock is ${process.pid}, but must be the number of a process that has ended`),
    );
    unlock();
    expect(existsSync(lock())).toBe(false);
    lockFolder(storage)();
  });

  it('is refused while another process has it, and taken over when that process was killed', async () => {
    const other = waiting();
    writeFileSync(lock(), String(other.pid));
    const refused = expect.objectContaining({
      code: 'file-exists',
      message: expect.stringContaining(String(other.pid)),
    });
    expect(() => lockFolder(storage)).toThrow(refused);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const unlock = lockFolder(storage);
    expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
    unlock();
  });

  it.each([
    ['is empty, because its process was killed while it wrote it', ''],
    ['holds no number', 'something else'],
    ['is of an earlier process with the same number', String(process.pid)],
  ])('is free where the lock %s', (_, text) => {
    writeFileSync(lock(), text);
    lockFolder(storage)();
    expect(existsSync(lock())).toBe(false);
  });

  it('may be begun in again where a process was killed before it had written anything of a run', () => {
    writeFileSync(lock(), '1');
    writeFileSync(join(folder, '.config.yaml.partial'), 'half of');
    expect(claimFolder(folder)).toBe(folder);
    writeFileSync(join(folder, 'config.yaml'), 'a run');
    expect(() => claimFolder(folder)).toThrow(expect.objectContaining({ code: 'file-exists' }));
  });
});
