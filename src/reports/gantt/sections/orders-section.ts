import { html, type Markup } from '../../escape.js';
import { formatCount } from '../../format.js';
import { figureGrid, type Section } from '../../sections/section.js';
import { latenessFigure } from '../figures/lateness.js';
import type { GanttInput, OrderRow } from '../gantt-input.js';

/** Late orders that are seen at once. */
const shownFirst = 10;

/** Late orders with the reason, and how early or late each order is. */
export function ordersSection(input: GanttInput): Section {
  const { orders } = input;
  const late = orders.filter(({ reasons }) => reasons.length > 0);
  const figures = orders.some(({ due }) => due !== null) ? [latenessFigure(input)] : [];
  return {
    id: 'orders',
    title: 'Orders',
    body: html`${summary(orders, late)} ${late.length > 0 && lateTable(late.slice(0, shownFirst))}
      ${
        late.length > shownFirst &&
        html`<details>
          <summary>and ${late.length - shownFirst} more late orders</summary>
          ${lateTable(late.slice(shownFirst))}
        </details>`
      }
      <div class="wide">${figureGrid(figures, 1)}</div>`,
    figures,
  };
}

function summary(orders: readonly OrderRow[], late: readonly OrderRow[]): Markup {
  const due = orders.filter((order) => order.due !== null).length;
  if (due === 0 && late.length === 0) return html`<p>No order has a due date: none can be late.</p>`;
  const inTime = due - late.length;
  return html`<p>
    ${late.length === 0 ? `All ${formatCount(due, 'order')} with a due date are in time.` : `${inTime} of ${formatCount(due, 'order')} with a due date are in time. The others, the latest first, with what kept them:`}
  </p>`;
}

function lateTable(late: readonly OrderRow[]): Markup {
  return html`<div class="table late">
    <table>
      <thead>
        <tr>
          <th>late order</th>
          <th>due</th>
          <th>promised</th>
          <th>late by</th>
          <th>why</th>
        </tr>
      </thead>
      <tbody>
        ${late.map(
          ({ name, dueText, promised, tardiness, reasons }) =>
            html`<tr>
              <th>${name}</th>
              <td>${dueText}</td>
              <td>${promised}</td>
              <td>${tardiness}</td>
              <td>
                <ol>
                  ${reasons.map((reason) => html`<li>${reason}</li>`)}
                </ol>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
