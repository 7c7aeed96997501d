import { quantile } from '../../../statistics/summary.js';
import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { figureGrid, paragraph, tableFrame } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { mainCurves } from '../curves.js';
import { distributionFigure, quantileFigure } from '../figures/distribution.js';
import { rollingFigures } from '../figures/rolling.js';
import { percent, ratio } from '../numbers.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

const probabilities = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

/** The shape of the returns. */
export function distributionSection(input: TearSheetInput): Section {
  const figures = [distributionFigure(input), quantileFigure(input)].filter((figure) => figure !== undefined);
  const missing =
    figures.length === 0 ? 'Too few returns differ from 0 to show how they are distributed.' : undefined;
  return {
    id: 'distribution-of-returns',
    title: 'Distribution of returns',
    body: html`${paragraph(missing)}${figureGrid(figures, 2)}${quantileTable(input)}`,
    figures,
  };
}

function quantileTable(input: TearSheetInput): Markup {
  const name = (probability: number): string =>
    probability === 0
      ? 'Least'
      : probability === 1
        ? 'Greatest'
        : probability === 0.5
          ? 'Median'
          : `${100 * probability} %`;
  return html`<h3 class="group">Quantiles of the returns of all bars</h3>
    ${tableFrame(
      'Quantiles',
      html`<table>
        <thead>
          <tr>
            <td></td>
            ${probabilities.map((probability) => html`<th scope="col">${name(probability)}</th>`)}
            <th scope="col">Skewness</th>
            <th scope="col">Kurtosis</th>
          </tr>
        </thead>
        <tbody>
          ${mainCurves(input).map(
            ({ name: curve, returns, figures }) =>
              html`<tr>
                <th scope="row">${curve}</th>
                ${probabilities.map((probability) => html`<td>${percent(quantile(returns, probability), 2)}</td>`)}
                <td>${ratio(figures.skewness)}</td>
                <td>${ratio(figures.kurtosis)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
    )}`;
}

/** How steady the figures are over time. Undefined where there are too few bars. */
export function rollingSection(input: TearSheetInput): Section | undefined {
  const figures = rollingFigures(input);
  if (figures.length === 0) return undefined;
  return { id: 'rolling', title: 'Rolling figures', body: html`${figureGrid(figures, 3)}`, figures };
}
