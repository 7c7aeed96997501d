import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { lepton, outcomeOf } from '../trust/command-line.js';
import { build, goldenRecipePath } from './golden-run.js';

const seeds = [5, 6];
const folder = mkdtempSync(join(tmpdir(), 'lepton-workers-'));
beforeAll(build, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Everything of a seed's folder but how long it took, and where it lies. */
const contentsOf = (run: string) => ({
  ...outcomeOf(run),
  ...Object.fromEntries(
    ['config.yaml', 'metrics.jsonl', 'episode.json', 'checkpoints/best.safetensors'].map((path) => [
      path,
      readFileSync(join(run, path)).toString('base64'),
    ]),
  ),
});

it('AC14: one process after the other and two side by side leave the same bytes for each seed: transitions, weights, log', async () => {
  for (const workers of ['1', '2']) {
    const more = ['--workers', workers, '--out', join(folder, workers), '--quiet'];
    const { code, err } = await lepton('train', goldenRecipePath, '--seeds', seeds.join(','), ...more);
    expect([code, err]).toEqual([0, '']);
  }
  const [first, second] = seeds.map((seed) => {
    const [one, two] = ['1', '2'].map((workers) => contentsOf(join(folder, workers, `seed-${seed}`)));
    expect(two).toEqual(one);
    return one;
  });
  expect(first['metrics.jsonl']).not.toBe(second['metrics.jsonl']);
}, 60_000);
