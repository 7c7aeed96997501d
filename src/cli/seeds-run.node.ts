import { nameOfEnvironment } from '../../experiments/environment-name.js';
import {
  overSeeds,
  type SeedOutcome,
  type SeedsOptions,
  type SeedsPlan,
} from '../../experiments/many-seeds.node.js';
import { type Context, type OutputOptions, printJson, shownPath } from './context.node.js';
import { exitCodeOf } from './exit.node.js';
import { formatCount, formatNumber, formatReturn } from './format.js';
import { interruptible } from './interrupt.node.js';
import { Progress } from './progress.node.js';
import { attemptReport } from './report-attempt.node.js';
import { resultOptions } from './result-options.node.js';
import { renderSeeds } from './seeds-results.js';

export interface SeedsRun {
  readonly folder: string;
  readonly plan: SeedsPlan;
  /** Of each run. */
  readonly steps: number;
}

/** Runs many trainings with their common progress, writes one report over them, and shows the results. */
export async function runSeedsAndShow(
  { folder, plan, steps }: SeedsRun,
  { json = false, quiet = false }: OutputOptions,
  context: Context,
  run: (listening: Omit<SeedsOptions, 'workers'>) => Promise<readonly SeedOutcome[]>,
): Promise<void> {
  const { seeds, name, recipe } = plan;
  const progress = new Progress(context.terminal, { quiet, keys: seeds, steps, label: name });
  const count = formatCount(seeds.length, 'seed');
  progress.headline(`${name}, ${count}, ${formatNumber(steps)} steps each, into ${shownPath(folder)}`);
  const { result: outcomes, interruption } = await interruptible(progress, (signal) =>
    run({
      signal,
      onReport: (seed, report) => progress.report(seed, report),
      onOutcome: (outcome) => progress.end(outcome.seed, describe(outcome)),
    }),
  );
  context.exitCode = exitCodeAfter(outcomes, interruption);
  const complete = outcomes.filter(({ summary }) => summary?.status === 'completed').map((one) => one.folder);
  const report = await attemptReport(complete, folder, context);
  const overall = overSeeds(outcomes);
  if (json) {
    const result = { ...plan, runs: outcomes, overall: overall ?? null, folder, report: report ?? null };
    return printJson(context, result);
  }
  const options = await resultOptions(context, { folder, environment: recipe.environment, report });
  const title = [nameOfEnvironment(recipe.environment), recipe.agent.name, `recipe ${name}`] as const;
  context.terminal.stdout.write(`${renderSeeds(outcomes, overall, { ...options, title })}\n`);
}

function exitCodeAfter(outcomes: readonly SeedOutcome[], interruption: number | undefined): number {
  const failed = outcomes.find(({ failure }) => failure !== undefined);
  if (failed?.failure !== undefined) return exitCodeOf(failed.failure.code);
  const isComplete = outcomes.every(({ summary }) => summary?.status === 'completed');
  return isComplete ? 0 : (interruption ?? 0);
}

function describe({ summary, failure }: SeedOutcome): string {
  if (failure !== undefined) return `failed: ${failure.message}`;
  const mean = summary?.evaluation?.mean;
  return mean === undefined ? `${summary?.status}` : `return ${formatReturn(mean)}`;
}
