import { html, type Markup } from '../../escape.js';
import { formatCount } from '../../format.js';
import type { Section } from '../../sections/section.js';
import type { GanttChange } from '../gantt-input.js';

/** What an event changed: the figures before and after, and every operation that moved. */
export function changeSection(change: GanttChange): Section {
  const { events, earlier, strategy, movedCount, keptCount } = change;
  return {
    id: 'change',
    title: 'What changed',
    body: html`<p>${events.map((event) => html`<code>${event}</code> `)}</p>
      <p>
        ${strategy} ${formatCount(movedCount, 'operation')} moved, ${formatCount(keptCount, 'operation')} kept
        their place.
      </p>
      ${
        earlier.length > 0 &&
        html`<p class="muted">Answered before: ${earlier.map((event) => html`<code>${event}</code> `)}</p>`
      }
      <div class="change">${figuresTable(change)}${change.moved.length > 0 && movedTable(change)}</div>`,
    figures: [],
  };
}

function figuresTable({ figures }: GanttChange): Markup {
  const rows = figures.map(
    ([name, ...values]) =>
      html`<tr>
        <th>${name}</th>
        ${values.map((value) => html`<td>${value}</td>`)}
      </tr>`,
  );
  return table(['', 'before', 'after', 'change'], rows);
}

function movedTable({ moved, movedCount }: GanttChange): Markup {
  const more = movedCount - moved.length;
  const rows = moved.map(
    ({ order, operation, from, to, shift }) =>
      html`<tr>
        <th>${order} · ${operation}</th>
        <td>${from}</td>
        <td>${to}</td>
        <td>${shift}</td>
      </tr>`,
  );
  return html`<div class="moved">
    ${table(['moved', 'was', 'is', 'by'], rows)}${more > 0 && html`<p class="muted">and ${more} more; tasks.csv has all of them</p>`}
  </div>`;
}

function table(head: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="table">
    <table>
      <thead>
        <tr>
          ${head.map((name) => html`<th>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
