/** One recipe on many seeds, side by side in processes of their own. */
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { check, fail } from '../src/errors.js';
import { requirePlainYaml } from '../src/plain-yaml.js';
import { meanOverSeeds } from '../src/reports/aggregate.js';
import { matchSchema, readText } from '../src/runs/checked-json.js';
import { FileStorage } from '../src/runs/file-storage.node.js';
import type { RunSummary } from '../src/runs/records.js';
import { readUsableSummary } from '../src/runs/summary.js';
import type { Interval } from '../src/statistics/bootstrap.js';
import type { Report } from './contract.js';
import { recipeSchema } from './recipe.js';
import type { RunPlan } from './run-folder.node.js';
import { runInWorker, type WorkerFailure } from './seed-workers.node.js';

const planPath = 'seeds.yaml';
const mostSeeds = 1000;

const planSchema = z.strictObject({
  name: z.string(),
  engine: z.string(),
  seeds: z.array(z.int().min(0)).min(1),
  recipe: recipeSchema,
  /** Environment steps of each run in all, where they were extended beyond recipe.steps. */
  budget: z.int().min(1).exactOptional(),
});

/** `seeds.yaml` of a folder of runs: what they have in common, and their seeds. */
export type SeedsPlan = z.output<typeof planSchema>;

/** What became of one seed: a summary, or why there is none; neither where it was not begun. */
export interface SeedOutcome {
  readonly seed: number;
  readonly folder: string;
  readonly summary?: RunSummary;
  readonly failure?: WorkerFailure;
}

export interface SeedsOptions {
  /** Processes side by side. */
  readonly workers: number;
  /** A new budget for each run. */
  readonly steps?: number;
  /** When aborted, all runs write a checkpoint and pause, and no further one begins. */
  readonly signal?: AbortSignal;
  readonly onReport?: (seed: number, report: Report) => void;
  readonly onOutcome?: (outcome: SeedOutcome) => void;
}

/** `1..10`, `1,4,7` or both mixed, as a list. Raises `invalid-value`. */
export function parseSeeds(text: string): readonly number[] {
  const seeds = text.split(',').flatMap((part) => rangeOf(part.trim()) ?? failSeeds(text));
  const isFine = seeds.length <= mostSeeds && new Set(seeds).size === seeds.length;
  return isFine ? seeds : failSeeds(text);
}

function rangeOf(part: string): readonly number[] | undefined {
  const [, first, last = first] = /^(\d{1,15})(?:\.\.(\d{1,15}))?$/.exec(part) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (!(count >= 1 && count <= mostSeeds)) return undefined;
  return Array.from({ length: count }, (_, index) => Number(first) + index);
}

const failSeeds = (text: string): never =>
  fail('invalid-value', {
    component: 'seeds',
    parameter: '--seeds',
    value: text,
    requirement: `like 1..10 or 1,4,7: at most ${mostSeeds} integers from 0 up, each once`,
  });

/** Whether a folder holds runs of many seeds. */
export function isSeedsFolder(folder: string): boolean {
  return new FileStorage(folder).length(planPath) > 0;
}

/** Raises `file-damaged`. */
export function readSeedsPlan(folder: string): SeedsPlan {
  const bytes = new FileStorage(folder).read(planPath) ?? new Uint8Array(0);
  const { data } = requirePlainYaml(readText(bytes, planPath), planPath);
  return matchSchema(planSchema, data, planPath, 'file-damaged');
}

/** The folder of one seed's run. */
export function seedFolder(folder: string, seed: number): string {
  return resolve(join(folder, `seed-${seed}`));
}

/** Trains each seed under `folder/seed-N`. A seed that fails does not stop the others. Outcomes in the order of the plan. */
export async function trainSeeds(
  folder: string,
  plan: SeedsPlan,
  options: SeedsOptions,
): Promise<readonly SeedOutcome[]> {
  new FileStorage(folder).write(planPath, stringify(plan));
  return continueSeeds(folder, plan, options);
}

/** Goes on with every run of the folder that is not complete, those that were never begun included. A new budget is kept. */
export async function resumeSeeds(folder: string, options: SeedsOptions): Promise<readonly SeedOutcome[]> {
  const { steps } = options;
  const before = readSeedsPlan(folder);
  if (steps === undefined) return continueSeeds(folder, before, options);
  const { seeds, recipe } = before;
  const done = Math.max(...seeds.map((seed) => outcomeSoFar(folder, seed).summary?.steps ?? 0));
  check(steps >= done && steps % recipe.environments === 0, {
    component: 'resume',
    parameter: 'steps',
    value: steps,
    requirement: `a multiple of ${recipe.environments}, and at least the ${done} steps that one of the runs has done`,
  });
  const plan = { ...before, budget: steps };
  new FileStorage(folder).write(planPath, stringify(plan));
  return continueSeeds(folder, plan, options);
}

async function continueSeeds(
  folder: string,
  { name, engine, seeds, recipe, budget: steps }: SeedsPlan,
  { workers, signal, onReport, onOutcome }: Omit<SeedsOptions, 'steps'>,
): Promise<readonly SeedOutcome[]> {
  check(Number.isSafeInteger(workers) && workers >= 1, {
    component: 'seeds',
    parameter: 'workers',
    value: workers,
    requirement: 'an integer of at least 1',
  });
  const isStopped = () => signal?.aborted === true;
  const outcomes = seeds.map((seed) => outcomeSoFar(folder, seed));
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < seeds.length && !isStopped(); index = next++) {
      const { seed, folder: place, summary } = outcomes[index];
      if (summary?.status !== 'completed' || summary.steps !== (steps ?? summary.steps)) {
        const plan: RunPlan = { folder: place, name, recipe, seed, engine };
        const result = await runInWorker(
          { plan, ...(steps !== undefined && { steps }) },
          { onReport: (report) => onReport?.(seed, report), ...(signal && { signal }) },
        );
        outcomes[index] = { seed, folder: place, ...result };
      }
      onOutcome?.(outcomes[index]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, seeds.length) }, work));
  return outcomes;
}

function outcomeSoFar(folder: string, seed: number): SeedOutcome {
  const place = seedFolder(folder, seed);
  const summary = readUsableSummary(new FileStorage(place));
  return { seed, folder: place, ...(summary !== undefined && { summary }) };
}

/** The mean over seeds of the final evaluation, with a 95 % bootstrap interval; undefined before any seed has one. */
export function overSeeds(outcomes: readonly SeedOutcome[]): Interval | undefined {
  const means = outcomes.flatMap(({ summary }) => summary?.evaluation?.mean ?? []);
  return means.length === 0 ? undefined : meanOverSeeds(means);
}
