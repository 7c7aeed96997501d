/** The tables of the documentation name exactly what the schemas have, with its defaults. */
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { agentSchema } from '../../agents/create-agent.js';
import { dqnSchema } from '../../agents/dqn-settings.js';
import { checkRecipe, recipeSchema } from '../../experiments/recipe.js';
import { shippedRecipes } from '../../experiments/recipe-file.node.js';
import { train } from '../../experiments/train.js';
import { errorTable } from '../../src/errors.js';
import { optimizerSchema } from '../../src/learning/optimizers/specification.js';
import { makeSchedule, scheduleSchema } from '../../src/learning/schedules.js';
import { activationNames } from '../../src/networks/activations.js';
import { initializerSchema } from '../../src/networks/initializers.js';
import { layerSchema } from '../../src/networks/layers/index.js';
import { networkSchema } from '../../src/networks/specification.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { readMetrics } from '../../src/runs/metrics-log.js';
import * as tensor from '../../src/tensor/index.js';
import { codeIn, fencedBlocks, markdownPages, readPage, tableBelow } from './markdown.js';

const dqnPage = readPage('docs/algorithms/dqn.md');
const recipesPage = readPage('docs/recipes.md');
const runPage = readPage('docs/run-folder.md');

interface JsonSchema {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
}

const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** Names and defaults of a map, maps in it by their path: `evaluation.interval`. */
function settingsOf({ properties = {}, required = [] }: JsonSchema, prefix = ''): readonly string[][] {
  return Object.entries(properties).flatMap(([key, property]) => {
    const name = `${prefix}${key}`;
    if (name === 'evaluation') return settingsOf(property, `${name}.`);
    const none = required.includes(key) ? 'required' : 'none';
    return [[name, property.default === undefined ? none : JSON.stringify(property.default)]];
  });
}

/** `name` or code without its backticks. */
const plain = (cell = ''): string => cell.replace(/^`(.*)`$/, '$1');

function writtenSettings(markdown: string, heading: string): readonly string[][] {
  return tableBelow(markdown, heading).map(([name, value]) => {
    const text = plain(value);
    return [plain(name), ['required', 'none'].includes(text) ? text : JSON.stringify(parse(text))];
  });
}

/** What stands in backticks in the first cells of a table. */
const namesIn = (markdown: string, heading: string): readonly string[] =>
  tableBelow(markdown, heading).flatMap(([cell = '']) => codeIn(cell));

/** Settings of one name each, from the second cells: `{ beta1: 0.9 }`. */
const settingsByName = (markdown: string, heading: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    tableBelow(markdown, heading).flatMap(([names = '', cell = '']) => {
      const settings: unknown = parse(/^`(\{.*?\})`/.exec(cell)?.[1] ?? '{}');
      return codeIn(names).map((name) => [name, settings]);
    }),
  );

/** The names of a record of one key, each with its defaults. */
function defaultsByName(
  schema: z.ZodType,
  input: (name: string) => unknown,
): Readonly<Record<string, unknown>> {
  const record = [jsonSchemaOf(schema), ...(jsonSchemaOf(schema).anyOf ?? [])].find(
    ({ properties }) => properties,
  );
  const names = Object.keys(record?.properties ?? {});
  return Object.fromEntries(
    names.map((name) => [
      name,
      (schema.parse({ [name]: input(name) }) as Readonly<Record<string, unknown>>)[name],
    ]),
  );
}

describe('settings', () => {
  it('of DQN are those of its schema', () => {
    expect(writtenSettings(dqnPage, '## Settings')).toEqual(settingsOf(jsonSchemaOf(dqnSchema)));
  });

  it('of recipes are those of the schema', () => {
    expect(writtenSettings(recipesPage, '## Keys')).toEqual(settingsOf(jsonSchemaOf(recipeSchema)));
  });

  it('of optimisers are those of the schema', () => {
    const defaults = defaultsByName(optimizerSchema, () => ({}));
    expect(settingsByName(recipesPage, '## Optimisers')).toEqual(defaults);
  });

  it('of initialisers are those of the schema', () => {
    const { constant, ...others } = defaultsByName(initializerSchema, (name) =>
      name === 'constant' ? 1 : {},
    );
    const { constant: written, ...writtenOthers } = settingsByName(recipesPage, 'Initialisers are a name');
    expect([writtenOthers, written, constant]).toEqual([others, {}, 1]);
  });
});

describe('names', () => {
  it('of layers are those of the schema', () => {
    const written = tableBelow(recipesPage, '## Network').map(([name]) => plain(name));
    expect(written).toEqual(Object.keys(jsonSchemaOf(layerSchema).properties ?? {}));
  });

  it('of activations are those of the table in the sources', () => {
    const [, sentence = ''] = /^Activations: ([\s\S]*?)\n\n/m.exec(recipesPage) ?? [];
    expect(codeIn(sentence)).toEqual(activationNames);
  });

  it('of schedules are those of the schema', () => {
    const record = jsonSchemaOf(scheduleSchema).anyOf?.find(({ properties }) => properties);
    expect(namesIn(recipesPage, '## Schedules')).toEqual(Object.keys(record?.properties ?? {}));
  });

  it('of shipped recipes are the files', () => {
    expect([...namesIn(recipesPage, '# Recipes')].sort()).toEqual(shippedRecipes());
  });

  it('of errors, with their exit codes, are those of the table in the sources', () => {
    const written = tableBelow(
      recipesPage,
      'In a program the same problems are a `LeptonError` with a stable `code`:',
    );
    expect(written.map(([code, exitCode]) => [plain(code), Number(exitCode)])).toEqual([
      ...Object.entries(errorTable).map(([code, { exitCode }]) => [code, exitCode]),
      ['internal-error', 1],
    ]);
  });

  it('of operators are all that are exported', () => {
    const written = tableBelow(readPage('docs/tensors.md'), '## Operators').flatMap(([, cell = '']) =>
      codeIn(cell),
    );
    const { Graph: _graph, sizeOf: _sizeOf, ...operators } = tensor;
    expect(written.sort()).toEqual(Object.keys(operators).sort());
  });
});

describe('a run', () => {
  const recipe = {
    environment: 'CartPole-v1',
    steps: 600,
    agent: {
      name: 'dqn',
      network: { extractor: [{ dense: 8 }] },
      learningStarts: 100,
      batchSize: 8,
      maximumGradientNorm: 10,
    },
    evaluation: { interval: 300, episodes: 1, finalEpisodes: 2 },
    logInterval: 300,
  } as const;
  const storage = new MemoryStorage();
  const summary = train(recipe, { storage });

  it('measures what the page of DQN explains', async () => {
    await summary;
    const measured = readMetrics(storage).flatMap((record) =>
      record.kind === 'training' ? Object.keys(record.measures) : [],
    );
    expect([...namesIn(dqnPage, '## Metrics')].sort()).toEqual([...new Set(measured)].sort());
  });

  it('has the keys in run.json that its page explains', async () => {
    const explained = [...namesIn(runPage, '## run.json')].filter((key) => key !== 'failure');
    expect(explained.sort()).toEqual(Object.keys(await summary).sort());
  });

  it('writes the kinds of records, with the keys, that its page explains', async () => {
    await summary;
    const written = new Map(readMetrics(storage).map((record) => [record.kind, Object.keys(record)]));
    const explained = tableBelow(runPage, '## metrics.jsonl').map(([kind, , keys = '']) => {
      return [plain(kind), ['kind', 'step', ...codeIn(keys)].sort()] as const;
    });
    expect(new Map(explained)).toEqual(new Map([...written].map(([kind, keys]) => [kind, keys.sort()])));
  });
});

describe('YAML', () => {
  // Plants are another kind of YAML, with tests of their own.
  const aboutPlants = new Set([
    'docs/production-line-files.md',
    'docs/schedule-a-plant.md',
    'docs/from-a-program.md',
  ]);
  const blocks = markdownPages()
    .filter((page) => page.startsWith('docs/') && !aboutPlants.has(page))
    .flatMap((page) =>
      fencedBlocks(readPage(page))
        .filter(({ language, note }) => language === 'yaml' && note !== 'wrong.yaml')
        .map(
          ({ line, text }) => [`${page}:${line}`, parse(text) as Readonly<Record<string, unknown>>] as const,
        ),
    );

  it.each(blocks)('%s is what the schemas take', (_place, document) => {
    if ('agent' in document) return expect(checkRecipe(document)).toHaveProperty('recipe');
    const parts = { network: networkSchema, optimizer: optimizerSchema, agent: agentSchema };
    for (const [key, value] of Object.entries(document)) {
      const schema = key in parts ? parts[key as keyof typeof parts] : recipeSchema.shape[key as 'steps'];
      expect(schema.safeParse(value).error).toBeUndefined();
    }
    return undefined;
  });

  it('of schedules in the table is what the schema takes', () => {
    const examples = tableBelow(recipesPage, '## Schedules').map(([, example]) => plain(example));
    expect(examples).toHaveLength(3);
    for (const example of examples) expect(makeSchedule(parse(example) as never, 1000)(0)).toBeGreaterThan(0);
  });
});
