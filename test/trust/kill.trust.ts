import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import { readSummary } from '../../src/runs/summary.js';
import { build, root } from '../determinism/golden-run.js';
import { begin, type Ended } from '../cli/command-line.js';
import { lepton, outcomeOf } from './command-line.js';

const recipe = join(root, 'test/trust/kill-recipe.yaml');
const folder = mkdtempSync(join(tmpdir(), 'lepton-kill-'));
const whole = join(folder, 'whole');
const killed = join(folder, 'killed');
const seed = ['--seed', '5', '--quiet'];

beforeAll(build);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a user does after a kill: begins, where nothing was begun, or goes on. */
const command = (): readonly string[] =>
  existsSync(join(killed, 'config.yaml'))
    ? ['resume', killed, '--quiet']
    : ['train', recipe, ...seed, '--out', killed];

async function killWhen(moment: Promise<unknown>): Promise<Ended> {
  const running = begin(command());
  await moment;
  running.process.kill('SIGKILL');
  return running.ended;
}

async function untilThere(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setImmediate(resolve));
}

describe('AC16: a training that is killed by SIGKILL 20 times and resumed each time', () => {
  it('equals the training that was never killed: weights, log, replay, optimiser, streams, worlds', async () => {
    const began = performance.now();
    expect(await lepton('train', recipe, ...seed, '--out', whole)).toMatchObject({ code: 0, err: '' });
    const { seconds } = readSummary(new FileStorage(whole));
    const starting = (performance.now() - began) / 1000 - seconds;
    // Before there is a checkpoint: when the folder, and when the configuration has just been made.
    const early = [
      await killWhen(untilThere(killed)),
      await killWhen(untilThere(join(killed, 'config.yaml'))),
    ];
    const delays: number[] = [];
    const steps: number[] = [];
    for (let kill = early.length; kill < 20; kill++) {
      // Of what is left so much that the run is not at its end before the last kill, also where this machine is faster now.
      const left = seconds * (1 - stepsDone() / 20_000);
      const delay = randomInt(
        Math.round(500 * starting),
        Math.round(1000 * (starting + (1.2 * left) / (22 - kill))),
      );
      delays.push(delay);
      const { signal, err } = await killWhen(sleep(delay));
      expect({ delays, signal, err }).toEqual({ delays, signal: 'SIGKILL', err: '' });
      steps.push(stepsDone());
    }
    expect(new Set(steps).size).toBeGreaterThan(6);
    expect(await lepton(...command())).toMatchObject({ code: 0, err: '' });
    expect(outcomeOf(killed)).toEqual(outcomeOf(whole));
  });
});

function stepsDone(): number {
  const storage = new FileStorage(killed);
  return storage.length('run.json') === 0 ? 0 : readSummary(storage).steps;
}
