import { describe, expect, it } from '@jest/globals';
import { readConfiguration, writeConfiguration } from '../../experiments/configuration.js';
import { parseRecipe } from '../../experiments/recipe.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { errorOf } from '../runs/errors-of.js';
import { quickRecipe, textOf } from './runs.js';

const configuration = {
  name: 'mine: a "recipe"',
  seed: '007',
  engine: 'wasm',
  budget: 600,
  recipe: parseRecipe({ ...quickRecipe, environmentOptions: { low: -0.1, names: ['a', 'b'] } }),
};

describe('config.yaml', () => {
  it('gives back what was written, a seed that is a word included', () => {
    const storage = new MemoryStorage();
    writeConfiguration(storage, configuration);
    expect(readConfiguration(storage)).toEqual(configuration);
  });

  it('is missed where there is no run', () => {
    expect(errorOf(() => readConfiguration(new MemoryStorage()))?.code).toBe('not-a-run');
  });

  it.each([
    ['which is no YAML', (text: string) => `${text}\n  - [`],
    ['which is empty', () => ''],
    ['which lacks a key', (text: string) => text.replace('engine: wasm', '')],
    ['with a key too many', (text: string) => `${text}more: 1\n`],
    ['with a recipe that is none', (text: string) => text.replace(/batchSize: \d+/, 'batchSize: many')],
  ])('is refused as damaged: one %s', (_what, damage) => {
    const storage = new MemoryStorage();
    writeConfiguration(storage, configuration);
    storage.write('config.yaml', damage(textOf(storage, 'config.yaml')));
    const error = errorOf(() => readConfiguration(storage));
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toMatch(/^config.yaml(:\d+:\d+)?: \S.* is .*, but must be ./);
  });

  it('is refused as damaged: one of other bytes', () => {
    const storage = new MemoryStorage();
    storage.write('config.yaml', Uint8Array.of(0xff, 0xfe, 0, 1));
    const error = errorOf(() => readConfiguration(storage));
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toContain('UTF-8');
  });
});
