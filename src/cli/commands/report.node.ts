import type { Command } from 'commander';
import { isSeedsFolder, readSeedsPlan, seedFolder } from '../../../experiments/many-seeds.node.js';
import { writeReport } from '../../../experiments/run-report.node.js';
import { FileStorage } from '../../runs/file-storage.node.js';
import { summaryPath } from '../../runs/summary.js';
import { type Context, type OutputOptions, printJson, shownPath } from '../context.node.js';

const details = `
The page goes into the folder, or, of several folders, into the current one; an older report.html there is replaced.`;

export function addReport(program: Command, context: Context): void {
  program
    .command('report')
    .summary('write report.html for a run, or one for several runs of a recipe')
    .description('Writes report.html for a run, or one over several runs of one recipe.')
    .argument('<DIR...>', 'folders of runs, or folders that train --seeds made')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action(async (folders: readonly string[], { json }: OutputOptions) => {
      const target = folders.length > 1 ? '.' : (folders[0] ?? '.');
      const path = await writeReport(folders.flatMap(runsIn), target);
      if (json) return printJson(context, { report: path });
      context.terminal.stdout.write(`${shownPath(path)}\n`);
    });
}

/** The runs of a folder of many seeds, those that were not begun left out; else the folder itself. */
function runsIn(folder: string): readonly string[] {
  if (!isSeedsFolder(folder)) return [folder];
  const runs = readSeedsPlan(folder).seeds.map((seed) => seedFolder(folder, seed));
  return runs.filter((run) => new FileStorage(run).length(summaryPath) > 0);
}
