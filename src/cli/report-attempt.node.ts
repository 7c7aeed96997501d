import { writeReport } from '../../experiments/run-report.node.js';
import { isLeptonError } from '../errors.js';
import type { Context } from './context.node.js';
import { styleFor } from './style.js';

/**
 * Writes the report of some complete runs, if there are any, and returns its path. A report that cannot be written loses
 * no run: a warning says why, and `lepton report` can make it later.
 */
export async function attemptReport(
  runs: readonly string[],
  target: string,
  { terminal }: Context,
): Promise<string | undefined> {
  if (runs.length === 0) return undefined;
  try {
    return await writeReport(runs, target);
  } catch (error) {
    const reason = isLeptonError(error) ? error.message : String(error);
    const { yellow } = styleFor(terminal.stderr, terminal.environment);
    terminal.stderr.write(
      `${yellow('warning')} all is saved, but the report could not be written: ${reason}\n`,
    );
    return undefined;
  }
}
