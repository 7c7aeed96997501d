import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadPolicy } from '../../experiments/policy.js';
import { resume, train } from '../../experiments/train.js';
import { readWeights } from '../../src/runs/checkpoint.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { sealState } from '../../src/runs/sealed-file.js';
import { root, typeScriptFiles } from '../architecture/source-files.js';
import { quickRecipe } from '../experiments/runs.js';
import { errorOf } from '../runs/errors-of.js';

const whole = new MemoryStorage();
const best = 'checkpoints/best.safetensors';
const recipe = { ...quickRecipe, environment: 'CartPole-v1', steps: 200 };

beforeAll(async () => void (await train(recipe, { storage: whole })));

/** The run with another content of one file. */
function runWith(path: string, change: (content: Buffer) => Uint8Array | string): MemoryStorage {
  const storage = new MemoryStorage();
  const paths = [...whole.list(''), ...whole.list('checkpoints').map((name) => `checkpoints/${name}`)];
  expect(paths).toContain(path);
  for (const one of paths) {
    const content = Buffer.from(whole.read(one)!);
    storage.write(one, one === path ? change(content) : content);
  }
  return storage;
}

const textually = (change: (text: string) => string) => (content: Buffer) => change(content.toString('utf8'));

/** Another text in a sealed file, under a checksum that is right again. */
const resealed = (from: string, to: string) => (content: Buffer) => {
  const text = content.toString('latin1');
  expect(text).toContain(from);
  const stated = /"sha256":"([0-9a-f]+)"/.exec(text)![1];
  const blank = '0'.repeat(64);
  const other = text.replace(from, to).replace(stated, blank);
  const digest = createHash('sha256').update(other, 'latin1').digest('hex');
  return Buffer.from(other.replace(blank, digest), 'latin1');
};

describe('AC19: what is loaded', () => {
  it('is versioned: weights in the format of another version are refused as such, not guessed at', () => {
    const storage = runWith(best, resealed('"formatVersion":"1"', '"formatVersion":"2"'));
    const error = errorOf(() => loadPolicy(storage));
    expect(error?.code).toBe('unsupported');
    expect(error?.message).toContain('formatVersion is "2", but must be 1');
  });

  it('is checked by its schema: weights of another shape or name, an unknown key, another type', () => {
    const { state } = readWeights(whole, 'best');
    const [[name, first], ...others] = [...state];
    const cases = [
      runWith(best, () =>
        sealState(new Map([[name, { ...first, shape: [...first.shape, 1] }], ...others]), {}),
      ),
      runWith(best, () => sealState(new Map([[`${name}s`, first], ...others]), {})),
      runWith(best, resealed('"F32"', '"I32"')),
      runWith(
        'config.yaml',
        textually((text) => text.replace('discount:', 'discont:')),
      ),
      runWith(
        'config.yaml',
        textually((text) => text.replace('batchSize: 8', 'batchSize: "8"')),
      ),
    ];
    for (const storage of cases) expect(errorOf(() => loadPolicy(storage))?.code).toBe('file-damaged');
  });

  it.each([
    '!!js/function "function () { globalThis.executed = true; }"',
    '!!js/undefined ""',
    '!!python/object/apply:os.system ["touch executed"]',
    '!<tag:yaml.org,2002:js/eval> "globalThis.executed = true"',
    '{ toJSON: !!js/function "() => (globalThis.executed = true)" }',
    '{ __proto__: { polluted: true } }',
  ])('is never executed: a config.yaml with %s is refused', async (value) => {
    const change = textually((text) =>
      text.replace('environmentOptions: {}', `environmentOptions: ${value}`),
    );
    const storage = runWith('config.yaml', change);
    expect(errorOf(() => loadPolicy(storage))?.code).toBe('file-damaged');
    await expect(resume({ storage })).rejects.toMatchObject({ code: 'file-damaged' });
    expect([Reflect.get(globalThis, 'executed'), Reflect.get({}, 'polluted')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('could not be: nothing in Lepton turns text into code, but for the module that a recipe names as its environment, or a command as its strategy', () => {
    const files = typeScriptFiles('src', 'environments', 'agents', 'experiments');
    const suspects = files.filter((path) =>
      /\beval\s*\(|\bnew Function\b|\bFunction\(|node:vm\b|\bimport\((?!'[^']*'\))|\brequire\(/.test(
        readFileSync(join(root, path), 'utf8'),
      ),
    );
    expect(suspects).toEqual(['src/load-export.node.ts']);
  });
});
