import { html } from '../escape.js';
import { epsilon } from '../figures/epsilon.js';
import { measures } from '../figures/measures.js';
import { throughput } from '../figures/throughput.js';
import type { ReportRun } from '../report-input.js';
import { figureGridWithOneLegend, paragraph } from './section.js';
import type { Section } from './section.js';

/** Losses, TD error and what else the learner measured, exploration, speed. Undefined where nothing is logged. */
export function optimisationSection(runs: readonly ReportRun[]): Section | undefined {
  const { figures: measured, constant } = measures(runs);
  const figures = [
    ...measured,
    ...[epsilon(runs), throughput(runs)].filter((figure) => figure !== undefined),
  ];
  if (figures.length === 0 && constant.length === 0) return undefined;
  const lead =
    measured.length > 0 ? 'Each point is the mean over the updates since the point before.' : undefined;
  const unchanging = constant.length > 0 ? `Unchanged throughout: ${constant.join(', ')}.` : undefined;
  return {
    id: 'optimisation',
    title: 'Optimisation',
    figures,
    body: html`${paragraph([lead, unchanging].filter(Boolean).join(' '))}${figureGridWithOneLegend(figures, 3)}`,
  };
}
