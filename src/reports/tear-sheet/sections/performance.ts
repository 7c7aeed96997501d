import { html } from '../../escape.js';
import type { Section } from '../../sections/section.js';
import { figureGrid } from '../../sections/section.js';
import { equityFigure } from '../figures/equity.js';
import { underwaterFigure } from '../figures/underwater.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

/** What became of the money. */
export function performanceSection(input: TearSheetInput): Section {
  const figures = [equityFigure(input), underwaterFigure(input)];
  return { id: 'performance', title: 'Equity and drawdown', body: html`${figureGrid(figures, 1)}`, figures };
}
