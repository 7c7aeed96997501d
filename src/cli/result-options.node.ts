import { environmentOf } from '../../experiments/recipe-file.node.js';
import { type Context, shownPath, stdoutStyle } from './context.node.js';
import type { ResultOptions } from './results.js';

/** What the rendering of a result needs beside the result. */
export async function resultOptions(
  context: Context,
  {
    folder,
    environment,
    report,
  }: { readonly folder: string; readonly environment: string; readonly report?: string | undefined },
): Promise<ResultOptions> {
  const { rewardThreshold } = await environmentOf({ environment });
  return {
    folder: shownPath(folder),
    style: stdoutStyle(context),
    ...(report !== undefined && { report: shownPath(report) }),
    ...(rewardThreshold !== undefined && { threshold: rewardThreshold }),
  };
}
