import { html } from '../escape.js';
import { evaluationReturn } from '../figures/evaluation-return.js';
import { trainingReturn } from '../figures/training-return.js';
import type { ReportInput } from '../report-input.js';
import { figureGrid, paragraph } from './section.js';
import type { Section } from './section.js';

/** Learning curves. */
export function learningSection({ runs, rewardThreshold }: ReportInput): Section {
  const evaluation = evaluationReturn(runs, rewardThreshold);
  const training = trainingReturn(runs, rewardThreshold);
  const figures = [evaluation, training].filter((figure) => figure !== undefined);
  const missing = [
    evaluation === undefined && 'No greedy evaluation during training is logged.',
    training === undefined && 'No training episode has ended yet.',
  ].filter((sentence) => sentence !== false);
  return {
    id: 'learning',
    title: 'Learning curves',
    body: html`${paragraph(missing.join(' '))}${figureGrid(figures, 2)}`,
    figures,
  };
}
