import {
  overSeeds,
  type SeedOutcome,
  type SeedsOptions,
  type SeedsPlan,
} from '../../experiments/many-seeds.node.js';
import { nameOfEnvironment } from '../../experiments/environment-name.js';
import { environmentOf } from '../../experiments/recipe-file.node.js';
import { type Context, type OutputOptions, printJson, shownPath, stdoutStyle } from './context.node.js';
import { exitCodeOf } from './exit.node.js';
import { formatCount, formatNumber, formatReturn } from './format.js';
import { interruptible } from './interrupt.node.js';
import { finallyClear, pausing, tryReport } from './one-run.node.js';
import { Progress } from './progress.node.js';
import { renderSeeds } from './seeds-results.js';
import { type Style, styleFor } from './style.js';

interface SeedsRun {
  readonly folder: string;
  readonly plan: SeedsPlan;
  /** Of each run. */
  readonly steps: number;
}

/** Runs many trainings with their common progress, writes one report over them, and shows the results. */
export async function runSeedsAndShow(
  { folder, plan, steps }: SeedsRun,
  { json = false, quiet = false }: Partial<Record<keyof OutputOptions, boolean>>,
  context: Context,
  run: (listening: Omit<SeedsOptions, 'workers'>) => Promise<readonly SeedOutcome[]>,
): Promise<void> {
  const { terminal } = context;
  const { seeds, name, recipe } = plan;
  const progress = new Progress(terminal, { quiet, keys: seeds, steps, label: name });
  const style = styleFor(terminal.stderr, terminal.environment);
  const each = `${formatNumber(steps)} steps each`;
  progress.note(
    style.dim(`${name}, ${formatCount(seeds.length, 'seed')}, ${each}, into ${shownPath(folder)}`),
  );
  const { result: outcomes, interruption } = await interruptible(
    (signal) =>
      finallyClear(
        progress,
        run({
          signal,
          onReport: (seed, report) => progress.report(seed, report),
          onOutcome: (outcome) => {
            progress.end(outcome.seed);
            progress.note(noteOf(outcome, style));
          },
        }),
      ),
    () => progress.note(pausing),
  );
  context.exitCode = exitCodeAfter(outcomes, interruption);
  const complete = outcomes.filter(({ summary }) => summary?.status === 'completed');
  const report =
    complete.length === 0
      ? undefined
      : await tryReport(
          complete.map((one) => one.folder),
          folder,
          context,
        );
  const overall = overSeeds(outcomes);
  if (json)
    return printJson(context, {
      ...plan,
      runs: outcomes,
      overall: overall ?? null,
      folder,
      report: report ?? null,
    });
  const { rewardThreshold } = await environmentOf(recipe);
  const painted = stdoutStyle(context);
  const text = renderSeeds(outcomes, overall, {
    title: [painted.bold(nameOfEnvironment(recipe.environment)), recipe.agent.name, `recipe ${name}`].join(
      painted.dim(' · '),
    ),
    folder: shownPath(folder),
    style: painted,
    ...(report !== undefined && { report: shownPath(report) }),
    ...(rewardThreshold !== undefined && { threshold: rewardThreshold }),
  });
  terminal.stdout.write(`${text}\n`);
}

function exitCodeAfter(outcomes: readonly SeedOutcome[], interruption: number | undefined): number {
  const failure = outcomes.find((outcome) => outcome.failure !== undefined)?.failure;
  if (failure !== undefined) return exitCodeOf(failure.code);
  const isComplete = outcomes.every(({ summary }) => summary?.status === 'completed');
  return isComplete ? 0 : (interruption ?? 0);
}

function noteOf({ seed, summary, failure }: SeedOutcome, style: Style): string {
  const name = style.dim(`seed ${seed}`.padEnd(8));
  if (failure !== undefined) return `${name} ${style.red('failed')} ${failure.message}`;
  const mean = summary?.evaluation?.mean;
  return mean === undefined
    ? `${name} ${style.yellow(summary?.status ?? 'not begun')}`
    : `${name} return ${formatReturn(mean)}`;
}
