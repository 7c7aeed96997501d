import type { Command } from 'commander';
import { checkEnvironment } from '../../../environments/check/check-environment.js';
import type { Finding } from '../../../environments/check/finding.js';
import { isReference, loadEnvironment } from '../../../environments/load.node.js';
import { isPythonReference } from '../../../environments/python/python-environment.node.js';
import { environmentSpecification } from '../../../environments/registry.js';
import { exitCodeOf } from '../exit.node.js';
import { type Context, printJson, stdoutStyle } from '../context.node.js';

const details = `
It plays some thousand steps with random actions. The exit code is 9 where there are errors, 0 where there are only
warnings. docs/check-environment.md tells what each check means.`;

export function addCheckEnv(program: Command, context: Context): void {
  program
    .command('check-env')
    .summary('check that an environment keeps its contract')
    .description('Checks that an environment keeps the contract that training relies on.')
    .argument('<ID>', 'the id of an environment, ./my-world.js#create, or python:CartPole-v1')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((id: string, { json }: { readonly json?: true }) => checkEnv(id, json === true, context));
}

async function checkEnv(id: string, json: boolean, context: Context): Promise<void> {
  const specification = isReference(id) ? await loadEnvironment(id, '.') : environmentSpecification(id);
  // Where there is no Python, or no such environment in it, there is nothing to check.
  if (isPythonReference(id)) specification.create({}).close?.();
  const findings = checkEnvironment(specification);
  const errors = countOf(findings, 'error');
  if (errors > 0) context.exitCode = exitCodeOf('contract-broken');
  if (json)
    return printJson(context, { environment: id, errors, warnings: findings.length - errors, findings });
  context.terminal.stdout.write(`${render(id, findings, context)}\n`);
}

const countOf = (findings: readonly Finding[], of: Finding['level']): number =>
  findings.filter(({ level }) => level === of).length;

function render(id: string, findings: readonly Finding[], context: Context): string {
  const style = stdoutStyle(context);
  const lines = findings.map(({ level, check, message, hint }) => {
    const mark = level === 'error' ? style.red('error') : style.yellow('warning');
    return `\n  ${mark} ${style.dim(`${check}:`)} ${message}\n    ${style.dim('hint:')} ${hint}\n`;
  });
  return `\n  ${style.bold(id)}: ${verdict(findings)}\n${lines.join('')}`;
}

function verdict(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'all is well';
  const levels = (['error', 'warning'] as const).map((level) => [level, countOf(findings, level)] as const);
  const present = levels.filter(([, count]) => count > 0);
  return present.map(([level, count]) => `${count} ${level}${count === 1 ? '' : 's'}`).join(', ');
}
