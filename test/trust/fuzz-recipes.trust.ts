import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { parse, stringify } from 'yaml';
import { shippedRecipes } from '../../experiments/recipe-file.node.js';
import { RecipeSource } from '../../experiments/recipe-source.js';
import { checkRecipe, parseRecipe, type Recipe } from '../../experiments/recipe.js';
import { isLeptonError } from '../../src/errors.js';
import { root } from '../determinism/golden-run.js';
import { editedText } from './edits.js';

const cases = 10_000;
const recipes = shippedRecipes().map((name) =>
  readFileSync(join(root, `experiments/recipes/${name}.yaml`), 'utf8'),
);

/** What `lepton train` makes of a file's text and its --set options: a recipe, or the error that it shows. */
function read(
  text: string,
  overrides: readonly string[] = [],
): { readonly recipe: Recipe; readonly data: unknown } | undefined {
  try {
    const source = new RecipeSource(text, 'recipe.yaml', overrides);
    const checked = checkRecipe(source.data);
    if ('problems' in checked) return source.fail(checked.problems);
    return { recipe: checked.recipe, data: source.data };
  } catch (error) {
    if (!isLeptonError(error)) throw error;
    expect(error.message).toMatch(/ is [^]*, but must be /);
    return undefined;
  }
}

/** Everything that was written is in the recipe as it was written; only defaults came to it. */
function isKept(written: unknown, kept: unknown): boolean {
  if (typeof written !== 'object' || written === null) return Object.is(written, kept);
  if (typeof kept !== 'object' || kept === null) return false;
  return Object.entries(written).every(([key, value]) =>
    isKept(value, (kept as Record<string, unknown>)[key]),
  );
}

function expectNoSilentMistake(result: ReturnType<typeof read>): void {
  if (result === undefined) return;
  const { recipe, data } = result;
  expect([data, isKept(data, recipe)]).toEqual([data, true]);
  expect(parseRecipe(recipe)).toEqual(recipe);
  // What config.yaml holds comes back as the same recipe.
  expect(parseRecipe(parse(stringify(recipe)))).toEqual(recipe);
}

/** What YAML and people put where a value should be. */
const oddValue = fc.oneof(
  fc.constantFrom(
    '',
    '~',
    '-0',
    '0',
    '-1',
    '1e400',
    '.nan',
    '.inf',
    '0x10',
    '1_000',
    'yes',
    '!!set {a}',
    '!x 1',
    '2001-01-01',
  ),
  fc.constantFrom(
    '&a [*a]',
    '*nowhere',
    '{}',
    '[]',
    '[[]]',
    '{ <<: { a: 1 } }',
    '{ __proto__: 1 }',
    '{ ? {} : 1 }',
    '"\\ud800"',
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string(),
  fc.json(),
);

const keys = [...new Set(recipes.flatMap((text) => text.match(/\w+(?=:)/g) ?? []))];
const path = fc.array(
  fc.oneof(fc.constantFrom(...keys), fc.constantFrom('0', '1', '__proto__', 'constructor')),
  {
    minLength: 1,
    maxLength: 4,
  },
);

describe(`the recipe reader never crashes, and never takes a recipe for another, in ${cases} cases`, () => {
  it('of recipes with edited text', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...recipes).chain(editedText), (text) => {
        const result = read(text);
        if (result !== undefined) accepted++;
        expectNoSilentMistake(result);
      }),
      { numRuns: cases },
    );
    // Some edits are harmless, most are not: both halves of the claim are tried.
    expect(accepted).toBeGreaterThan(cases / 50);
    expect(accepted).toBeLessThan(cases);
  });

  it('of recipes with odd values under their keys', () => {
    const odd = fc.tuple(fc.constantFrom(...recipes), fc.nat(), oddValue).map(([text, at, value]) => {
      const places = [...text.matchAll(/(?<=\w: ?)[^,}\]\n]*/g)];
      const { index, 0: old } = places[at % places.length];
      return `${text.slice(0, index)} ${value}${text.slice(index + old.length)}`;
    });
    fc.assert(
      fc.property(odd, (text) => expectNoSilentMistake(read(text))),
      { numRuns: cases },
    );
  });

  it('of --set options', () => {
    const override = fc
      .tuple(path, oddValue)
      .map(([keysOnTheWay, value]) => `${keysOnTheWay.join('.')}=${value}`);
    fc.assert(
      fc.property(
        fc.constantFrom(...recipes),
        fc.array(fc.oneof(override, fc.string()), { maxLength: 3 }),
        (text, overrides) => expectNoSilentMistake(read(text, overrides)),
      ),
      { numRuns: cases },
    );
  });

  it('of any text at all', () => {
    const line = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('---', '...', '%YAML 1.1', '- &a', '? !!map', '|+'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => expectNoSilentMistake(read(lines.join('\n')))),
      { numRuns: cases },
    );
  });
});
