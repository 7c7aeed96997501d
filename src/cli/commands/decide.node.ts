import type { Command } from 'commander';
import type { AccountOptions } from '../../../environments/market/settings.js';
import type { MarketDecision } from '../../../experiments/market/decide.js';
import { decide } from '../../../experiments/market/decide.node.js';
import { type Context, printJson, stdoutStyle } from '../context.node.js';
import { saidByOptions } from '../line/said-by-options.js';
import { accountFlags, assignments, collect, numbers } from '../market-options.js';
import type { Style } from '../style.js';
import { renderTable } from '../table.js';

interface DecideFlags {
  readonly data: readonly string[];
  readonly capital?: number;
  readonly position?: readonly number[];
  readonly costs?: AccountOptions['costs'];
  readonly read?: readonly string[];
  readonly json?: true;
}

const details = `
The last bar of the files is the one that has just closed. Nothing is sent anywhere: this prints what the agent would do.

Example:
  npx lepton decide runs/market-seed0 --data latest.csv --capital 50000 --position 120`;

export function addDecide(program: Command, context: Context): void {
  program
    .command('decide')
    .summary('say what an agent would do next')
    .description(
      'Says what an agent would do at the next opportunity: target position, values of all actions, order sizes, warnings.',
    )
    .argument('<RUN>', 'the folder of a run')
    .requiredOption('--data <FILE...>', 'price files up to today, one asset each')
    .addOption(accountFlags.capital)
    .option('--position <SHARES>', 'held now, one number an asset: 120 or 120,-30', numbers)
    .addOption(accountFlags.costs)
    .option('--read <name=value>', 'how the files are read, see data check; may be repeated', collect)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((folder: string, flags: DecideFlags) => run(folder, flags, context));
}

async function run(folder: string, { json, read, ...request }: DecideFlags, context: Context): Promise<void> {
  const reading = assignments(read ?? [], '--read');
  const decision = await saidByOptions(() => decide(folder, { ...request, read: reading }));
  if (json) return printJson(context, decision);
  context.terminal.stdout.write(render(decision, stdoutStyle(context)));
}

function render(decision: MarketDecision, style: Style): string {
  const { time, ageInDays, name, values, targets, capital, fill, warnings } = decision;
  const best = Math.max(...values.map(({ value }) => value));
  const actions = values.map((one) => [
    one.name === name ? style.bold(one.name) : one.name,
    one.value.toFixed(4),
    one.value === best ? '' : style.dim((one.value - best).toFixed(4)),
  ]);
  const orders = targets.map(({ asset, weight, price, shares, held, order }) => [
    asset,
    `${(100 * weight).toFixed(1)} %`,
    price.toFixed(2),
    shares.toFixed(2),
    held.toFixed(2),
    style.bold(order.toFixed(2)),
  ]);
  const header = ['asset', 'target', 'last close', 'shares', 'held', 'order'].map((label) =>
    style.dim(label),
  );
  return [
    `\n  ${style.bold(name)}  decided at the close of ${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${ageInDays.toFixed(1)} days ago, to fill at ${fill}\n`,
    renderTable([header, ...orders], { align: 'lrrrrr', indent: '  ' }),
    `  for a capital of ${capital.toLocaleString('en-US')}\n`,
    renderTable([['action', 'value', 'less than the best'].map((label) => style.dim(label)), ...actions], {
      align: 'lrr',
      indent: '  ',
    }),
    '',
    ...warnings.map((warning) => `  ${style.yellow(`note: ${warning}`)}`),
    '',
  ].join('\n');
}
