import type { Command } from 'commander';
import type { AccountOptions } from '../../../environments/market/settings.js';
import {
  type LeakFinding,
  leakCheck,
  type LeakReport,
} from '../../../experiments/market/leak-check/index.js';
import { leakSubject } from '../../../experiments/market/leak-subject.node.js';
import { type Context, naturalNumber, printJson, stdoutStyle } from '../context.node.js';
import { accountFlags, assignments, collect } from '../market-options.js';
import type { Style } from '../style.js';
import { renderTable } from '../table.js';

interface LeakFlags {
  readonly data?: readonly string[];
  readonly set?: readonly string[];
  readonly read?: readonly string[];
  readonly fill?: AccountOptions['fill'];
  readonly seed: number;
  readonly fast?: true;
  readonly json?: true;
}

const details = `
The exit code is 1 where a leak was found. docs/leak-check.md says what each check does.

Examples:
  npx lepton leak-check runs/market-seed0
  npx lepton leak-check ./my-strategy.js#decide --data prices.csv
  npx lepton leak-check market --data prices.csv --fast`;

export function addLeakCheck(program: Command, context: Context): void {
  program
    .command('leak-check')
    .summary('look for look-ahead in an agent, a strategy or a recipe')
    .description(
      'Looks for look-ahead: whether anything depends on bars that were not there yet. Changes nothing.',
    )
    .argument('<WHO>', 'the folder of a run, a strategy, ./my-strategy.js#name, or a recipe')
    .option('--data <FILE...>', 'price files or folders, one asset each; or generator:gbm')
    .addOption(accountFlags.fill)
    .option('--set <name=value>', 'a parameter of the strategy; may be repeated', collect)
    .option('--read <name=value>', 'how the files are read, see data check; may be repeated', collect)
    .option('--seed <N>', 'of what is drawn', naturalNumber, 0)
    .option('--fast', 'without the check that trains an agent')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((who: string, flags: LeakFlags) => run(who, flags, context));
}

async function run(who: string, flags: LeakFlags, context: Context): Promise<void> {
  const { data, set = [], read = [], fill, seed, fast = false, json } = flags;
  const subject = await leakSubject(who, {
    seed,
    parameters: assignments(set, '--set'),
    ...(read.length > 0 && { read: assignments(read, '--read') }),
    ...(fill !== undefined && { account: { fill } }),
    ...(data !== undefined && { data }),
  });
  const { stderr } = context.terminal;
  const begun = performance.now();
  // Quick ones need no progress.
  const onCheck = (check: string): void =>
    void (performance.now() - begun > 1500 && stderr.write(`  ${check} ...\n`));
  const report = await leakCheck(subject, { fast, ...(json !== true && { onCheck }) });
  if (!report.passed) context.exitCode = 1;
  if (json) return printJson(context, report);
  context.terminal.stdout.write(render(report, stdoutStyle(context)));
}

function render({ subject, findings, passed }: LeakReport, style: Style): string {
  const paint: Readonly<Record<LeakFinding['severity'], (text: string) => string>> = {
    leak: style.red,
    suspicious: style.yellow,
    passed: style.green,
    skipped: style.dim,
  };
  const rows = findings.map(({ check, severity, message }) => [paint[severity](severity), check, message]);
  const remedies = findings.flatMap(({ check, remedy }) =>
    remedy === undefined ? [] : [`  ${check}: ${remedy}`],
  );
  const leaks = findings.filter(({ severity }) => severity === 'leak').length;
  const verdict = passed
    ? style.green('no leak was found')
    : style.red(
        `${leaks} ${leaks === 1 ? 'check' : 'checks'} found a leak: results of this are none to believe`,
      );
  const what = remedies.length === 0 ? '' : `\n  ${style.bold('What to mend')}\n${remedies.join('\n')}\n`;
  return `\n  ${style.bold(subject)}  ${verdict}\n\n${renderTable(rows, { indent: '  ' })}\n${what}\n`;
}
