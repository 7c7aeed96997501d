import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CheckpointContent,
  checkpointPath,
  readCheckpoint,
  readNewestCheckpoint,
  readWeights,
  truncateLogs,
  writeCheckpoint,
  writeWeights,
} from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { errorOf } from './errors-of.js';
import { someState, sorted } from './some-state.js';

let storage: MemoryStorage;
beforeEach(() => {
  storage = new MemoryStorage();
});

function content(step: number, logLengths: Record<string, number> = {}): CheckpointContent {
  return { step, state: someState(), logLengths, metadata: { recipe: 'cartpole-dqn' } };
}

function damage(path: string): void {
  const bytes = storage.read(path)!;
  bytes[bytes.length - 1] ^= 1;
  storage.write(path, bytes);
}

describe('writeCheckpoint', () => {
  it('names the file by its step and gives everything back', () => {
    storage.append('metrics.jsonl', 'line\n');
    const path = writeCheckpoint(storage, content(12345, { 'timing.jsonl': 0, 'metrics.jsonl': 5 }));
    expect(path).toBe('checkpoints/step-000012345.safetensors');
    const { checkpoint, damaged } = readNewestCheckpoint(storage);
    expect(damaged).toEqual([]);
    expect(sorted(checkpoint.state)).toEqual(sorted(someState()));
    expect(checkpoint).toMatchObject({
      path,
      step: 12345,
      logLengths: { 'timing.jsonl': 0, 'metrics.jsonl': 5 },
      metadata: { recipe: 'cartpole-dqn' },
    });
  });

  it('writes equal bytes for equal content', () => {
    const other = new MemoryStorage();
    writeCheckpoint(storage, content(1, { a: 0, b: 0 }));
    writeCheckpoint(other, content(1, { b: 0, a: 0 }));
    expect(other.read(checkpointPath(1))).toEqual(storage.read(checkpointPath(1)));
  });

  it('keeps the newest two, or as many as it is told', () => {
    for (const step of [0, 100, 200, 300]) writeCheckpoint(storage, content(step));
    expect(storage.list('checkpoints')).toEqual(['step-000000200.safetensors', 'step-000000300.safetensors']);
    writeCheckpoint(storage, { ...content(400), keep: 3 });
    expect(storage.list('checkpoints')).toHaveLength(3);
    writeCheckpoint(storage, { ...content(500), keep: 1 });
    expect(storage.list('checkpoints')).toEqual(['step-000000500.safetensors']);
  });

  it('removes nothing before the new one is safe', () => {
    class FullDisk extends MemoryStorage {
      full = false;
      override write(path: string, bytes: Uint8Array): void {
        if (this.full) throw new Error('full');
        super.write(path, bytes);
      }
    }
    const disk = new FullDisk();
    for (const step of [1, 2]) writeCheckpoint(disk, content(step));
    disk.full = true;
    expect(() => writeCheckpoint(disk, { ...content(3), keep: 1 })).toThrow('full');
    expect(disk.list('checkpoints')).toEqual(['step-000000001.safetensors', 'step-000000002.safetensors']);
  });

  it('makes the logs safe before the checkpoint that counts on them', () => {
    const calls: string[] = [];
    class Spy extends MemoryStorage {
      override sync(): void {
        calls.push('sync');
      }
      override write(path: string, bytes: Uint8Array): void {
        calls.push('write');
        super.write(path, bytes);
      }
    }
    writeCheckpoint(new Spy(), content(1));
    expect(calls).toEqual(['sync', 'write']);
  });

  it('removes the checkpoints of a future that the run has left', () => {
    for (const step of [100, 200]) writeCheckpoint(storage, content(step));
    damage(checkpointPath(200));
    writeCheckpoint(storage, { ...content(150), keep: 1 });
    expect(storage.list('checkpoints')).toEqual(['step-000000150.safetensors']);
  });

  it('orders steps as numbers, beyond nine digits too', () => {
    for (const step of [999_999_999, 1_000_000_000]) writeCheckpoint(storage, content(step));
    expect(readNewestCheckpoint(storage).checkpoint.step).toBe(1_000_000_000);
  });

  it('leaves other files alone', () => {
    const others = ['best.safetensors', 'notes.txt', 'step-1.safetensors', 'step-000000001.safetensors.bak'];
    for (const name of others) storage.write(`checkpoints/${name}`, '');
    for (const step of [1, 2, 3]) writeCheckpoint(storage, { ...content(step), keep: 1 });
    expect(storage.list('checkpoints')).toEqual([...others, 'step-000000003.safetensors'].sort());
  });

  it.each([
    { step: -1 },
    { step: 1.5 },
    { keep: 0 },
    { metadata: { step: '1' } },
    { metadata: { sha256: '' } },
  ])('refuses %j', (wrong) => {
    expect(errorOf(() => writeCheckpoint(storage, { ...content(1), ...wrong }))?.code).toBe('invalid-value');
    expect(storage.list('checkpoints')).toEqual([]);
  });
});

describe('readNewestCheckpoint', () => {
  it('passes over a damaged checkpoint and says so', () => {
    for (const step of [1, 2]) writeCheckpoint(storage, content(step));
    damage(checkpointPath(2));
    const { checkpoint, damaged } = readNewestCheckpoint(storage);
    expect(checkpoint.step).toBe(1);
    expect(damaged).toHaveLength(1);
    expect(damaged[0]).toContain(checkpointPath(2));
  });

  it('passes over an empty file, and over one whose log has lost its end', () => {
    storage.append('log', '12345');
    writeCheckpoint(storage, content(1, { log: 3 }));
    writeCheckpoint(storage, content(2, { log: 5 }));
    storage.truncate('log', 4);
    storage.write(checkpointPath(3), '');
    const { checkpoint, damaged } = readNewestCheckpoint(storage);
    expect(checkpoint.step).toBe(1);
    expect(damaged).toHaveLength(2);
    expect(damaged[1]).toContain('log: length is 4');
  });

  it('a lost log of times spoils no checkpoint, and begins anew', () => {
    const logs = ['metrics.jsonl', 'timing.jsonl', 'events.out.tfevents.1.lepton.0.0'];
    for (const log of logs) storage.append(log, '12345');
    const lengths = Object.fromEntries(logs.map((log) => [log, 5]));
    writeCheckpoint(storage, content(1, lengths));
    storage.truncate('timing.jsonl', 2);
    storage.remove('events.out.tfevents.1.lepton.0.0');
    const { checkpoint, damaged } = readNewestCheckpoint(storage);
    expect([checkpoint.step, damaged]).toEqual([1, []]);
    truncateLogs(storage, checkpoint.logLengths);
    expect(logs.map((log) => storage.length(log))).toEqual([5, 0, 0]);
    storage.truncate('metrics.jsonl', 4);
    expect(errorOf(() => readNewestCheckpoint(storage))?.code).toBe('file-damaged');
  });

  it('without a checkpoint it is not a run; with damaged ones only, the file is damaged', () => {
    expect(errorOf(() => readNewestCheckpoint(storage))?.code).toBe('not-a-run');
    writeCheckpoint(storage, content(1));
    damage(checkpointPath(1));
    const error = errorOf(() => readNewestCheckpoint(storage));
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toContain(checkpointPath(1));
  });

  it('takes no weights for a checkpoint', () => {
    const path = writeWeights(storage, 'best', someState());
    storage.write(checkpointPath(1), storage.read(path)!);
    expect(errorOf(() => readCheckpoint(storage, checkpointPath(1)))?.message).toContain('kind is "weights"');
  });
});

describe('truncateLogs', () => {
  it('cuts every log to its length', () => {
    for (const log of ['a', 'b']) storage.append(log, 'before after');
    truncateLogs(storage, { a: 6, b: 0, never: 0 });
    expect(new TextDecoder().decode(storage.read('a'))).toBe('before');
    expect(storage.length('b')).toBe(0);
    expect(storage.read('never')).toBeUndefined();
  });
});

describe('readWeights', () => {
  it('gives back what writeWeights wrote', () => {
    expect(writeWeights(storage, 'best', someState(), { step: '7' })).toBe('checkpoints/best.safetensors');
    const { state, metadata } = readWeights(storage, 'best');
    expect(sorted(state)).toEqual(sorted(someState()));
    expect(metadata).toEqual({ step: '7' });
  });

  it('says missing and damaged apart', () => {
    expect(errorOf(() => readWeights(storage, 'best'))?.code).toBe('file-not-found');
    damage(writeWeights(storage, 'best', someState()));
    expect(errorOf(() => readWeights(storage, 'best'))?.code).toBe('file-damaged');
  });

  it.each(['', '../x', 'step-000000001', 'Best', '-a'])('refuses the name %j', (name) => {
    expect(errorOf(() => writeWeights(storage, name, someState()))?.code).toBe('invalid-value');
  });
});
