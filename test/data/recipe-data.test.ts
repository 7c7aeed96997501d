import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { environmentOf, loadRecipe } from '../../experiments/recipe-file.node.js';
import { makeEnvironment } from '../../environments/registry.js';
import { runCommandLine } from '../../src/cli/run.node.js';
import { recordingTerminal } from '../cli/recording-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'lepton-market-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

const prices = [
  'date,open,high,low,close',
  '2020-01-02,1,2,1,2',
  '2020-01-03,2,3,2,3',
  '2020-01-06,3,4,3,4',
].join('\n');
const file = join(folder, 'prices.csv');
const recipeFile = join(folder, 'recipe.yaml');
writeFileSync(file, prices);
writeFileSync(
  recipeFile,
  'environment: market\nenvironmentOptions: { data: prices.csv }\nsteps: 10\nagent: { name: dqn, network: { extractor: [] } }\n',
);

it('a recipe finds its data beside it, keeps path and hash, and refuses data that changed', async () => {
  const { recipe, environment } = await loadRecipe(recipeFile);
  const { data, dataHash } = recipe.environmentOptions;
  expect(data).toBe(file);
  expect(dataHash).toMatch(/^[0-9a-f]{64}$/);
  // 3 rows: too few for the parts, which the world can only know from the file.
  expect(() => makeEnvironment(environment, recipe.environmentOptions)).toThrow('of 3 bars');
  const other = { ...recipe, environmentOptions: { ...recipe.environmentOptions, dataHash: '0'.repeat(64) } };
  await expect(environmentOf(other)).rejects.toThrow('unchanged since the recipe was resolved');
});

it('data check says what was found, and exits with 6 where a file is refused', async () => {
  const good = recordingTerminal();
  expect(await runCommandLine(['data', 'check', file], good)).toBe(0);
  expect(good.out()).toMatch(/3 bars, daily, 2020-01-02 to 2020-01-06, 252 a year/);
  const bad = join(folder, 'bad.csv');
  writeFileSync(bad, `${prices}\n2020-01-07,x,1,1,1`);
  const refused = recordingTerminal();
  expect(await runCommandLine(['data', 'check', bad], refused)).toBe(6);
  expect(refused.err()).toContain('row 5, column open: text-in-number-column');
  const json = recordingTerminal();
  expect(await runCommandLine(['data', 'check', bad, '--json'], json)).toBe(6);
  expect(JSON.parse(json.out())).toMatchObject({ usable: false, files: [{ defects: [{ rows: [5] }, {}] }] });
});
