/** A disk that is full, a folder that may not be written to, a checkpoint that is damaged, two trainers at once: by the command line. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorTable } from '../../src/errors.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoint.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { build, root } from '../determinism/golden-run.js';
import { begin, type Ended } from '../cli/command-line.js';
import { lepton, outcomeOf } from './command-line.js';

const recipe = join(root, 'test/trust/kill-recipe.yaml');
const options = ['--seed', '6', '--steps', '6000', '--quiet'];
const base = mkdtempSync(join(tmpdir(), 'lepton-storage-'));
const whole = join(base, 'whole');
const isRoot = process.getuid?.() === 0;
/** Root may write everywhere, so as root these trainings are somebody else's. */
const nobody = isRoot ? 65534 : undefined;

const disk = join(base, 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { encoding: 'utf8' });
const canMount = mounted.status === 0;

beforeAll(async () => {
  build();
  chmodSync(base, 0o755);
  expect(await lepton('train', recipe, ...options, '--out', whole)).toMatchObject({ code: 0, err: '' });
});
afterAll(() => {
  if (canMount) spawnSync('umount', [disk]);
  rmSync(base, { recursive: true, force: true });
});

/** Until the run has a checkpoint after its first. */
async function untilUnderWay(folder: string): Promise<void> {
  const isUnderWay = (): boolean =>
    existsSync(join(folder, 'checkpoints')) &&
    readdirSync(join(folder, 'checkpoints')).some((name) => /^step-0*[1-9]/.test(name));
  while (!isUnderWay()) await sleep(5);
}

function expectStorageFailure({ code, err }: Ended, path: string): void {
  expect(code).toBe(errorTable['storage-failure'].exitCode);
  expect(err).toMatch(/^error /);
  expect(err).toContain(path);
  expect(err).toContain('hint: ');
  expect(err).not.toMatch(/\n\s+at /);
}

async function expectResumable(folder: string): Promise<void> {
  const { checkpoint, damaged } = readNewestCheckpoint(new FileStorage(folder));
  expect(checkpoint.step).toBeGreaterThan(0);
  expect(damaged).toEqual([]);
  expect(await lepton('resume', folder, '--quiet')).toMatchObject({ code: 0, err: '' });
  expect(outcomeOf(folder)).toEqual(outcomeOf(whole));
}

const why = canMount ? '' : ` (skipped: a small disk cannot be mounted here: ${mounted.stderr?.trim()})`;
(canMount ? describe : describe.skip)(`a full disk${why}`, () => {
  it('stops the run with a message; the last checkpoint is whole, and the run goes on after room was made', async () => {
    const folder = join(disk, 'run');
    const running = begin(['train', recipe, ...options, '--out', folder]);
    await untilUnderWay(folder);
    fill(join(disk, 'filler'));
    const ended = await running.ended;
    expectStorageFailure(ended, folder);
    expect(ended.err).toContain('ENOSPC');
    // Still no room: it says so again, and harms nothing.
    expectStorageFailure(await lepton('resume', folder, '--quiet'), folder);
    rmSync(join(disk, 'filler'));
    await expectResumable(folder);
  });
});

/** Takes all room that is left. */
function fill(path: string): void {
  const { bavail, bsize } = statfsSync(disk);
  const file = openSync(path, 'w');
  const block = new Uint8Array(bsize);
  try {
    for (let i = 0; i < 2 * bavail; i++) writeSync(file, block);
  } catch {
    // It is full.
  } finally {
    closeSync(file);
  }
}

const canStartAsNobody =
  spawnSync(process.execPath, [join(root, 'dist/src/cli/lepton.node.js'), '--version'], {
    ...(nobody !== undefined && { uid: nobody, gid: nobody }),
  }).status === 0;
const whyNot = canStartAsNobody
  ? ''
  : ' (skipped: another user than root cannot start the command line here)';
(canStartAsNobody ? describe : describe.skip)(`a folder that may not be written to${whyNot}`, () => {
  it('is refused before anything is computed', async () => {
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const out = join(closed, 'run');
    expectStorageFailure(
      await begin(['train', recipe, ...options, '--out', out], { uid: nobody }).ended,
      closed,
    );
    expect(readdirSync(closed)).toEqual([]);
  });

  it('stops a run with a message; the last checkpoint is whole, and the run goes on when it may write again', async () => {
    const folder = join(base, 'half-closed');
    mkdirSync(folder);
    if (nobody !== undefined) chownSync(folder, nobody, nobody);
    const running = begin(['train', recipe, ...options, '--out', folder], { uid: nobody });
    await untilUnderWay(folder);
    for (const path of [join(folder, 'checkpoints'), folder]) chmodSync(path, 0o555);
    expectStorageFailure(await running.ended, folder);
    for (const path of [join(folder, 'checkpoints'), folder]) chmodSync(path, 0o755);
    await expectResumable(folder);
  });
});

describe('a killed run', () => {
  it('whose newest checkpoint is damaged is resumed from the one before, and the command line says so', async () => {
    const folder = join(base, 'damaged');
    const running = begin(['train', recipe, ...options, '--out', folder]);
    await untilUnderWay(folder);
    running.process.kill('SIGKILL');
    await running.ended;
    const { path } = readNewestCheckpoint(new FileStorage(folder)).checkpoint;
    truncateSync(join(folder, path), 1000);
    const { code, err } = await lepton('resume', folder, '--quiet');
    expect(code).toBe(0);
    expect(err).toMatch(new RegExp(`^warning a checkpoint of ${folder} is passed over, .*: ${path}: `));
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(outcomeOf(folder)).toEqual(outcomeOf(whole));
  });

  it('is resumed by one process at a time, also where two ask at once', async () => {
    const folder = join(base, 'twice');
    const running = begin(['train', recipe, ...options, '--out', folder]);
    await untilUnderWay(folder);
    const early = await lepton('resume', folder);
    expect(early.code).toBe(errorTable['file-exists'].exitCode);
    expect(early.err).toContain(`lock is ${running.process.pid}, but must be`);
    running.process.kill('SIGKILL');
    await running.ended;
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(String(running.process.pid));
    const both = await Promise.all([0, 1].map(() => lepton('resume', folder, '--quiet')));
    expect(both.filter(({ code }) => code === 0)).toHaveLength(1);
    expect(both.filter(({ code }) => code === errorTable['file-exists'].exitCode)).toHaveLength(1);
    expect(outcomeOf(folder)).toEqual(outcomeOf(whole));
  });
});
