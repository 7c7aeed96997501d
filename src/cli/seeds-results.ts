import type { SeedOutcome } from '../../experiments/many-seeds.node.js';
import { shellWord } from '../shell-word.js';
import type { Interval } from '../statistics/bootstrap.js';
import { formatCount, formatNumber, formatReturn } from './format.js';
import { type ResultOptions, verdict } from './results.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

const indent = '  ';

/** The results of runs that differ in the seed: one line each, and what they come to. */
export function renderSeeds(
  outcomes: readonly SeedOutcome[],
  overall: Interval | undefined,
  options: ResultOptions & { readonly title: readonly [environment: string, ...string[]] },
): string {
  const { folder, report, threshold, style, title } = options;
  const head = ['seed', 'mean', 'std', 'min', 'max', 'last', 'steps/s', 'weights'].map(style.dim);
  const rows = outcomes.map((outcome) => cellsOf(outcome, style));
  const isOpen = outcomes.some(({ summary }) => summary?.status !== 'completed');
  const next = [
    ...(report === undefined ? [] : [['report', report]]),
    ...(isOpen ? [['go on', `npx lepton resume ${shellWord(folder)}`]] : []),
  ];
  return [
    `${indent}${[style.bold(title[0]), ...title.slice(1)].join(style.dim(' · '))}`,
    renderTable([head, ...rows], { align: 'rrrrrrrl', indent, gap: '   ' }),
    overall === undefined
      ? ''
      : `${indent}${overallLine(overall, outcomes, style)}${verdict(overall.estimate, threshold, style)}`,
    renderTable(
      next.map(([name = '', value = '']) => [style.dim(name), value]),
      { indent, gap: '   ' },
    ),
  ]
    .filter((part) => part !== '')
    .map((part) => `\n${part}\n`)
    .join('');
}

function cellsOf({ seed, summary, failure }: SeedOutcome, style: Style): readonly string[] {
  if (failure !== undefined) return [String(seed), style.red('failed')];
  if (summary === undefined) return [String(seed), style.yellow('not begun')];
  const { evaluation, lastEvaluation, stepsPerSecond, weightsHash, status } = summary;
  const returns =
    evaluation === undefined
      ? [style.yellow(status), '', '', '', '']
      : [
          style.bold(formatReturn(evaluation.mean)),
          ...[evaluation.std, evaluation.min, evaluation.max].map(formatReturn),
          lastEvaluation === undefined ? '' : formatReturn(lastEvaluation.mean),
        ];
  return [String(seed), ...returns, formatNumber(stepsPerSecond), weightsHash.slice(0, 12)];
}

function overallLine(
  { estimate, low, high }: Interval,
  outcomes: readonly SeedOutcome[],
  style: Style,
): string {
  const count = outcomes.filter(({ summary }) => summary?.evaluation !== undefined).length;
  const mean = style.bold(formatReturn(estimate));
  if (count === 1) return `${mean}, one seed`;
  return `${mean}   mean over ${formatCount(count, 'seed')}, 95 % interval ${formatReturn(low)} to ${formatReturn(high)}`;
}
