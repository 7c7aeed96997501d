import { relative, resolve } from 'node:path';
import type { EnvironmentSpecification, Info } from '../environments/contract.js';
import { alarmsIn, notesOf } from '../src/data/defects.js';
import { type LoadedMarketData, loadMarketData } from '../src/data/load-market-data.node.js';
import { isMarketData } from '../src/data/market-registry.js';
import type { MarketDataOptions } from '../src/data/market-data-options.js';
import { fail } from '../src/errors.js';
import type { Recipe } from './recipe.js';

/** The options of a recipe that can name market data; the later ones change the earlier ones. */
type DataOptions = Pick<Recipe, 'environmentOptions'> & {
  readonly evaluation: Pick<Recipe['evaluation'], 'environmentOptions' | 'finalEnvironmentOptions'>;
};

/** What a recipe says of market data. Where it has a hash, other data is refused. */
interface DataReference {
  readonly paths: readonly string[];
  readonly options: MarketDataOptions;
  readonly hash: string | undefined;
}

/** A recipe with its files found, and what whoever trains on them should know of them. */
export interface RecipeWithFiles {
  readonly recipe: Recipe;
  readonly notes: readonly string[];
}

/**
 * The recipe with the market data that it names in files made ready: paths absolute, and their SHA-256 beside them as `dataHash`. Where
 * other data are set than those that the recipe was written for, and they are of several assets, its `positions` of one give way to the
 * portfolios that the market has for several.
 *
 * @param folderOf where the relative paths of a place in the recipe begin, and whether that place was set anew
 */
export async function withMarketFiles(
  recipe: Recipe,
  specification: EnvironmentSpecification,
  folderOf: (path: readonly string[]) => { readonly folder: string; readonly isSet: boolean },
): Promise<RecipeWithFiles> {
  if (specification.needsMarketData !== true) return { recipe, notes: [] };
  const { dataOptions } = recipe.environmentOptions;
  const notes = new Set<string>();
  const settle = async (options: Info, path: readonly string[]): Promise<Info> => {
    const { folder, isSet } = folderOf([...path, 'data']);
    const known = { ...(dataOptions !== undefined && { dataOptions }), ...options };
    const reference = referenceIn(isSet ? { ...known, dataHash: undefined } : known, folder);
    if (reference === undefined) return options;
    const { hash, data, defects } = await loadReference(reference);
    [...alarmsIn(defects), ...notesOf(defects)].forEach((note) => notes.add(note));
    const { paths } = reference;
    const settled = { ...options, data: paths.length === 1 ? paths[0] : paths, dataHash: hash };
    const isOfOne = options['positions'] !== undefined && !folderOf([...path, 'positions']).isSet;
    if (!isSet || !isOfOne || data.assets.length === 1) return settled;
    notes.add(
      `${data.assets.length} assets: instead of its positions of one, the agent chooses among cash, each asset and equal parts`,
    );
    const { positions: _ofOne, ...others } = settled as Info;
    return others;
  };
  const { evaluation } = recipe;
  const ready = {
    ...recipe,
    environmentOptions: await settle(recipe.environmentOptions, ['environmentOptions']),
    evaluation: {
      ...evaluation,
      environmentOptions: await settle(evaluation.environmentOptions, ['evaluation', 'environmentOptions']),
      finalEnvironmentOptions: await settle(evaluation.finalEnvironmentOptions, [
        'evaluation',
        'finalEnvironmentOptions',
      ]),
    },
  };
  return { recipe: ready, notes: [...notes] };
}

/**
 * Reads and registers the market data that a resolved recipe names in files, for training and both evaluations. The specification that
 * it gives back puts the registered name in the place of the files before it makes a world. Every process that makes worlds calls it.
 *
 * @throws LeptonError `file-damaged` where the data is not what it was
 */
export async function withRegisteredData(
  specification: EnvironmentSpecification,
  { environmentOptions = {}, evaluation }: Partial<DataOptions>,
): Promise<EnvironmentSpecification> {
  if (specification.needsMarketData !== true) return specification;
  const evaluated = { ...environmentOptions, ...evaluation?.environmentOptions };
  const judged = { ...evaluated, ...evaluation?.finalEnvironmentOptions };
  const names = new Map<string, string>();
  for (const options of [environmentOptions, evaluated, judged]) {
    const reference = referenceIn(options, '.');
    if (reference === undefined || names.has(keyOf(reference))) continue;
    names.set(keyOf(reference), (await loadReference(reference)).name);
  }
  if (names.size === 0) return specification;
  const named = (options: Info): Info => {
    const reference = referenceIn(options, '.');
    const name = reference && names.get(keyOf(reference));
    if (name === undefined) return options;
    const { dataHash: _hash, dataOptions: _options, ...others } = options;
    return { ...others, data: name };
  };
  const { create, createVector, keep } = specification;
  return {
    ...specification,
    create: (options) => create(named(options)),
    ...(createVector !== undefined && {
      createVector: (count, autoreset, options) => createVector(count, autoreset, named(options)),
    }),
    ...(keep !== undefined && { keep: (options) => keep(named(options)) }),
  };
}

/**
 * The market data that options of a complete recipe name in files; undefined where they name none.
 *
 * @throws LeptonError `file-not-found`, or `file-damaged` where they are not what they were
 */
export async function loadNamedData(options: Info): Promise<LoadedMarketData | undefined> {
  const reference = referenceIn(options, '.');
  return reference && loadReference(reference);
}

/** Anything else than a path or a list of paths (a synthetic market, nothing) is the world's own matter. */
function referenceIn({ data, dataOptions = {}, dataHash }: Info, folder: string): DataReference | undefined {
  const paths: readonly unknown[] = Array.isArray(data) ? data : [data];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string')) return undefined;
  if (typeof data === 'string' && isMarketData(data)) return undefined;
  return {
    paths: paths.map((path) => resolve(folder, path)),
    // Checked where the data is loaded.
    options: dataOptions as MarketDataOptions,
    hash: typeof dataHash === 'string' ? dataHash : undefined,
  };
}

const keyOf = ({ paths, options, hash }: DataReference): string => JSON.stringify([paths, options, hash]);

async function loadReference({ paths, options, hash }: DataReference): Promise<LoadedMarketData> {
  const loaded = await loadMarketData(paths, options);
  if (hash === undefined || hash === loaded.hash) return loaded;
  return fail('file-damaged', {
    component: 'market data',
    parameter: paths.map((path) => shown(path)).join(', '),
    value: `SHA-256 ${loaded.hash.slice(0, 12)}...`,
    requirement: `unchanged since the recipe was resolved: ${hash.slice(0, 12)}...`,
    hint: 'put the old file back, and later bars into another one, for --data; or, to use the changed one on purpose, take dataHash out of config.yaml',
  });
}

function shown(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') ? path : fromHere;
}
