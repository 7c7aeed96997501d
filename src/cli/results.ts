/** What a command says in the end. */
import { nameOfEnvironment } from '../../experiments/environment-name.js';
import { shellWord } from '../shell-word.js';
import type { EvaluationSummary, RunSummary } from '../runs/records.js';
import { formatCount, formatDuration, formatNumber, formatQuantity, formatReturn } from './format.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

export interface ResultOptions {
  /** As one types it. */
  readonly folder: string;
  readonly report?: string;
  /** Mean return from which the task counts as solved. */
  readonly threshold?: number;
  readonly style: Style;
}

const indent = '  ';

/** The result of one run. */
export function renderRun(summary: RunSummary, options: ResultOptions): string {
  const { style } = options;
  return [
    headline(summary, style),
    renderTable(
      facts(summary).map(([name, value]) => [style.dim(name), value]),
      { indent, gap: '   ' },
    ),
    evaluations(summary, options),
    renderTable(
      nextSteps(summary, options).map(([name, value]) => [style.dim(name), value]),
      { indent, gap: '   ' },
    ),
  ]
    .filter((part) => part !== '')
    .map((part) => `\n${part}\n`)
    .join('');
}

function headline({ environment, agent, recipe, seed, status }: RunSummary, style: Style): string {
  const name = style.bold(nameOfEnvironment(environment));
  const parts = [name, agent, `recipe ${recipe}`, `seed ${seed}`];
  return `${indent}${parts.join(style.dim(' · '))}${status === 'completed' ? '' : style.yellow(`   ${status}`)}`;
}

function facts(summary: RunSummary): readonly (readonly [string, string])[] {
  const { steps, selectionSteps, seconds, stepsPerSecond, cost, weightsHash } = summary;
  const speed = `${formatNumber(stepsPerSecond)} steps/s`;
  return [
    ['training', `${formatNumber(steps)} steps in ${formatDuration(seconds)} (${speed})`],
    ['selection', `${formatNumber(selectionSteps)} steps of evaluation to choose the best weights`],
    ['network', `${formatNumber(cost.parameters)} parameters, ${formatQuantity(cost.bytes, 'B')}`],
    [
      'cost',
      `${formatQuantity(cost.flopsPerDecision, 'FLOP')} a decision, ${formatQuantity(cost.flopsPerUpdate, 'FLOP')} an update`,
    ],
    ['weights', weightsHash.slice(0, 12)],
  ];
}

function evaluations(
  { evaluation, lastEvaluation }: RunSummary,
  { threshold, style }: ResultOptions,
): string {
  if (evaluation === undefined) return '';
  const rows = [evaluation, lastEvaluation].flatMap((one) =>
    one === undefined ? [] : [evaluationCells(one, style)],
  );
  const head = ['', 'mean', 'std', 'min', 'max'].map(style.dim);
  return [
    `${indent}Greedy return over ${formatCount(evaluation.episodes, 'fresh episode')}${verdict(evaluation.mean, threshold, style)}`,
    renderTable([head, ...rows], { align: 'lrrrr', indent, gap: '    ' }),
    ...cutNote(evaluation, style),
  ].join('\n');
}

const evaluationCells = (
  { checkpoint, mean, std, min, max }: EvaluationSummary,
  style: Style,
): readonly string[] => [
  style.dim(checkpoint),
  checkpoint === 'best' ? style.bold(formatReturn(mean)) : formatReturn(mean),
  ...[std, min, max].map(formatReturn),
];

/** Nothing, where every episode ended by itself. */
function cutNote({ cutEpisodes = 0, episodes }: EvaluationSummary, style: Style): readonly string[] {
  if (cutEpisodes === 0) return [];
  const note = `${cutEpisodes} of ${episodes} episodes were cut at evaluation.maxEpisodeSteps`;
  return [`${indent}${style.yellow(note)}`];
}

/** Whether a mean return solves the task, where that is known. */
export function verdict(mean: number, threshold: number | undefined, style: Style): string {
  if (threshold === undefined) return '';
  const limit = formatReturn(threshold).replace(/\.0$/, '');
  return mean >= threshold
    ? style.green(`   solved (at least ${limit})`)
    : style.dim(`   not solved (${limit} is needed)`);
}

function nextSteps(
  { status, steps }: RunSummary,
  { folder, report }: ResultOptions,
): readonly (readonly [string, string])[] {
  const place = shellWord(folder);
  if (status !== 'completed') return [['go on', `npx lepton resume ${place}`]];
  return [
    ...(report === undefined ? [] : [['report', report] as const]),
    ['evaluate', `npx lepton evaluate ${place}`],
    ['train on', `npx lepton resume ${place} --steps ${2 * steps}`],
  ];
}

/** The result of `evaluate`. */
export function renderEvaluation(
  evaluation: EvaluationSummary & {
    readonly environment: string;
    readonly seed: number;
    readonly weightsHash: string;
  },
  { folder, threshold, style }: ResultOptions,
): string {
  const { environment, checkpoint, episodes, mean, seed, weightsHash } = evaluation;
  const parts = [
    style.bold(nameOfEnvironment(environment)),
    folder,
    `${checkpoint} weights ${weightsHash.slice(0, 12)}`,
  ];
  const head = ['', 'mean', 'std', 'min', 'max'].map(style.dim);
  return [
    '',
    `${indent}${parts.join(style.dim(' · '))}`,
    '',
    `${indent}Greedy return over ${formatCount(episodes, 'episode')}, seed ${seed}${verdict(mean, threshold, style)}`,
    renderTable([head, evaluationCells(evaluation, style)], { align: 'lrrrr', indent, gap: '    ' }),
    ...cutNote(evaluation, style),
    '',
    '',
  ].join('\n');
}
