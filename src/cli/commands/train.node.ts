import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { loadRecipe, type LoadedRecipe, shippedRecipes } from '../../../experiments/recipe-file.node.js';
import { parseSeeds, trainSeeds } from '../../../experiments/many-seeds.node.js';
import { claimFolder, makeFreshFolder } from '../../../experiments/output-folder.node.js';
import { engineNames, trainFolder } from '../../../experiments/run-folder.node.js';
import { type Context, type OutputOptions, positiveInteger, sayNotes, seedOf } from '../context.node.js';
import { runAndShow } from '../one-run.node.js';
import { dataOverride } from '../market-options.js';
import { runSeedsAndShow } from '../seeds-run.node.js';

interface TrainOptions extends OutputOptions {
  readonly seed?: number | string;
  readonly seeds?: readonly number[];
  readonly workers?: number;
  readonly steps?: number;
  readonly set?: readonly string[];
  readonly data?: readonly string[];
  readonly out?: string;
  readonly engine: string;
}

const examples = `
Examples:
  npx lepton train cartpole
  npx lepton train cartpole --seeds 1..10
  npx lepton train cartpole --set agent.learningRate=0.0005 --set 'agent.network.extractor=[{ dense: 32 }]'
  npx lepton train my-recipe.yaml --out runs/first`;

export function addTrain(program: Command, context: Context): void {
  program
    .command('train')
    .summary('train an agent as a recipe says, and evaluate it')
    .description('Trains an agent as a recipe says, evaluates it, and writes a report.')
    .argument('<recipe>', `a YAML file, or one of ${shippedRecipes().join(', ')}`)
    .addOption(
      new Option('--seed <N>', 'everything random derives from it: a number or a text (default: 0)')
        .argParser(seedOf)
        .conflicts('seeds'),
    )
    .addOption(
      new Option('--seeds <A..B>', 'one run for each, side by side: 1..10 or 1,4,7').argParser(parseSeeds),
    )
    .option('--workers <N>', 'processes for --seeds (default: one a core)', positiveInteger)
    .option('--steps <N>', 'environment steps, instead of those of the recipe', positiveInteger)
    .option('--set <path=value>', 'another value for a key of the recipe; may be repeated', collect)
    .option(
      '--data <FILE...>',
      'price files or folders of them, one asset each: short for environmentOptions.data',
    )
    .option('--out <DIR>', 'the folder of the run (default: a new one under runs/)')
    .addOption(new Option('--engine <name>', 'what computes').choices(engineNames).default('wasm'))
    .option('--json', 'print one JSON object and nothing else')
    .option('--quiet', 'show no progress')
    .addHelpText('after', examples)
    .action((recipe: string, options: TrainOptions) => train(recipe, options, context));
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

async function train(source: string, options: TrainOptions, context: Context): Promise<void> {
  const { set = [], data, steps, seeds, seed = 0, engine, out } = options;
  const overrides = [...set, ...dataOverride(data), ...(steps === undefined ? [] : [`steps=${steps}`])];
  const loaded = await loadRecipe(source, overrides);
  if (options.quiet !== true) sayNotes(loaded.notes, context);
  if (seeds !== undefined) return trainMany(loaded, seeds, options, context);
  const folder = out === undefined ? makeFreshFolder('runs', `${loaded.name}-seed${seed}`) : claimFolder(out);
  const plan = { folder, name: loaded.name, recipe: loaded.recipe, seed, engine };
  await runAndShow({ ...plan, steps: loaded.recipe.steps }, options, context, (listening) =>
    trainFolder(plan, listening),
  );
}

async function trainMany(
  { name, recipe }: LoadedRecipe,
  seeds: readonly number[],
  options: TrainOptions,
  context: Context,
): Promise<void> {
  const { engine, out, workers = availableParallelism() } = options;
  const label = seeds.length === 1 ? `seed${seeds[0]}` : `seeds${Math.min(...seeds)}-${Math.max(...seeds)}`;
  const folder = out === undefined ? makeFreshFolder('runs', `${name}-${label}`) : claimFolder(out);
  const plan = { name, engine, seeds: [...seeds], recipe };
  await runSeedsAndShow({ folder, plan, steps: recipe.steps }, options, context, (listening) =>
    trainSeeds(folder, plan, { ...listening, workers }),
  );
}
