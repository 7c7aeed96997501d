/** Folders that a command writes to. Apart from run-folder.node.ts, so that a schedule needs nothing that trains. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fail } from '../src/errors.js';
import { isPartial } from '../src/runs/safe-file.node.js';
import { lockPath } from './folder-lock.node.js';

/** The folder, absolute, which did not exist or held no run and nothing else. Raises `file-exists`. */
export function claimFolder(folder: string): string {
  const path = resolve(folder);
  if (!existsSync(path)) return path;
  const isFolder = statSync(path).isDirectory();
  if (isFolder && readdirSync(path).every(isLeftover)) return path;
  return fail('file-exists', {
    component: 'output',
    parameter: '--out',
    value: folder,
    requirement: 'a folder that does not exist yet, or is empty',
    hint: isFolder ? `npx lepton resume ${folder} goes on with a run` : 'this is a file',
  });
}

/** What a process leaves that was killed before its run had begun. */
const isLeftover = (name: string): boolean => name === lockPath || isPartial(name);

/** Makes a new folder `base/name`, or `base/name-2`, `base/name-3`..., and returns its absolute path. */
export function makeFreshFolder(base: string, name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '-').slice(0, 80);
  mkdirSync(base, { recursive: true });
  for (let count = 1; ; count++) {
    const path = resolve(base, count === 1 ? plain : `${plain}-${count}`);
    if (makesFolder(path)) return path;
  }
}

/** Two processes that ask at once get different folders: making one is atomic. */
function makesFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (existsSync(path)) return false;
    return fail('storage-failure', {
      component: 'output',
      parameter: 'folder',
      value: dirname(path),
      requirement: `one that a folder can be made in: ${String(error)}`,
    });
  }
}
