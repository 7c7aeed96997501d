import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { readConfiguration } from '../../../experiments/configuration.js';
import { isSeedsFolder, readSeedsPlan, resumeSeeds } from '../../../experiments/many-seeds.node.js';
import { isWalkForwardFolder, readWalkForwardPlan } from '../../../experiments/market/walk-forward.node.js';
import { resumeFolder } from '../../../experiments/run-folder.node.js';
import { check } from '../../errors.js';
import { FileStorage } from '../../runs/file-storage.node.js';
import { type Context, type OutputOptions, positiveInteger } from '../context.node.js';
import { runAndShow } from '../one-run.node.js';
import { runSeedsAndShow } from '../seeds-run.node.js';
import { walkAndShow } from '../walk-forward-run.node.js';

interface ResumeOptions extends OutputOptions {
  readonly steps?: number;
  readonly workers?: number;
}

const details = `
A run that was interrupted and resumed equals one that was not, byte for byte.
--steps gives a complete run more to do; schedules keep the horizon that they began with.`;

export function addResume(program: Command, context: Context): void {
  program
    .command('resume')
    .summary('go on with a run, the unfinished runs of --seeds, or a walk forward')
    .description(
      'Goes on with the run of a folder, or with the unfinished runs of a folder that train --seeds made.',
    )
    .argument('<DIR>', 'the folder')
    .option('--steps <N>', 'environment steps in all, instead of those that it began with', positiveInteger)
    .option('--workers <N>', 'processes for the runs of --seeds (default: one a core)', positiveInteger)
    .option('--json', 'print one JSON object and nothing else')
    .option('--quiet', 'show no progress')
    .addHelpText('after', details)
    .action((folder: string, options: ResumeOptions) => resume(folder, options, context));
}

async function resume(folder: string, options: ResumeOptions, context: Context): Promise<void> {
  const more = options.steps === undefined ? {} : { steps: options.steps };
  if (isWalkForwardFolder(folder)) {
    check(options.steps === undefined, {
      component: 'resume',
      parameter: '--steps',
      value: options.steps,
      requirement: 'absent: the agents of a walk forward have what it began with',
    });
    return walkAndShow(new FileStorage(folder).location, readWalkForwardPlan(folder), options, context);
  }
  if (isSeedsFolder(folder)) {
    const { workers = availableParallelism() } = options;
    const plan = readSeedsPlan(folder);
    const run = {
      folder: new FileStorage(folder).location,
      plan,
      steps: plan.budget ?? plan.recipe.steps,
      ...more,
    };
    return runSeedsAndShow(run, options, context, (listening) =>
      resumeSeeds(folder, { ...listening, ...more, workers }),
    );
  }
  const storage = new FileStorage(folder);
  const { budget, ...plan } = readConfiguration(storage);
  const run = { ...plan, folder: storage.location, steps: budget, ...more };
  return runAndShow(run, options, context, (listening) => resumeFolder(folder, { ...listening, ...more }));
}
