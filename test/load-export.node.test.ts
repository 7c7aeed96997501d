import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { loadExport } from '../src/load-export.node.js';

const folder = fileURLToPath(new URL('fixtures', import.meta.url));
const load = (reference: string) =>
  loadExport({ component: 'thing', reference, folder, example: './thing.js#make' });

describe('loadExport', () => {
  it('gives what a module, relative to the folder, exports under the name', async () => {
    await expect(load('./loadable-world.js#number')).resolves.toBe(5);
    await expect(load('loadable-world.js#number')).resolves.toBe(5);
  });

  it.each([
    ['./loadable-world.js', 'invalid-value', 'thing: reference is "./loadable-world.js"'],
    ['#create', 'invalid-value', 'like "./thing.js#make"'],
    ['./a.js#', 'invalid-value', 'like "./thing.js#make"'],
    ['./a.js#b#c', 'invalid-value', 'like "./thing.js#make"'],
    ['./no-such-world.js#create', 'file-not-found', 'no-such-world.js'],
    ['./broken-world.js#create', 'contract-broken', 'this module never loads'],
    ['./loadable-world.js#numbre', 'unknown-name', 'did you mean number?'],
    ['./loadable-world.js#toString', 'unknown-name', 'thing: export is "toString"'],
  ])('%s raises %s', async (reference, code, message) => {
    await expect(load(reference)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});
