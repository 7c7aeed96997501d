import type { Listening, RunPlan } from '../../experiments/run-folder.node.js';
import type { RunSummary } from '../runs/records.js';
import { type Context, type OutputOptions, printJson, shownPath } from './context.node.js';
import { formatNumber } from './format.js';
import { interruptible } from './interrupt.node.js';
import { Progress } from './progress.node.js';
import { attemptReport } from './report-attempt.node.js';
import { resultOptions } from './result-options.node.js';
import { renderRun } from './results.js';

/**
 * Runs one training with its progress, writes the report, and shows the result.
 *
 * @param plan with `steps`, the whole budget, for the progress
 */
export async function runAndShow(
  plan: RunPlan & { readonly steps: number },
  { json = false, quiet = false }: OutputOptions,
  context: Context,
  run: (listening: Listening) => Promise<RunSummary>,
): Promise<void> {
  const { folder, name, seed, steps, recipe } = plan;
  const progress = new Progress(context.terminal, { quiet, keys: [seed], steps, label: name });
  progress.headline(`${name}, seed ${seed}, ${formatNumber(steps)} steps, into ${shownPath(folder)}`);
  const { result: summary, interruption } = await interruptible(progress, (signal) =>
    run({ signal, onReport: (report) => progress.report(seed, report) }),
  );
  const isComplete = summary.status === 'completed';
  if (!isComplete) context.exitCode = interruption ?? 0;
  const report = await attemptReport(isComplete ? [folder] : [], folder, context);
  if (json) return printJson(context, { ...summary, folder, report: report ?? null });
  const options = await resultOptions(context, { folder, environment: recipe.environment, report });
  context.terminal.stdout.write(`${renderRun(summary, options)}\n`);
}
