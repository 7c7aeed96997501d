import { html } from '../escape.js';
import type { Markup } from '../escape.js';
import type { Figure, LegendEntry } from '../figures/figure.js';

/** A part of the page. Its figures are drawn where `figureGrid` puts their frames. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
  readonly figures: readonly Figure[];
}

/**
 * Frames for figures, side by side where there is room.
 * @param columns at most so many figures a row
 */
export function figureGrid(figures: readonly Figure[], columns: 1 | 2 | 3 | 4): Markup | undefined {
  if (figures.length === 0) return undefined;
  return html`<div class="figures columns-${Math.min(columns, figures.length)}">${figures.map(frame)}</div>`;
}

/** The same with one legend for all, that of the first figure that has one. */
export function figureGridWithOneLegend(figures: readonly Figure[], columns: 2 | 3 | 4): Markup {
  const legend = figures.find((figure) => figure.legend.length > 0)?.legend ?? [];
  const bare = figures.map((figure) => ({ ...figure, legend: [] }));
  return html`${legendLine(legend)}${figureGrid(bare, columns)}`;
}

export function paragraph(text: string | undefined): Markup | undefined {
  return text === undefined || text === '' ? undefined : html`<p>${text}</p>`;
}

/** A table that is scrolled sideways where it is wider than the screen, by keyboard too. */
export function tableFrame(name: string, table: Markup, kind: 'heat-map' | '' = ''): Markup {
  return html`<div class="table ${kind}" role="group" aria-label="${name}" tabindex="0">${table}</div>`;
}

export function legendLine(entries: readonly LegendEntry[]): Markup | undefined {
  if (entries.length === 0) return undefined;
  return html`<ul class="legend">
    ${entries.map(({ label, color, mark }) => html`<li><i class="${mark}" style="color: ${color}"></i>${label}</li>`)}
  </ul>`;
}

function frame({ id, title, caption, legend, height }: Figure): Markup {
  return html`
    <figure id="${id}">
      <h3>${title}</h3>
      ${legendLine(legend)}
      <div
        class="plot"
        data-figure="${id}"
        style="height: ${height}px"
        role="img"
        aria-label="${title}"
      ></div>
      ${caption !== undefined && caption !== '' && html`<figcaption>${caption}</figcaption>`}
    </figure>
  `;
}
