import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { parseSeeds } from '../../../experiments/many-seeds.node.js';
import { parseAgent } from '../../../experiments/production-line/agents.js';
import {
  type ComparedInstance,
  compareResults,
  type Comparison,
  expandRange,
  referenceOf,
} from '../../../experiments/production-line/compare-agents.js';
import { isBuiltInProblem } from '../../../environments/production-line/built-in-problems.js';
import { loadProblem } from '../../../experiments/production-line/plan-folder.node.js';
import { parseScheme } from '../../../experiments/production-line/plan-schemes.js';
import { schedulePlan } from '../../../experiments/production-line/schedule.node.js';
import { objectivesOf } from '../../../environments/production-line/verifier/objectives.js';
import type { Problem } from '../../../environments/production-line/problem.js';
import { fail } from '../../errors.js';
import { type Context, printJson, stdoutStyle } from '../context.node.js';
import { formatNumber } from '../format.js';
import { QuickProgress } from '../line/quick-progress.node.js';
import type { Style } from '../style.js';
import { renderTable } from '../table.js';

interface CompareOptions {
  readonly agents: readonly string[];
  readonly seeds: readonly number[];
  readonly scheme: string;
  readonly details?: true;
  readonly json?: true;
}

const details = `
Gaps are to the best known makespan, or to the lower bound where none is known. Agents are those of schedule.
The interval is that of the mean difference to the first agent, paired over the instances (95 %, bootstrap).

Examples:
  npx lepton compare ta01..ta80 --agents rule:FDD/MWKR,rule:MWKR,rule:SPT
  npx lepton compare instances/ ft06 --agents best-rule,best-of:128,runs/production-line-seed0`;

export function addCompare(program: Command, context: Context): void {
  program
    .command('compare')
    .summary('compare rules, search and trained agents on instances')
    .description('Schedules every instance with every agent and prints the gaps.')
    .argument('<instances...>', 'names (ta01..ta80 for many), files, or folders of files')
    .addOption(
      new Option('--agents <LIST>', 'with commas between, the one to compare with first')
        .argParser(agentList)
        .default(['rule:FDD/MWKR', 'rule:MWKR', 'rule:SPT'], 'rule:FDD/MWKR,rule:MWKR,rule:SPT'),
    )
    .addOption(
      new Option('--seeds <A..B>', 'of agents that draw: 1..10 or 1,4,7')
        .argParser(parseSeeds)
        .default([0], '0'),
    )
    .option('--scheme <NAME>', 'non-delay, active, or bounded-delay:TIME', 'non-delay')
    .option('--details', 'a line for each instance too')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((instances: readonly string[], options: CompareOptions) => compare(instances, options, context));
}

function agentList(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) parseAgent(name);
  return names;
}

async function compare(sources: readonly string[], options: CompareOptions, context: Context): Promise<void> {
  const { agents, seeds, scheme, json } = options;
  parseScheme(scheme);
  const problems = sources
    .flatMap(expandRange)
    .flatMap(filesOf)
    .map((source) => loadProblem(source));
  const progress = new QuickProgress(context, 'comparing');
  const results: ComparedInstance[] = [];
  const rounds = problems.length * agents.length;
  for (const problem of problems) {
    const makespans: (readonly number[])[] = [];
    for (const agent of agents) {
      const share = (results.length * agents.length + makespans.length) / rounds;
      makespans.push(
        await makespansOf(problem, agent, options, (part) => progress.show(share + part / rounds)),
      );
    }
    const size = { jobs: problem.jobs.length, machines: problem.machines.length };
    results.push({ name: problem.name, ...size, ...referenceOf(problem), makespans });
  }
  progress.end();
  const comparison = compareResults(agents, seeds, results);
  if (json) return printJson(context, comparison);
  context.terminal.stdout.write(render(comparison, options.details ?? false, stdoutStyle(context)));
}

async function makespansOf(
  problem: Problem,
  agent: string,
  { seeds, scheme }: CompareOptions,
  onProgress: (share: number) => void,
): Promise<readonly number[]> {
  const makespans: number[] = [];
  const { kind } = parseAgent(agent);
  // Rules draw nothing: all seeds give the same.
  const needed = kind === 'best-of' || kind === 'random-mor' || kind === 'search' ? seeds : seeds.slice(0, 1);
  for (const seed of needed) {
    const plan = await schedulePlan(problem, {
      ...{ agent, seed, scheme },
      onProgress: (share) => onProgress((makespans.length + share) / needed.length),
    });
    makespans.push(objectivesOf(plan.problem, plan.schedule).makespan);
  }
  onProgress(1);
  return makespans;
}

function filesOf(source: string): readonly string[] {
  // As for `schedule`, a folder does not hide the instance of that name.
  if (isBuiltInProblem(source) || !existsSync(source) || !statSync(source).isDirectory()) return [source];
  const files = readdirSync(source)
    .filter((name) => /\.(txt|fjs|json|ya?ml|csv|jsp)$/i.test(name))
    .toSorted();
  if (files.length > 0) return files.map((name) => join(source, name));
  return fail('file-not-found', {
    component: 'compare',
    parameter: 'folder',
    value: source,
    requirement: 'one with instances: .txt, .fjs, .json, .yaml, .csv or .jsp',
  });
}

function render(
  { agents, seeds, instances, groups, differences }: Comparison,
  isDetailed: boolean,
  style: Style,
): string {
  const percent = (value: number): string => formatNumber(value, 1);
  const least = (values: readonly number[]): number => Math.min(...values);
  const marked = (values: readonly number[], shown: (value: number) => string): readonly string[] =>
    values.map((value) =>
      values.length > 1 && value <= least(values) + 1e-9 ? style.bold(shown(value)) : shown(value),
    );
  const head = (first: string, second: string): readonly string[] =>
    [first, second, ...agents].map(style.dim);
  const meanOf = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0) / row.length;
  const rows = instances.map(({ name, reference, isBestKnown, makespans }) => [
    name,
    style.dim(`${formatNumber(reference)}${isBestKnown ? '' : ' *'}`),
    ...marked(makespans.map(meanOf), (value) => formatNumber(value, Number.isInteger(value) ? 0 : 1)),
  ]);
  const align = `l${'r'.repeat(agents.length + 1)}`;
  const table = [
    ...(isDetailed ? [head('makespan', 'reference'), ...rows, ['']] : []),
    head('mean gap, %', 'instances'),
    ...groups.map(({ name, instances: count, gaps }) => [
      name,
      style.dim(String(count)),
      ...marked(gaps, percent),
    ]),
  ];
  const paired = differences.map((interval, agent) =>
    interval === undefined
      ? []
      : [
          [
            agents[agent],
            signed(interval.estimate),
            style.dim(`${signed(interval.low)} to ${signed(interval.high)}`),
            verdict(interval, style),
          ],
        ],
  );
  const open = instances.some(({ isBestKnown }) => !isBestKnown);
  return [
    `\n${renderTable(table, { align, indent: '  ' })}\n`,
    ...(agents.length < 2
      ? []
      : [
          `  ${style.dim(`difference to ${agents[0]} in points, with its 95 % interval${seeds.length > 1 ? `, mean over ${seeds.length} seeds` : ''}`)}`,
          `${renderTable(paired.flat(), { align: 'lrll', indent: '  ' })}\n`,
        ]),
    ...(open
      ? [
          `  ${style.dim(isDetailed ? '* lower bound: no best known makespan' : 'where no best known makespan is known, gaps are to the lower bound')}\n`,
        ]
      : []),
    '',
  ].join('\n');
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, 2)}`;

function verdict({ low, high }: { readonly low: number; readonly high: number }, style: Style): string {
  if (high < 0) return style.green('better');
  return low > 0 ? style.yellow('worse') : style.dim('no difference shown');
}
