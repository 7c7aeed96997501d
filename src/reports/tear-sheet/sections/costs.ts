import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { figureGrid, paragraph, tableFrame } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { holdingOf } from '../curves.js';
import { exposureFigure, turnoverFigure } from '../figures/activity.js';
import { costSensitivityFigure } from '../figures/cost-sensitivity.js';
import { costsFigure } from '../figures/costs.js';
import { mainReturn } from '../main-return.js';
import { percent, ratio } from '../numbers.js';
import type { CostSensitivityRow, TearSheetInput } from '../tear-sheet-input.js';

/** What trading cost, how much was traded, and what would be left if it cost more. */
export function costsSection(input: TearSheetInput): Section {
  const sensitivity = costSensitivityFigure(input);
  const upper = [costsFigure(input), sensitivity].filter((figure) => figure !== undefined);
  const lower = [turnoverFigure(input), exposureFigure(input)];
  return {
    id: 'costs',
    title: 'Costs, turnover and exposure',
    body: html`${paragraph(breakEvenSentence(input))}${figureGrid(upper, 2)}
    ${sensitivity !== undefined && sensitivityTable(input.costSensitivity)}${figureGrid(lower, 2)}`,
    figures: [...upper, ...lower],
  };
}

function sensitivityTable(rows: readonly CostSensitivityRow[]): Markup {
  return tableFrame(
    'Returns at other costs',
    html`<table>
      <thead>
        <tr>
          <th scope="col">Times the costs</th>
          <th scope="col">Total return</th>
          <th scope="col">Return a year</th>
          <th scope="col">Sharpe ratio</th>
          <th scope="col">Deepest drawdown</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ factor, totalReturn, annualReturn, sharpe, maxDrawdown }) =>
            html`<tr>
              <th scope="row">${factor} ×</th>
              <td>${percent(totalReturn)}</td>
              <td>${percent(annualReturn)}</td>
              <td>${ratio(sharpe)}</td>
              <td>${percent(maxDrawdown)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

/** Where the sweep crosses what holding earns, linear between its points. */
export function breakEvenSentence(input: TearSheetInput): string | undefined {
  const { of } = mainReturn(input);
  const held = holdingOf(input);
  const holding = held && of(held.figures);
  const rows = input.costSensitivity.toSorted((a, b) => a.factor - b.factor);
  if (holding === undefined || !Number.isFinite(holding) || rows.length < 2) return undefined;
  const above = (row: CostSensitivityRow): boolean => of(row) >= holding;
  if (!above(rows[0]))
    return `The strategy earns less than buy-and-hold even ${rows[0].factor === 0 ? 'without costs' : `at ${rows[0].factor} times the costs`}.`;
  const after = rows.findIndex((row) => !above(row));
  if (after < 0)
    return `The strategy earns more than buy-and-hold even at ${rows[rows.length - 1].factor} times the costs.`;
  const [left, right] = [rows[after - 1], rows[after]];
  const share = (of(left) - holding) / (of(left) - of(right));
  const factor = left.factor + share * (right.factor - left.factor);
  return `The strategy earns what buy-and-hold earns at about ${ratio(factor, 1)} times the costs.`;
}
