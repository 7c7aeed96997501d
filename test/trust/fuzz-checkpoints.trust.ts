import { beforeAll, describe, expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { readConfiguration } from '../../experiments/configuration.js';
import { resume, train } from '../../experiments/train.js';
import { isLeptonError, type ErrorCode } from '../../src/errors.js';
import {
  checkpointPath,
  readCheckpoint,
  readNewestCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/runs/safetensors.js';
import type { StateArray } from '../../src/runs/storage.js';
import { quickRecipe } from '../experiments/runs.js';
import { editedBytes, editedText } from './edits.js';

const cases = 10_000;
const recipe = { ...quickRecipe, environment: 'CartPole-v1', steps: 100 };
const path = checkpointPath(75);
let run: MemoryStorage;
let checkpoint: Checkpoint;
let bytes: Uint8Array;
let header: number;

beforeAll(async () => {
  run = new MemoryStorage();
  await train(recipe, {
    storage: run,
    onReport: (report) => (report.kind === 'progress' && report.step === 75 ? 'pause' : undefined),
  });
  ({ checkpoint } = readNewestCheckpoint(run));
  bytes = run.read(path)!;
  header = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
});

/** What reading gives, or the code of the error that it raises; nothing else may be raised. */
function outcome<Result>(read: () => Result): Result | ErrorCode {
  try {
    return read();
  } catch (error) {
    if (isLeptonError(error)) return error.code;
    throw error;
  }
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

describe(`in ${cases} cases a reader never crashes, and never gives something else than was written`, () => {
  it('the checkpoint reader refuses every change, wherever it is', () => {
    const storage = new MemoryStorage();
    fc.assert(
      fc.property(editedBytes(bytes, header), (edited) => {
        fc.pre(!isEqual(edited, bytes));
        storage.write(path, edited);
        expect(outcome(() => readCheckpoint(storage, path))).toBe('file-damaged');
      }),
      { numRuns: cases },
    );
  });

  it('the reader of weights without a checksum gives what the file says, or refuses it', () => {
    const plain = encodeSafetensors(new Map([...checkpoint.state].slice(0, 4)), { note: 'one' });
    const length = 8 + Number(new DataView(plain.buffer).getBigUint64(0, true));
    fc.assert(
      fc.property(editedBytes(plain, length), (edited) => {
        const read = outcome(() => decodeSafetensors(edited));
        if (read === 'file-damaged') return;
        const { state, metadata } = read as ReturnType<typeof decodeSafetensors>;
        // Written again, it reads the same, and has as many bytes of data as the file.
        const again = decodeSafetensors(encodeSafetensors(state, metadata));
        expect(again).toEqual({ state, metadata });
      }),
      { numRuns: cases },
    );
  });

  it('the reader of config.yaml', () => {
    const text = new TextDecoder().decode(run.read('config.yaml'));
    const storage = new MemoryStorage();
    const original = readConfiguration(run);
    fc.assert(
      fc.property(editedText(text), (edited) => {
        storage.write('config.yaml', edited);
        const read = outcome(() => readConfiguration(storage));
        if (read !== 'file-damaged') expect(Object.keys(read)).toEqual(Object.keys(original));
      }),
      { numRuns: cases },
    );
  });
});

describe('a checkpoint whose checksum is right', () => {
  /** The run with another checkpoint in the place of its own. */
  async function resumedWith(state: ReadonlyMap<string, StateArray>): Promise<unknown> {
    const storage = new MemoryStorage();
    for (const name of ['config.yaml', 'metrics.jsonl', 'timing.jsonl', 'run.json', ...run.list('')])
      storage.write(name, run.read(name)!);
    const { step, logLengths, metadata } = checkpoint;
    writeCheckpoint(storage, { step, logLengths, metadata, state });
    return resume({ storage }).then(
      ({ status }) => status,
      (error: unknown) => (isLeptonError(error) ? error.code : error),
    );
  }

  it('is resumed', async () => {
    expect(await resumedWith(checkpoint.state)).toBe('completed');
  });

  it('is refused where any one of its entries is missing, or has another type or shape', async () => {
    const outcomes = [];
    for (const [name, array] of checkpoint.state) {
      const others: readonly (readonly [string, StateArray | undefined])[] = [
        ['missing', undefined],
        [
          'of another type',
          {
            ...array,
            type: array.type === 'int32' ? 'uint8' : 'int32',
            data: new Int32Array(array.data.length),
          } as StateArray,
        ],
        ['longer', { ...array, shape: [array.data.length + 1], data: longer(array.data) } as StateArray],
      ];
      for (const [what, other] of others) {
        const state = new Map(checkpoint.state);
        if (other === undefined) state.delete(name);
        else state.set(name, other);
        outcomes.push({ name, what, outcome: await resumedWith(state) });
      }
    }
    const accepted = outcomes.filter(({ outcome: code }) => code !== 'file-damaged');
    // As many as there have been episodes, up to a hundred.
    expect(accepted).toEqual([{ name: 'training/recentReturns', what: 'longer', outcome: 'completed' }]);
  });
});

function longer(data: StateArray['data']): StateArray['data'] {
  const copy = new (data.constructor as Float32ArrayConstructor)(data.length + 1);
  copy.set(data);
  return copy;
}
