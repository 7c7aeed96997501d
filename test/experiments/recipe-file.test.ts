import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { makeEnvironment } from '../../environments/registry.js';
import { loadRecipe, shippedRecipes } from '../../experiments/recipe-file.node.js';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));
const small = `environment: CartPole-v1
steps: 500
agent:
  name: dqn
  network:
    extractor: [{ dense: 8 }, { dense: 4 }]
    head: {}
  learningRate: 0.001
`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lepton-recipes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string, name = 'mine.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const shown = (path: string): string => {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') ? path : fromHere;
};

describe('recipes that come with Lepton', () => {
  it('are found by their names, and every one of them is valid', async () => {
    expect(shippedRecipes()).toEqual(
      expect.arrayContaining(['cartpole', 'cartpole-cleanrl', 'cartpole-zoo']),
    );
    for (const name of shippedRecipes()) {
      const { recipe, environment, name: itsName } = await loadRecipe(name);
      expect(itsName).toBe(name);
      expect(environment.id).toBe(recipe.environment);
    }
  });

  it('are suggested where a name is mistyped', async () => {
    await expect(loadRecipe('cartpol')).rejects.toMatchObject({
      code: 'unknown-name',
      message: expect.stringContaining('did you mean cartpole?'),
    });
  });
});

describe('a recipe in a file', () => {
  it('is named after the file, and its defaults are filled in', async () => {
    const { name, recipe } = await loadRecipe(file(small));
    expect(name).toBe('mine');
    expect(recipe).toMatchObject({
      steps: 500,
      environments: 1,
      logInterval: 1000,
      agent: { batchSize: 64 },
    });
  });

  it('may be the config.yaml of a run: then it is the recipe of that run', async () => {
    const { recipe } = await loadRecipe(file(small));
    const config = { name: 'first', seed: 3, engine: 'wasm', budget: 500, recipe };
    const again = await loadRecipe(file(stringify(config), 'config.yaml'));
    expect(again).toMatchObject({ name: 'first', recipe });
  });

  it.each([
    ['no/such.yaml', 'file-not-found'],
    ['missing.yml', 'file-not-found'],
  ])('raises %s where %s', async (path, code) => {
    await expect(loadRecipe(path)).rejects.toMatchObject({ code });
  });
});

describe('what is wrong with a file', () => {
  const line = (text: string): string => `${small}${text}\n`;
  // line:column, counted from 1, of the key that is wrong, or of the map that lacks one.
  it.each([
    ['a mistyped key', line('stpes: 3'), '9:1', 'stpes', 'no such key', 'did you mean steps?'],
    ['a wrong type', line('logInterval: often'), '9:1', 'logInterval', 'number', undefined],
    ['a wrong size', small.replace('500', '0'), '2:1', 'steps', '1', undefined],
    ['a name that must be one of some', line('  loss: hubber'), '9:3', 'agent.loss', 'huber', undefined],
    ['a missing key', small.replace('steps: 500\n', ''), '1:1', 'steps', 'number', undefined],
    [
      'a budget that cannot be met',
      line('environments: 3'),
      '2:1',
      'steps',
      'a multiple of environments',
      undefined,
    ],
    ['nothing at all', '', '1:1', 'the recipe', '', undefined],
  ])('%s is shown at its line and column', async (_what, text, place, parameter, requirement, hint) => {
    const path = file(text);
    const error: unknown = await loadRecipe(path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: requirement.includes('no such key') ? 'unknown-name' : 'invalid-value',
      parts: {
        component: `${shown(path)}:${place}`,
        parameter,
        requirement: expect.stringContaining(requirement),
      },
    });
    if (hint !== undefined) expect(error).toMatchObject({ message: expect.stringContaining(hint) });
  });

  it('is found inside a list', async () => {
    const error = (await loadRecipe(file(small.replace('dense: 4', 'dens: 4'))).catch(
      (reason: unknown) => reason,
    )) as Error;
    expect(error.message).toMatch(/:6:\d+: agent\.network\.extractor\.1/);
    expect(error.message).toContain('did you mean dense?');
  });

  it('is all said at once, in the order of the file', async () => {
    const path = file(`${small}  batchSize: -1\nlogInterval: 0\n`);
    const error = (await loadRecipe(path).catch((reason: unknown) => reason)) as Error;
    expect(error.message).toMatch(/:9:3: agent\.batchSize is -1/);
    expect(error.message).toMatch(/also .*:10:1: logInterval is 0/);
  });

  it.each([
    ['a list that is not closed', 'steps: [1, 2\nagent: {}\n', 2],
    ['a key that is there twice', 'steps: 1\nsteps: 2\n', 2],
    ['a tab', 'agent:\n\tname: dqn\n', 2],
  ])('%s is no YAML', async (_what, text, lineNumber) => {
    const path = file(text);
    await expect(loadRecipe(path)).rejects.toMatchObject({
      code: 'file-damaged',
      parts: { component: expect.stringContaining(`${shown(path)}:${lineNumber}:`) },
    });
  });

  it('an unknown environment is shown at its line, with the nearest id', async () => {
    await expect(loadRecipe(file(small.replace('v1', 'v7')))).rejects.toMatchObject({
      code: 'unknown-name',
      message: expect.stringMatching(/mine\.yaml:1:1: .*did you mean CartPole-v1\?/s),
    });
  });
});

describe('--set', () => {
  it.each([
    ['agent.learningRate=5e-4', { agent: { learningRate: 0.0005 } }],
    ['agent.double=true', { agent: { double: true } }],
    ['evaluation.finalEpisodes=7', { evaluation: { finalEpisodes: 7 } }],
    [
      'agent.network.extractor.1.dense=32',
      { agent: { network: { extractor: [{ dense: 8 }, { dense: 32 }] } } },
    ],
    [
      'agent.network.extractor.2={ dense: 2 }',
      { agent: { network: { extractor: [{ dense: 8 }, { dense: 4 }, { dense: 2 }] } } },
    ],
    ['agent.network.extractor=[]', { agent: { network: { extractor: [] } } }],
    [
      'agent.exploration={ linear: { from: 1, to: 0, steps: 9 } }',
      { agent: { exploration: { linear: { to: 0, steps: 9 } } } },
    ],
    ['environmentOptions.suttonBartoReward=true', { environmentOptions: { suttonBartoReward: true } }],
  ])('%s reads its value as YAML', async (override, expected) => {
    const { recipe } = await loadRecipe(file(small), [override]);
    expect(recipe).toMatchObject(expected);
  });

  it('of two for one key the later one counts', async () => {
    const { recipe } = await loadRecipe('cartpole', ['steps=10', 'steps=20']);
    expect(recipe.steps).toBe(20);
  });

  it.each([
    ['agent.learnigRate=1', '--set agent.learnigRate=1', 'did you mean learningRate?'],
    ['evaluaton.interval=5', '--set evaluaton.interval=5', 'did you mean evaluation?'],
    ['steps=many', '--set steps=many', '"many"'],
    ['agent.network.extractor.0.dense=x', '--set agent.network.extractor.0.dense=x', '"x"'],
    ['agent.network.extractor.9.dense=2', '--set agent.network.extractor.9.dense=2', 'from 0 to 2'],
    ['steps.more=2', '--set steps.more=2', 'no keys'],
    ['agent.loss=[a', '--set agent.loss=[a', 'YAML'],
    ['steps', '--set', 'path=value'],
    ['=3', '--set', 'path=value'],
    ['agent..loss=3', '--set', 'path=value'],
    ['environmentOptions.__proto__=3', '--set', 'path=value'],
    [
      'environmentOptions={ __proto__: 3 }',
      '--set environmentOptions={ __proto__: 3 }',
      'without the key __proto__',
    ],
  ])('%s is refused with its own text as the place', async (override, component, message) => {
    await expect(loadRecipe(file(small), [override])).rejects.toMatchObject({
      code: message.startsWith('did you mean') ? 'unknown-name' : 'invalid-value',
      parts: { component },
      message: expect.stringContaining(message),
    });
  });

  it('leaves other problems at their line in the file', async () => {
    const path = file(small.replace('500', '501'));
    await expect(loadRecipe(path, ['environments=2'])).rejects.toMatchObject({
      parts: { component: `${shown(path)}:2:1`, parameter: 'steps' },
    });
  });
});

describe("a world of the user's own", () => {
  const world = join(fixtures, 'loadable-world.js');

  it('is found relative to the file, and named absolutely, for workers and for resuming', async () => {
    const fromFolder = relative(folder, world);
    const { recipe, environment } = await loadRecipe(
      file(small.replace('CartPole-v1', `${fromFolder}#create`)),
    );
    expect(recipe.environment).toBe(`${world}#create`);
    expect(environment.id).toBe(`${world}#create`);
    expect(makeEnvironment(environment).reset().observation).toBe(0);
  });

  it('is found relative to the current folder where --set names it', async () => {
    const fromHere = relative('.', world);
    const { recipe } = await loadRecipe(file(small), [`environment=./${fromHere}#create`]);
    expect(recipe.environment).toBe(`${resolve(fromHere)}#create`);
  });

  it('that is missing is shown at its line', async () => {
    const path = file(small.replace('CartPole-v1', './nowhere.js#create'));
    await expect(loadRecipe(path)).rejects.toMatchObject({
      code: 'file-not-found',
      message: expect.stringContaining(`${shown(path)}:1:1`),
    });
  });
});
