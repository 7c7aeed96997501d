/** Whole trainings, on the command line, in worlds of Python. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { errorTable } from '../../../src/errors.js';
import {
  begin as beginCommand,
  buildCommandLine,
  quickCartPole,
  type Ended,
  type Running,
} from '../../cli/command-line.js';
import { against, itWithWorlds, prepareWorlds, python } from './pythons.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder: string;
// Processes are slow to start where other tests keep the cores busy.
jest.setTimeout(60_000);

const begin = (...argv: readonly string[]): Running =>
  beginCommand(argv, { cwd: folder, env: { LEPTON_PYTHON: python } });
const lepton = (...argv: string[]): Promise<Ended> => begin(...argv).ended;
const train = (environment: string, ...argv: string[]): readonly string[] => [
  ...['train', 'cartpole', ...quickCartPole, '--set', `environment=${environment}`, '--quiet', ...argv],
];
const summaryOf = (run: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, run, 'run.json'), 'utf8')) as Record<string, unknown>;

beforeAll(() => {
  prepareWorlds();
  expect(buildCommandLine()).toBe('');
  folder = mkdtempSync(join(tmpdir(), 'lepton-python-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('the bridge lies in dist/ beside what starts it', () => {
  expect(readdirSync(join(root, 'dist/environments/python'))).toContain('bridge.py');
});

describe(`against ${against}`, () => {
  itWithWorlds(
    'a training on CartPole-v1 gives the same weights and the same log as on our own one',
    async () => {
      const [theirs, ours] = await Promise.all([
        lepton(...train('python:CartPole-v1', '--steps', '3000', '--out', 'theirs')),
        lepton(...train('CartPole-v1', '--steps', '3000', '--out', 'ours')),
      ]);
      expect([theirs.code, ours.code]).toEqual([0, 0]);
      expect(summaryOf('theirs')).toMatchObject({
        environment: 'python:CartPole-v1',
        resume: 'approximate',
        weightsHash: summaryOf('ours')['weightsHash'],
        evaluation: summaryOf('ours')['evaluation'],
      });
      expect(readFileSync(join(folder, 'theirs/metrics.jsonl'))).toEqual(
        readFileSync(join(folder, 'ours/metrics.jsonl')),
      );
      const evaluated = await lepton('evaluate', 'theirs', '--json');
      expect(JSON.parse(evaluated.out)).toMatchObject({ environment: 'python:CartPole-v1', episodes: 5 });
    },
  );

  itWithWorlds('Ctrl-C pauses it, and resume brings it to its end', async () => {
    const running = begin(...train('python:CartPole-v1', '--steps', '300000', '--out', 'paused'));
    while (!existsSync(join(folder, 'paused/run.json'))) await new Promise((next) => setTimeout(next, 20));
    running.process.kill('SIGINT');
    expect((await running.ended).code).toBe(130);
    const { status, steps } = summaryOf('paused');
    expect(status).toBe('paused');
    const budget = String(Number(steps) + 500);
    expect((await lepton('resume', 'paused', '--steps', budget, '--quiet')).code).toBe(0);
    expect(summaryOf('paused')).toMatchObject({ status: 'completed', steps: Number(budget) });
  });

  itWithWorlds(
    'the death of Python ends the run with its checkpoint whole; resume makes the world anew',
    async () => {
      const file = join(folder, 'dead');
      const argv = ['--set', `environmentOptions={ file: "${file}" }`, '--set', 'checkpointSeconds=0.01'];
      const died = await lepton(
        ...train('python:worlds:Mortal-v0', ...argv, '--steps', '3000', '--out', 'died'),
      );
      expect(died.code).toBe(errorTable['contract-broken'].exitCode);
      expect(died.err).toContain('ended by SIGKILL');
      expect(died.err).not.toMatch(/^ +at /m);
      expect(summaryOf('died')).toMatchObject({ status: 'failed' });
      const resumed = await lepton('resume', 'died', '--quiet', '--json');
      expect(resumed.code).toBe(0);
      expect(JSON.parse(resumed.out)).toMatchObject({ status: 'completed', steps: 3000 });
    },
  );

  itWithWorlds('seeds run in processes of their own, each with a Python of its own', async () => {
    const many = await lepton(
      ...train('python:CartPole-v1', '--seeds', '1,2', '--steps', '600', '--out', 'many'),
    );
    expect(many.code).toBe(0);
    expect(summaryOf('many/seed-1')['weightsHash']).not.toBe(summaryOf('many/seed-2')['weightsHash']);
  });

  itWithWorlds(
    'an unknown id ends the command with its exit code, and without a trace of a stack',
    async () => {
      const { code, err } = await lepton(...train('python:CartPoll-v1', '--out', 'none'));
      expect(code).toBe(errorTable['unknown-name'].exitCode);
      expect(err).toContain('python:CartPoll-v1: id is');
      expect(err).not.toMatch(/^ +at /m);
    },
  );
});
