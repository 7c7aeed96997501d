import { type Command, Option } from 'commander';
import { evaluateFolder, type FolderEvaluationOptions } from '../../../experiments/evaluate-folder.node.js';
import { FileStorage } from '../../runs/file-storage.node.js';
import { type Context, naturalNumber, positiveInteger, printJson } from '../context.node.js';
import { resultOptions } from '../result-options.node.js';
import { renderEvaluation } from '../results.js';
import { styleFor } from '../style.js';

interface EvaluateOptions extends Omit<FolderEvaluationOptions, 'onDamage'> {
  readonly json?: true;
}

const details = `
Without options the result is the one in run.json: the same weights on the same episodes.`;

export function addEvaluate(program: Command, context: Context): void {
  program
    .command('evaluate')
    .summary('play greedy episodes with the weights of a run')
    .description('Plays greedy episodes with the weights of a run. Nothing in its folder changes.')
    .argument('<DIR>', 'the folder of a run')
    .option('--episodes <N>', 'how many (default: as many as the report has)', positiveInteger)
    .option('--seed <N>', 'of the first episode (default: that of the report)', naturalNumber)
    .addOption(new Option('--checkpoint <name>', 'which weights').choices(['best', 'last']).default('best'))
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((folder: string, options: EvaluateOptions) => evaluate(folder, options, context));
}

async function evaluate(folder: string, options: EvaluateOptions, context: Context): Promise<void> {
  const { stderr, environment } = context.terminal;
  const { yellow } = styleFor(stderr, environment);
  const onDamage = (reason: string) =>
    void stderr.write(
      `${yellow('warning')} a checkpoint is passed over, these are older weights: ${reason}\n`,
    );
  const evaluation = await evaluateFolder(folder, { ...options, onDamage });
  const { location } = new FileStorage(folder);
  if (options.json) return printJson(context, { folder: location, ...evaluation });
  const result = await resultOptions(context, { folder: location, environment: evaluation.environment });
  context.terminal.stdout.write(renderEvaluation(evaluation, result));
}
