import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EnvironmentSpecification } from '../environments/contract.js';
import { isModuleReference, isReference, loadEnvironment } from '../environments/load.node.js';
import { environmentSpecification } from '../environments/registry.js';
import { fail, isLeptonError } from '../src/errors.js';
import { readText } from '../src/runs/checked-json.js';
import { failUnknownName } from '../src/unknown-name.js';
import { withMarketFiles, withRegisteredData } from './recipe-data.node.js';
import { RecipeSource } from './recipe-source.js';
import { checkRecipe, type Recipe } from './recipe.js';

/** Beside this file: in the sources, and in dist/, where the build puts a copy. */
const shippedFolder = fileURLToPath(new URL('./recipes', import.meta.url));
const suffix = /\.ya?ml$/;

export interface LoadedRecipe {
  readonly name: string;
  /** Complete. An environment of the user's own is an absolute module reference in it. */
  readonly recipe: Recipe;
  readonly environment: EnvironmentSpecification;
  /** What whoever trains on its files should know of them. */
  readonly notes: readonly string[];
}

/** Names of the recipes that come with Lepton. */
export function shippedRecipes(): readonly string[] {
  const files = readdirSync(shippedFolder).filter((file) => suffix.test(file));
  return files.map((file) => file.replace(suffix, '')).sort();
}

/**
 * A recipe that comes with Lepton, or one in a YAML file; a run's `config.yaml` gives the recipe of that run.
 *
 * @param source a name, or a path
 * @param overrides see `RecipeSource`; an environment's module is relative to the recipe's file, in an override to the
 * current folder
 * @throws LeptonError `unknown-name`, `file-not-found`, `file-damaged` (no YAML), `invalid-value` with file, line and column, `unknown-name` also for a key
 */
export async function loadRecipe(source: string, overrides: readonly string[] = []): Promise<LoadedRecipe> {
  const path = findRecipe(source);
  const document = new RecipeSource(readText(readBytes(path), shownPath(path)), shownPath(path), overrides);
  const checked = checkRecipe(document.data);
  if ('problems' in checked) return document.fail(checked.problems);
  const folder = document.isSet(['environment']) ? '.' : dirname(path);
  const environment = await locatedEnvironment(
    document,
    absoluteReference(checked.recipe.environment, folder),
  );
  const { recipe, notes } = await withMarketFiles(
    { ...checked.recipe, environment: environment.id },
    environment,
    (place) => dataPlace(document, place, dirname(path)),
  );
  return {
    name: document.name ?? basename(path).replace(suffix, ''),
    recipe,
    environment: await withRegisteredData(environment, recipe),
    notes,
  };
}

/** The world of a complete recipe: a registered one, that of an absolute module reference, or Python's. Market data that the recipe names is made ready. */
export async function environmentOf(
  recipe: Pick<Recipe, 'environment'> & Partial<Pick<Recipe, 'environmentOptions' | 'evaluation'>>,
): Promise<EnvironmentSpecification> {
  const { environment } = recipe;
  const specification = isReference(environment)
    ? await loadEnvironment(environment, '.')
    : environmentSpecification(environment);
  return withRegisteredData(specification, recipe);
}

/** Paths that `--set` gives begin at the current folder; with them a hash in the file is of other data. */
function dataPlace(
  document: RecipeSource,
  place: readonly string[],
  folder: string,
): { readonly folder: string; readonly isSet: boolean } {
  const isSet = document.isSet(place);
  return { folder: isSet ? '.' : folder, isSet };
}

function findRecipe(source: string): string {
  const names = shippedRecipes();
  if (names.includes(source)) return resolve(shippedFolder, `${source}.yaml`);
  if (isFile(source)) return resolve(source);
  if (!suffix.test(source) && !/[/\\]/.test(source)) return failUnknownName('recipes', 'name', source, names);
  return fail('file-not-found', {
    component: 'recipe',
    parameter: 'file',
    value: source,
    requirement: 'a YAML file that exists',
    hint: `recipes that come with Lepton go by their name: ${names.join(', ')}`,
  });
}

/** A pipe too, as in `train <(make-recipe)`. */
function isFile(path: string): boolean {
  return existsSync(path) && !statSync(path).isDirectory();
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail('file-not-found', {
      component: 'recipe',
      parameter: 'file',
      value: path,
      requirement: `readable: ${String(error)}`,
    });
  }
}

/** As a person would type it from the current folder. */
function shownPath(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') ? path : fromHere;
}

function absoluteReference(environment: string, folder: string): string {
  if (!isModuleReference(environment)) return environment;
  const [file = '', ...name] = environment.split('#');
  return file === '' ? environment : [resolve(folder, file), ...name].join('#');
}

async function locatedEnvironment(
  document: RecipeSource,
  environment: string,
): Promise<EnvironmentSpecification> {
  try {
    return await environmentOf({ environment });
  } catch (error) {
    if (!isLeptonError(error)) throw error;
    return fail(error.code, {
      ...error.parts,
      component: `${document.placeOf(['environment'])}: ${error.parts.component}`,
    });
  }
}
