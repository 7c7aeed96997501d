import { walkFolder } from '../../experiments/market/walk-forward-folder.node.js';
import { runKeys, type WalkForwardPlan } from '../../experiments/market/walk-forward.node.js';
import { renderBacktest, renderFolds, summaryOfBacktest } from './backtest-text.js';
import { type Context, type OutputOptions, printJson, shownPath, stdoutStyle } from './context.node.js';
import { formatCount, formatNumber } from './format.js';
import { interruptible } from './interrupt.node.js';
import { Progress } from './progress.node.js';

/** Trains and tests all folds that are not done yet, with their common progress; then writes and shows the backtest. */
export async function walkAndShow(
  folder: string,
  plan: WalkForwardPlan,
  { json = false, quiet = false }: OutputOptions,
  context: Context,
): Promise<void> {
  const { name, folds, seeds, recipe } = plan;
  const progress = new Progress(context.terminal, {
    quiet: quiet || json,
    keys: runKeys(plan),
    steps: recipe.steps,
    label: name,
  });
  const size = `${formatCount(folds, 'fold')}, ${formatCount(seeds.length, 'seed')}, ${formatNumber(recipe.steps)} steps each`;
  progress.headline(`${name}, ${size}, into ${shownPath(folder)}`);
  const { result, interruption } = await interruptible(progress, (signal) =>
    walkFolder(folder, plan, {
      signal,
      onReport: (key, report) => progress.report(key, report),
      onTested: (key) => progress.end(key, 'trained and tested'),
    }),
  );
  if (result === undefined) {
    context.exitCode = interruption ?? 0;
    if (json) return printJson(context, { folder, status: 'paused' });
    context.terminal.stdout.write(`\n  paused: npx lepton resume ${shownPath(folder)} goes on\n\n`);
    return;
  }
  if (json) return printJson(context, { folder, ...summaryOfBacktest(result.sheet) });
  const style = stdoutStyle(context);
  context.terminal.stdout.write(
    renderBacktest(result.sheet, shownPath(folder), style) + renderFolds(result.sheet, style),
  );
}
