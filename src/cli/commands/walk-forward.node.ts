import { type Command, Option } from 'commander';
import { parseSeeds } from '../../../experiments/many-seeds.node.js';
import { loadRecipe } from '../../../experiments/recipe-file.node.js';
import { claimFolder, makeFreshFolder } from '../../../experiments/output-folder.node.js';
import { engineNames } from '../../../experiments/run-folder.node.js';
import { commandLine } from '../command-line.js';
import { type Context, positiveInteger, sayNotes } from '../context.node.js';
import { collect, dataOverride } from '../market-options.js';
import { walkAndShow } from '../walk-forward-run.node.js';

interface WalkForwardFlags {
  readonly data?: readonly string[];
  readonly folds: number;
  readonly rolling?: true;
  readonly expanding?: true;
  readonly seeds: readonly number[];
  readonly steps?: number;
  readonly set?: readonly string[];
  readonly out?: string;
  readonly engine: string;
  readonly json?: true;
  readonly quiet?: true;
}

const details = `
The first training has half of the bars, its last fifth to choose the best weights by. The tests share the other half, one after the
other. Between training, choice and test lie as many bars as an observation reaches back. After Ctrl-C or a kill npx lepton resume DIR
goes on, and gives what it would have given.

Example:
  npx lepton walk-forward market --data prices.csv --folds 4 --seeds 1..3`;

export function addWalkForward(program: Command, context: Context): void {
  program
    .command('walk-forward')
    .summary('train again and again through time, and test on what comes after')
    .description(
      'Trains an agent for each fold, tests it on the bars after it, and puts all tests together beside the baselines.',
    )
    .argument('<recipe>', 'a YAML file, or market')
    .option('--data <FILE...>', 'price files or folders, one asset each: short for environmentOptions.data')
    .option('--folds <N>', 'how many', positiveInteger, 5)
    .addOption(
      new Option('--expanding', 'training begins at the first bar each time (the default)').conflicts(
        'rolling',
      ),
    )
    .option('--rolling', 'training keeps its length')
    .addOption(
      new Option('--seeds <A..B>', 'an agent for each in each fold').argParser(parseSeeds).default([0], '0'),
    )
    .option(
      '--steps <N>',
      'environment steps of each training, instead of those of the recipe',
      positiveInteger,
    )
    .option('--set <path=value>', 'another value for a key of the recipe; may be repeated', collect)
    .option('--out <DIR>', 'the folder (default: a new one under runs/)')
    .addOption(new Option('--engine <name>', 'what computes').choices(engineNames).default('wasm'))
    .option('--json', 'print one JSON object and nothing else')
    .option('--quiet', 'show no progress')
    .addHelpText('after', details)
    .action((recipe: string, flags: WalkForwardFlags, command: Command) =>
      run(recipe, flags, context, commandLine(recipe, command)),
    );
}

async function run(
  source: string,
  flags: WalkForwardFlags,
  context: Context,
  command: string,
): Promise<void> {
  const { data, set = [], steps, folds, seeds, engine } = flags;
  const { name, recipe, notes } = await loadRecipe(source, [
    ...set,
    ...dataOverride(data),
    ...(steps === undefined ? [] : [`steps=${steps}`]),
  ]);
  if (flags.quiet !== true && flags.json !== true) sayNotes(notes, context);
  const folder =
    flags.out === undefined ? makeFreshFolder('runs', `walk-forward-${name}`) : claimFolder(flags.out);
  const mode = flags.rolling ? ('rolling' as const) : ('expanding' as const);
  const plan = { name, engine, folds, mode, seeds: [...seeds], command, recipe };
  await walkAndShow(folder, plan, flags, context);
}
