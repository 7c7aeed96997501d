import { stringify } from 'yaml';
import { z } from 'zod';
import { fail } from '../src/errors.js';
import { requirePlainYaml } from '../src/plain-yaml.js';
import { matchSchema, readText } from '../src/runs/checked-json.js';
import type { RunStorage } from '../src/runs/storage.js';
import { recipeSchema, type Recipe } from './recipe.js';

export const configurationPath = 'config.yaml';

const configurationSchema = z.strictObject({
  name: z.string(),
  seed: z.union([z.number(), z.string()]),
  engine: z.string(),
  /** Environment steps in all; more than recipe.steps where a resumed run was extended. */
  budget: z.int().min(1),
  recipe: recipeSchema,
});

/** `config.yaml`: everything that a run follows from. */
export interface Configuration {
  readonly name: string;
  readonly seed: number | string;
  readonly engine: string;
  readonly budget: number;
  /** As it began: schedules keep its horizon. */
  readonly recipe: Recipe;
}

export function writeConfiguration(storage: RunStorage, configuration: Configuration): void {
  storage.write(configurationPath, stringify(configuration));
}

/** The text of `config.yaml`, for people. Raises `not-a-run` where there is none, `file-damaged` where it is no text. */
export function readConfigurationText(storage: RunStorage): string {
  const bytes = storage.read(configurationPath);
  if (bytes === undefined) {
    return fail('not-a-run', {
      component: storage.location,
      parameter: configurationPath,
      value: 'missing',
      requirement: 'a file: every run folder has it',
    });
  }
  return readText(bytes, configurationPath);
}

/** Raises `not-a-run` or `file-damaged`. */
export function readConfiguration(storage: RunStorage): Configuration {
  const { data } = requirePlainYaml(readConfigurationText(storage), configurationPath);
  return matchSchema(configurationSchema, data, configurationPath, 'file-damaged');
}
