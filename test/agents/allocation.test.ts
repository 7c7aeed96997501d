import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it, jest } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flags = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128'];
// Slow where other tests keep the cores busy.
jest.setTimeout(60_000);

function node(...parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { cwd: root, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

// Does nothing where dist/ is up to date.
beforeAll(() => void node(join('.config', 'build.mjs')));

it.each([
  ['1 environment', ['1']],
  ['8 environments', ['8']],
  ['8 environments, whose observations are normalised,', ['8', 'normalize']],
] as const)(
  'a hundred thousand steps of training with %s allocate less than 16 bytes each, and the engine does not grow',
  (_what, settings) => {
    const output = node(...flags, join('dist', 'benchmarks', 'allocation.node.js'), ...settings);
    const measured = JSON.parse(output) as Readonly<Record<string, number>>;
    expect(measured).toMatchObject({ steps: 100_000, collections: 0, engineGrowth: 0 });
    expect(measured['bytesPerStep']).toBeLessThan(16);
  },
);
