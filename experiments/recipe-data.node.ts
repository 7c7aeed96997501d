import { relative, resolve } from 'node:path';
import type { EnvironmentSpecification, Info } from '../environments/contract.js';
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

/**
 * The recipe with the market data that it names in files made ready: paths absolute, and their SHA-256 beside them as `dataHash`.
 *
 * @param folderOf where the relative paths of a place in the recipe begin, and whether the path there was set anew
 */
export async function withMarketFiles(
  recipe: Recipe,
  specification: EnvironmentSpecification,
  folderOf: (path: readonly string[]) => { readonly folder: string; readonly isSet: boolean },
): Promise<Recipe> {
  if (specification.needsMarketData !== true) return recipe;
  const { dataOptions } = recipe.environmentOptions;
  const settle = async (options: Info, path: readonly string[]): Promise<Info> => {
    const { folder, isSet } = folderOf([...path, 'data']);
    const known = { ...(dataOptions !== undefined && { dataOptions }), ...options };
    const reference = referenceIn(isSet ? { ...known, dataHash: undefined } : known, folder);
    if (reference === undefined) return options;
    const { hash } = await loadReference(reference);
    const { paths } = reference;
    return { ...options, data: paths.length === 1 ? paths[0] : paths, dataHash: hash };
  };
  const { evaluation } = recipe;
  return {
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
  const { create, createVector } = specification;
  return {
    ...specification,
    create: (options) => create(named(options)),
    ...(createVector !== undefined && {
      createVector: (count, autoreset, options) => createVector(count, autoreset, named(options)),
    }),
  };
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
    hint: 'put the old file back; or, to use the changed one on purpose, take dataHash out of config.yaml',
  });
}

function shown(path: string): string {
  const fromHere = relative('.', path);
  return fromHere.startsWith('..') ? path : fromHere;
}
