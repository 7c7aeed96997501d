/** What a run keeps of its world's data: options that were fitted to them, in its recipe; what its agent has learned from, in a file. */
import type { EnvironmentSpecification, Info, KeptOfData } from '../environments/contract.js';
import { fail } from '../src/errors.js';
import { openSealed, sealState } from '../src/runs/sealed-file.js';
import { arrayEntry } from '../src/runs/state.js';
import type { RunStorage } from '../src/runs/storage.js';
import type { Recipe } from './recipe.js';

export type LearnedFromFile = ReturnType<KeptOfData['learnedFrom']>;

const path = 'learned-from.safetensors';

/** The recipe with what was fitted to the data of training and of both evaluations, each on its own training part. */
export function withFittedOptions(recipe: Recipe, { keep }: Pick<EnvironmentSpecification, 'keep'>): Recipe {
  if (keep === undefined) return recipe;
  const { environmentOptions: own, evaluation } = recipe;
  const { environmentOptions: ofSelection, finalEnvironmentOptions: ofReport } = evaluation;
  const fitted = keep(own).fitted;
  const selection = Object.keys(ofSelection).length === 0 ? fitted : keep({ ...own, ...ofSelection }).fitted;
  const hasReport = Object.keys(ofReport).length > 0;
  const report = hasReport ? keep({ ...own, ...ofSelection, ...ofReport }).fitted : selection;
  return {
    ...recipe,
    environmentOptions: { ...own, ...fitted },
    evaluation: {
      ...evaluation,
      environmentOptions: { ...ofSelection, ...changesOf(selection, fitted) },
      finalEnvironmentOptions: { ...ofReport, ...changesOf(report, selection) },
    },
  };
}

/** Evaluations on the data of training are fitted as the training is: they need not say it again. */
function changesOf(later: Info, earlier: Info): Info {
  return Object.fromEntries(
    Object.entries(later).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(earlier[name])),
  );
}

/** Writes what an agent of this recipe learns from, where the world says so. */
export function writeLearnedFrom(
  storage: RunStorage,
  { environmentOptions }: Recipe,
  { keep }: Pick<EnvironmentSpecification, 'keep'>,
): void {
  if (keep === undefined) return;
  const { facts, columns } = keep(environmentOptions).learnedFrom();
  const state = new Map(Object.entries(columns).map(([name, column]) => [name, arrayEntry(column)]));
  storage.write(path, sealState(state, { facts: JSON.stringify(facts) }));
}

/** What `writeLearnedFrom` wrote; undefined where a run has none. Raises `file-damaged`. */
export function readLearnedFromFile(storage: RunStorage): LearnedFromFile | undefined {
  const bytes = storage.read(path);
  if (bytes === undefined) return undefined;
  const { state, metadata } = openSealed(bytes, path);
  const columns = Object.fromEntries(
    [...state].map(([name, { data }]) => [name, data instanceof Float64Array ? data : damaged(name)]),
  );
  return { facts: JSON.parse(metadata['facts'] ?? '{}') as Info, columns };
}

const damaged = (name: string): never =>
  fail('file-damaged', { component: path, parameter: name, value: 'other numbers', requirement: 'float64' });
