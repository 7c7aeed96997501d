import { writeReport } from '../../experiments/run-report.node.js';
import { environmentOf } from '../../experiments/recipe-file.node.js';
import type { Listening, RunPlan } from '../../experiments/run-folder.node.js';
import { isLeptonError } from '../errors.js';
import type { RunSummary } from '../runs/records.js';
import { type Context, type OutputOptions, printJson, shownPath, stdoutStyle } from './context.node.js';
import { formatNumber } from './format.js';
import { interruptible } from './interrupt.node.js';
import { Progress } from './progress.node.js';
import { renderRun } from './results.js';
import { styleFor } from './style.js';

/** Runs one training with its progress, writes the report, and shows the result. */
export async function runAndShow(
  plan: RunPlan & { readonly steps: number },
  { json = false, quiet = false }: Partial<Record<keyof OutputOptions, boolean>>,
  context: Context,
  run: (listening: Listening) => Promise<RunSummary>,
): Promise<void> {
  const { terminal } = context;
  const progress = new Progress(terminal, { quiet, keys: [plan.seed], steps: plan.steps, label: plan.name });
  const folder = shownPath(plan.folder);
  const { dim } = styleFor(terminal.stderr, terminal.environment);
  progress.note(dim(`${plan.name}, seed ${plan.seed}, ${formatNumber(plan.steps)} steps, into ${folder}`));
  const { result: summary, interruption } = await interruptible(
    (signal) =>
      finallyClear(progress, run({ signal, onReport: (report) => progress.report(plan.seed, report) })),
    () => progress.note(pausing),
  );
  const report =
    summary.status === 'completed' ? await tryReport([plan.folder], plan.folder, context) : undefined;
  if (summary.status !== 'completed') context.exitCode = interruption ?? 0;
  if (json) return printJson(context, { ...summary, folder: plan.folder, report: report ?? null });
  const { rewardThreshold } = await environmentOf(plan.recipe);
  const text = renderRun(summary, {
    folder,
    style: stdoutStyle(context),
    ...(report !== undefined && { report: shownPath(report) }),
    ...(rewardThreshold !== undefined && { threshold: rewardThreshold }),
  });
  terminal.stdout.write(`${text}\n`);
}

export const pausing = 'Finishing the step and writing a checkpoint. Ctrl-C again ends at once.';

export async function finallyClear<Result>(progress: Progress, running: Promise<Result>): Promise<Result> {
  try {
    return await running;
  } finally {
    progress.clear();
  }
}

/** A report that cannot be written loses no run: it is said, and `lepton report` can make it later. */
export async function tryReport(
  runs: readonly string[],
  target: string,
  { terminal }: Context,
): Promise<string | undefined> {
  try {
    return await writeReport(runs, target);
  } catch (error) {
    const reason = isLeptonError(error) ? error.message : String(error);
    const { yellow } = styleFor(terminal.stderr, terminal.environment);
    terminal.stderr.write(
      `${yellow('warning')} the run is complete, but its report could not be written: ${reason}\n`,
    );
    return undefined;
  }
}
