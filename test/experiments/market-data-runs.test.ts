import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { evaluateFolder } from '../../experiments/evaluate-folder.node.js';
import { loadRecipe } from '../../experiments/recipe-file.node.js';
import { resumeFolder, trainFolder } from '../../experiments/run-folder.node.js';

const folder = mkdtempSync(join(tmpdir(), 'lepton-market-runs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const prices = (name: string, count: number, offset: number): string => {
  const path = join(folder, name);
  const rows = Array.from({ length: count }, (_, i) => {
    const date = new Date(Date.UTC(2020, 0, 6) + i * 86_400_000).toISOString().slice(0, 10);
    const price = 100 + ((i * 7 + offset) % 13);
    return `${date},${price},${price + 1},${price - 1},${price}`;
  });
  writeFileSync(path, ['date,open,high,low,close', ...rows].join('\n'));
  return path;
};

const [first, second] = [prices('first.csv', 60, 0), prices('second.csv', 60, 5)];
const recipeFile = join(folder, 'recipe.yaml');
writeFileSync(
  recipeFile,
  `environment: market
environmentOptions: { data: [first.csv, second.csv], window: 3 }
steps: 40
wrappers: [flattenObservation: {}]
agent: { name: dqn, network: { extractor: [] }, learningStarts: 20, batchSize: 4 }
evaluation: { interval: 40, episodes: 1, finalEpisodes: 1, finalEnvironmentOptions: { data: second.csv } }
`,
);

const actions = `environmentOptions.data=[${first}]`;

describe('a run on price files', () => {
  const runFolder = join(folder, 'run');

  it('keeps their absolute paths, is evaluated on them, and refuses them once they have changed', async () => {
    // One asset in training too, so that what was learnt fits the file of the last evaluation.
    const { recipe, name } = await loadRecipe(recipeFile, [actions]);
    const plan = { folder: runFolder, name, recipe, seed: 0, engine: 'wasm' };
    const summary = await trainFolder(plan);
    expect(summary.status).toBe('completed');
    const configuration = readFileSync(join(runFolder, 'config.yaml'), 'utf8');
    expect(configuration).toContain(first);
    expect(configuration.match(/dataHash: [0-9a-f]{64}/g)).toHaveLength(2);
    const { weightsHash } = await evaluateFolder(runFolder);

    const before = readFileSync(second, 'utf8');
    writeFileSync(second, `${before}\n2020-03-06,100,101,99,100`);
    const changed = /second\.csv is "SHA-256 .* unchanged since/;
    await expect(evaluateFolder(runFolder)).rejects.toThrow(changed);
    await expect(resumeFolder(runFolder, { steps: 80 })).rejects.toThrow(changed);
    await expect(loadRecipe(join(runFolder, 'config.yaml'))).rejects.toThrow(changed);
    expect(readFileSync(join(runFolder, 'config.yaml'), 'utf8')).toBe(configuration);

    writeFileSync(second, before);
    expect((await evaluateFolder(runFolder)).weightsHash).toBe(weightsHash);
    expect((await resumeFolder(runFolder, { steps: 80 })).status).toBe('completed');
  });
});

it('several files are one asset each, found beside the recipe', async () => {
  const { recipe, environment } = await loadRecipe(recipeFile);
  expect(recipe.environmentOptions['data']).toEqual([first, second]);
  const world = environment.create(recipe.environmentOptions);
  expect(world.reset().info).toMatchObject({ shares: [0, 0] });
});

it('a file that is not there, or is none of prices, is said before anything is made', async () => {
  await expect(loadRecipe(recipeFile, ['environmentOptions.data=none.csv'])).rejects.toThrow('none.csv');
  await expect(loadRecipe(recipeFile, [`environmentOptions.data=${recipeFile}`])).rejects.toThrow(
    /recipe\.yaml/,
  );
});
