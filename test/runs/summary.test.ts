import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import type { RunSummary } from '../../src/runs/records.js';
import { readSummary, writeSummary } from '../../src/runs/summary.js';
import { errorOf } from './errors-of.js';

const summary: RunSummary = {
  versions: { node: '20.0.0', lepton: '0.1.0' },
  status: 'completed',
  environment: 'cart-pole',
  agent: 'dqn',
  recipe: 'cartpole-dqn',
  seed: 1,
  steps: 50_000,
  selectionSteps: 1200,
  seconds: 7.25,
  stepsPerSecond: 6896.5,
  evaluation: { checkpoint: 'best', episodes: 100, mean: 500, std: 0, min: 500, max: 500 },
  cost: { parameters: 10, bytes: 40, flopsPerDecision: 20, flopsPerUpdate: 9000 },
  weightsHash: 'ab'.repeat(32),
  resume: 'exact',
};

let storage: MemoryStorage;
const text = (): string => new TextDecoder().decode(storage.read('run.json'));
beforeEach(() => {
  storage = new MemoryStorage();
});

describe('writeSummary', () => {
  it('is read back equal, with and without the optional parts', () => {
    writeSummary(storage, summary);
    expect(readSummary(storage)).toEqual(summary);
    const { evaluation: _, ...failed } = { ...summary, status: 'failed', seed: 'a', failure: 'no' } as const;
    writeSummary(storage, failed);
    expect(readSummary(storage)).toEqual(failed);
  });

  it('writes the same indented text whatever order the keys come in, status first', () => {
    writeSummary(storage, summary);
    const first = text();
    expect(first.startsWith('{\n  "status": "completed",\n')).toBe(true);
    expect(first.endsWith('}\n')).toBe(true);
    writeSummary(storage, Object.fromEntries(Object.entries(summary).reverse()) as unknown as RunSummary);
    expect(text()).toBe(first);
    expect(first.indexOf('"lepton"')).toBeLessThan(first.indexOf('"node"'));
  });

  it('writes NaN and infinities as null and reads them as NaN', () => {
    writeSummary(storage, { ...summary, seconds: 0, stepsPerSecond: Infinity });
    expect(text()).toContain('"stepsPerSecond": null');
    expect(readSummary(storage).stepsPerSecond).toBeNaN();
  });

  it('refuses what is no summary, and leaves the old file', () => {
    writeSummary(storage, summary);
    const before = text();
    const error = errorOf(() => writeSummary(storage, { ...summary, steps: -1 }));
    expect(error?.code).toBe('invalid-value');
    expect(error?.message).toContain('steps is -1');
    expect(text()).toBe(before);
  });
});

describe('readSummary', () => {
  it('a folder without run.json is not a run', () => {
    expect(errorOf(() => readSummary(storage))?.code).toBe('not-a-run');
  });

  it.each([
    ['', 'text'],
    ['{"status":"completed"', 'text'],
    ['null', 'content'],
    [JSON.stringify({ ...summary, status: 'odd' }), 'status is "odd"'],
    [JSON.stringify({ ...summary, cost: { ...summary.cost, bytes: 'x' } }), 'cost.bytes is "x"'],
    [JSON.stringify({ ...summary, weightsHash: undefined }), 'weightsHash is undefined'],
  ])('%s is damage that names the place', (content, words) => {
    storage.write('run.json', content);
    const error = errorOf(() => readSummary(storage));
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toContain(`run.json: ${words}`);
  });

  it('leaves out keys of later versions', () => {
    storage.write('run.json', JSON.stringify({ ...summary, later: 1 }));
    expect(readSummary(storage)).toEqual(summary);
  });
});
