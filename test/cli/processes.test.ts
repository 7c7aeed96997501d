import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { errorTable } from '../../src/errors.js';
import { mean } from '../../src/statistics/summary.js';
import {
  begin as beginCommand,
  buildCommandLine,
  quickCartPole,
  type Ended,
  type Running,
} from './command-line.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const world = join(root, 'test/cli/fixtures/talking-world.js');
let folder: string;
// Processes are slow to start where other tests keep the cores busy.
jest.setTimeout(60_000);

const begin = (...argv: string[]): Running => beginCommand(argv, { cwd: folder });
const lepton = (...argv: string[]): Promise<Ended> => begin(...argv).ended;

const objectOf = ({ out }: Ended): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>;

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const hashOf = (run: string): unknown =>
  (JSON.parse(read(`${run}/run.json`)) as Record<string, unknown>)['weightsHash'];

beforeAll(() => {
  expect(buildCommandLine()).toBe('');
  folder = mkdtempSync(join(tmpdir(), 'lepton-processes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const twoSeedsInTurn = [
  'train',
  'cartpole',
  ...quickCartPole,
  '--seeds',
  '1..2',
  '--workers',
  '1',
  '--steps',
  '8000',
];

describe('one run', () => {
  it('goes by default into a new folder under runs/', async () => {
    mkdirSync(join(folder, 'runs/cartpole-seed0'), { recursive: true });
    const { out } = await lepton('train', 'cartpole', ...quickCartPole, '--steps', '300', '--quiet');
    expect(out).toContain(join('runs', 'cartpole-seed0-2', 'report.html'));
    expect(readdirSync(join(folder, 'runs/cartpole-seed0'))).toEqual([]);
  });

  it('Ctrl-C pauses it with exit code 130; resumed, it equals one that was never interrupted', async () => {
    const argv = ['train', 'cartpole', ...quickCartPole, '--seed', '4', '--steps', '12000'];
    const whole = lepton(...argv, '--out', 'whole', '--quiet');
    const interrupted = begin(...argv, '--out', 'interrupted');
    await interrupted.says('(10 %)');
    interrupted.process.kill('SIGINT');
    const { code, out, err } = await interrupted.ended;
    expect(code).toBe(130);
    expect(err).toContain('writing a checkpoint');
    expect(out).toContain('npx lepton resume interrupted');
    expect(JSON.parse(read('interrupted/run.json'))).toMatchObject({ status: 'paused' });
    expect((await lepton('resume', 'interrupted', '--quiet')).code).toBe(0);
    expect((await whole).code).toBe(0);
    expect(hashOf('interrupted')).toBe(hashOf('whole'));
    expect(read('interrupted/metrics.jsonl')).toBe(read('whole/metrics.jsonl'));
  });

  it("keeps standard output clean of what a user's world prints, when it is resumed too", async () => {
    const argv = ['--set', `environment=${world}#create`, '--steps', '300', '--out', 'talking', '--json'];
    const ended = await lepton('train', 'cartpole', ...quickCartPole, ...argv, '--quiet');
    expect(objectOf(ended)).toMatchObject({ environment: `${world}#create`, status: 'completed' });
    expect(ended.err).toContain('the world was made');
    const resumed = await lepton('resume', 'talking', '--steps', '400', '--json', '--quiet');
    expect(objectOf(resumed)).toMatchObject({ steps: 400 });
  });

  it('ends although a world of the user holds a timer', async () => {
    const restless = join(root, 'test/cli/fixtures/bad-worlds.js#restless');
    const argv = ['--set', `environment=${restless}`, '--steps', '200', '--out', 'restless', '--json'];
    const ended = await lepton('train', 'cartpole', ...quickCartPole, ...argv, '--quiet');
    expect([ended.code, objectOf(ended)['status']]).toEqual([0, 'completed']);
  });

  it('a reader that has seen enough is no failure', async () => {
    const running = begin('envs');
    running.process.stdout?.destroy();
    expect((await running.ended).code).toBe(0);
  });
});

describe('many seeds', () => {
  it('side by side give the same weights as one by one, and one report', async () => {
    const argv = ['train', 'cartpole', ...quickCartPole, '--steps', '1000'];
    const many = objectOf(
      await lepton(...argv, '--seeds', '1,3', '--workers', '2', '--out', 'many', '--json'),
    );
    await lepton(...argv, '--seed', '3', '--out', 'single', '--quiet');
    expect(hashOf('many/seed-3')).toBe(hashOf('single'));
    expect(hashOf('many/seed-1')).not.toBe(hashOf('single'));
    expect(read('many/seed-3/metrics.jsonl')).toBe(read('single/metrics.jsonl'));
    const runs = many['runs'] as readonly { summary: { evaluation: { mean: number } } }[];
    const means = runs.map(({ summary }) => summary.evaluation.mean);
    const overall = many['overall'] as Record<'estimate' | 'low' | 'high', number>;
    expect(overall.estimate).toBeCloseTo(mean(means), 10);
    expect([overall.low, overall.high]).toEqual([Math.min(...means), Math.max(...means)]);
    expect(many['report']).toBe(join(folder, 'many', 'report.html'));
    expect(read('many/report.html')).toContain('2 seeds');
  });

  it('Ctrl-C pauses them; resume goes on with the unfinished ones, and one that fails loses no other', async () => {
    const running = begin(...twoSeedsInTurn, '--out', 'paused');
    await running.says('(10 %)');
    running.process.kill('SIGINT');
    const paused = await running.ended;
    expect(paused.code).toBe(130);
    expect(paused.out).toMatch(/^ *1 +paused/m);
    expect(paused.out).toMatch(/^ *2 +not begun/m);
    expect(paused.out).toContain('npx lepton resume paused');
    mkdirSync(join(folder, 'paused/seed-2'));
    writeFileSync(join(folder, 'paused/seed-2/run.json'), 'no run');
    const resumed = await lepton('resume', 'paused');
    expect(resumed.code).toBe(errorTable['not-a-run'].exitCode);
    expect(resumed.err).toMatch(/seed 2 +failed: .*config\.yaml/);
    expect(resumed.out).toMatch(/^ *2 +failed/m);
    expect(JSON.parse(read('paused/seed-1/run.json'))).toMatchObject({ status: 'completed', steps: 8000 });
    expect(read('paused/report.html')).toContain('seed 1');
  });

  it('SIGTERM to all its processes, as timeout and systemd send it, pauses them too', async () => {
    const running = beginCommand([...twoSeedsInTurn, '--out', 'ended'], { cwd: folder, leadsGroup: true });
    await running.says('(10 %)');
    process.kill(-running.process.pid!, 'SIGTERM');
    const { code, out } = await running.ended;
    expect(code).toBe(143);
    expect(out).toMatch(/^ *1 +paused/m);
    expect(out).toMatch(/^ *2 +not begun/m);
    expect(JSON.parse(read('ended/seed-1/run.json'))).toMatchObject({ status: 'paused' });
  });
});
