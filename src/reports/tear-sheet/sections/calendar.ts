import { returnsByMonth } from '../../../statistics/finance/calendar.js';
import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatNumber } from '../../format.js';
import { figureGrid, tableFrame } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { holdingOf } from '../curves.js';
import { yearlyFigure } from '../figures/yearly-returns.js';
import type { MonthlyRow, TearSheetInput } from '../tear-sheet-input.js';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A return of this size has the strongest colour, larger ones too. */
const strongest = 0.1;

/** Months as a map of colours with their numbers, years as bars. */
export function calendarSection(input: TearSheetInput): Section {
  const yearly = yearlyFigure(input);
  const figures = yearly === undefined ? [] : [yearly];
  return {
    id: 'calendar',
    title: 'Months and years',
    body: html`${heatMap(input)}${figureGrid(figures, 1)}`,
    figures,
  };
}

function heatMap(input: TearSheetInput): Markup {
  const holding = holdingOf(input);
  const theirs = new Map(
    holding === undefined
      ? []
      : returnsByMonth(input.times.slice(1), holding.returns).map(({ year, total }) => [year, total]),
  );
  return html`<h3>Monthly returns of the strategy, %</h3>
    ${tableFrame(
      'Monthly returns',
      html`<table>
        <thead>
          <tr>
            <td></td>
            ${monthNames.map((name) => html`<th scope="col">${name}</th>`)}
            <th scope="col" class="apart">Year</th>
            ${holding !== undefined && html`<th scope="col">Holding</th>`}
          </tr>
        </thead>
        <tbody>
          ${input.months.map((row) => line(row, holding === undefined ? undefined : theirs.get(row.year)))}
        </tbody>
      </table>`,
      'heat-map',
    )}
    <p class="heat-note">
      Blue gains, orange loses; full colour from ${100 * strongest}&nbsp;% a month on. Compounded over the
      bars of each month (UTC); the first and the last may be parts.
    </p>`;
}

function line({ year, months, total }: MonthlyRow, theirs: number | undefined): Markup {
  return html`<tr>
    <th scope="row">${year}</th>
    ${months.map((value) => cell(value))}
    <td class="apart"><b>${points(total)}</b></td>
    ${theirs !== undefined && html`<td>${points(theirs)}</td>`}
  </tr>`;
}

function cell(value: number | null): Markup {
  if (value === null || !Number.isFinite(value)) return html`<td></td>`;
  if (value === 0) return html`<td class="still">${points(0)}</td>`;
  const share = Math.min(1, Math.abs(value) / strongest);
  return html`<td class="${value < 0 ? 'loss' : 'gain'}" style="--share: ${(100 * share).toFixed(0)}%">
    ${points(value)}
  </td>`;
}

/** Per cent without the sign of it, one decimal. */
function points(value: number): string {
  return formatNumber(100 * value, Math.abs(value) >= 1 ? 0 : 1);
}
