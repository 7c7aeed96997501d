import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { errorTable } from '../../src/errors.js';
import { begin, buildCommandLine, quickCartPole } from './command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'lepton-further-'));
const lepton = (...argv: readonly string[]) => begin(argv, { cwd: folder });
// Processes are slow to start where other tests keep the cores busy.
jest.setTimeout(120_000);

beforeAll(() => expect(buildCommandLine()).toBe(''));
afterAll(() => rmSync(folder, { recursive: true }));

const summaryOf = (seed: number): unknown =>
  JSON.parse(readFileSync(join(folder, `further/seed-${seed}/run.json`), 'utf8'));

it('many seeds that were told to go further and interrupted all go as far when they are resumed', async () => {
  const argv = ['train', 'cartpole', ...quickCartPole, '--seeds', '1..2', '--workers', '1', '--steps', '300'];
  expect((await lepton(...argv, '--out', 'further', '--quiet').ended).code).toBe(0);
  const running = lepton('resume', 'further', '--steps', '6000', '--workers', '1');
  await running.says('(10 %)');
  running.process.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
  expect((await lepton('resume', 'further', '--quiet').ended).code).toBe(0);
  for (const seed of [1, 2]) expect(summaryOf(seed)).toMatchObject({ status: 'completed', steps: 6000 });
  const { code, err } = await lepton('resume', 'further', '--steps', '5000').ended;
  expect(code).toBe(errorTable['invalid-value'].exitCode);
  expect(err).toContain('at least the 6000 steps');
});
