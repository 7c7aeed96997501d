import { describe, expect, it } from '@jest/globals';
import { train, resume } from '../../experiments/train.js';
import { checkpointPath, readNewestCheckpoint } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { checkpointHash, quickRecipe, textOf } from '../experiments/runs.js';
import type { Report } from '../../experiments/contract.js';

const recipe = { ...quickRecipe, environment: 'CartPole-v1' };
const seed = 3;
const pauseAt = (step: number) => (report: Report) =>
  report.kind === 'progress' && report.step === step ? ('pause' as const) : undefined;

/** A run of 600 steps that was paused at steps 275 and 300, and has a checkpoint of each. */
async function pausedRun(): Promise<MemoryStorage> {
  const storage = new MemoryStorage();
  await train(recipe, { storage, seed, onReport: pauseAt(275) });
  await resume({ storage, onReport: pauseAt(300) });
  return storage;
}

const flipped = (at: (length: number) => number) => (bytes: Uint8Array) => {
  bytes[at(bytes.length)] ^= 1;
  return bytes;
};

const damages: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
  ['is empty', () => new Uint8Array(0)],
  ['was written half', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['lacks its last byte', (bytes) => bytes.subarray(0, -1)],
  ['has a bit flipped in its length', flipped(() => 0)],
  ['has a bit flipped in its header', flipped(() => 100)],
  ['has a bit flipped in its data', flipped((length) => length - 1000)],
  ['has a bit flipped at its end', flipped((length) => length - 1)],
  ['is another file', () => new TextEncoder().encode('not a checkpoint'.repeat(100))],
];

describe('where the newest checkpoint', () => {
  it.each(damages)(
    '%s, the one before is used, with a warning, and nothing is lost but time',
    async (_, damage) => {
      const straight = new MemoryStorage();
      await train(recipe, { storage: straight, seed });
      const storage = await pausedRun();
      storage.write(checkpointPath(300), damage(storage.read(checkpointPath(300))!));
      const warnings: string[] = [];
      const onReport = (report: Report) => void (report.kind === 'warning' && warnings.push(report.message));
      const summary = await resume({ storage, onReport });
      expect(warnings).toEqual([
        expect.stringMatching(
          /^a checkpoint of memory is passed over, .* step 275: checkpoints\/step-000000300/,
        ),
      ]);
      expect(summary).toMatchObject({ status: 'completed', steps: 600 });
      expect(checkpointHash(storage)).toBe(checkpointHash(straight));
      expect(textOf(storage, 'metrics.jsonl')).toBe(textOf(straight, 'metrics.jsonl'));
    },
  );

  it('and the one before are damaged, nothing is resumed and nothing is touched', async () => {
    const storage = await pausedRun();
    for (const step of [275, 300]) storage.write(checkpointPath(step), 'damaged');
    const metrics = textOf(storage, 'metrics.jsonl');
    await expect(resume({ storage })).rejects.toMatchObject({
      code: 'file-damaged',
      message: expect.stringContaining('none of the 2 checkpoints'),
    });
    expect(textOf(storage, 'metrics.jsonl')).toBe(metrics);
  });

  it('counts on more of the log than there is, it is passed over too', async () => {
    const storage = await pausedRun();
    expect(readNewestCheckpoint(storage).checkpoint.step).toBe(300);
    storage.truncate('metrics.jsonl', storage.length('metrics.jsonl') - 1);
    expect(readNewestCheckpoint(storage)).toMatchObject({
      checkpoint: { step: 275 },
      damaged: [expect.stringContaining('metrics.jsonl')],
    });
  });

  it('is gone because none was ever written, the run begins', async () => {
    const storage = await pausedRun();
    const begun = new MemoryStorage();
    begun.write('config.yaml', textOf(storage, 'config.yaml'));
    await resume({ storage: begun });
    await resume({ storage });
    expect(checkpointHash(begun)).toBe(checkpointHash(storage));
  });

  it('is gone from a run that had begun, it is no run any more', async () => {
    const storage = await pausedRun();
    for (const step of [275, 300]) storage.remove(checkpointPath(step));
    await expect(resume({ storage })).rejects.toMatchObject({ code: 'not-a-run' });
  });
});
