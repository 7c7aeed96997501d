import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatCount, formatNumber } from '../../format.js';
import { figureGrid, tableFrame } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { dateFormat } from '../dates.js';
import { foldsFigure } from '../figures/folds.js';
import { percent, ratio } from '../numbers.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

/** Folds and seeds. Undefined where there are none. */
export function robustnessSection(input: TearSheetInput): Section | undefined {
  const { folds = [], intervals = [] } = input;
  if (folds.length === 0 && intervals.length === 0) return undefined;
  const figure = foldsFigure(input);
  const figures = figure === undefined ? [] : [figure];
  return {
    id: 'robustness',
    title: 'Folds and seeds',
    figures,
    body: html`${figureGrid(figures, 1)}${foldTable(input)}${intervalTable(input)}`,
  };
}

function foldTable({ folds = [], data }: TearSheetInput): Markup | undefined {
  if (folds.length === 0) return undefined;
  const date = dateFormat(data.barsPerYear);
  return tableFrame(
    'Folds',
    html`<table>
      <thead>
        <tr>
          <th scope="col" rowspan="2">Fold</th>
          <th scope="colgroup" colspan="2">Trained</th>
          <th scope="colgroup" colspan="3">Tested</th>
          <th scope="colgroup" colspan="3">Strategy</th>
          <th scope="colgroup" colspan="2">Buy-and-hold</th>
        </tr>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Bars</th>
          <th scope="col">Return</th>
          <th scope="col">Sharpe</th>
          <th scope="col">Drawdown</th>
          <th scope="col">Return</th>
          <th scope="col">Sharpe</th>
        </tr>
      </thead>
      <tbody>
        ${folds.map(
          (fold) =>
            html`<tr>
              <th scope="row">${fold.name}</th>
              <td>${date(fold.trainFrom)}</td>
              <td>${date(fold.trainTo)}</td>
              <td>${date(fold.testFrom)}</td>
              <td>${date(fold.testTo)}</td>
              <td>${formatNumber(fold.bars)}</td>
              <td><b>${percent(fold.totalReturn)}</b></td>
              <td><b>${ratio(fold.sharpe)}</b></td>
              <td>${percent(fold.maxDrawdown)}</td>
              <td>${percent(fold.buyAndHoldReturn)}</td>
              <td>${ratio(fold.buyAndHoldSharpe)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function intervalTable({ intervals = [] }: TearSheetInput): Markup | undefined {
  if (intervals.length === 0) return undefined;
  return html`<h3 class="group">With 95&nbsp;% intervals</h3>
    ${tableFrame(
      'Estimates with their intervals',
      html`<table>
        <thead>
          <tr>
            <td></td>
            <th scope="col">Estimate</th>
            <th scope="col">Low</th>
            <th scope="col">High</th>
            <th scope="col">Resampled</th>
          </tr>
        </thead>
        <tbody>
          ${intervals.map(
            ({ name, mean, low, high, count, unit }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td><b>${ratio(mean)}</b></td>
                <td>${ratio(low)}</td>
                <td>${ratio(high)}</td>
                <td>${formatCount(count, unit)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
    )}`;
}
