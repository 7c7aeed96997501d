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

/** Frames for figures, side by side where there is room. */
export function figureGrid(figures: readonly Figure[]): Markup | undefined {
  if (figures.length === 0) return undefined;
  return html`<div class="figures ${figures[0]!.size}">${figures.map(frame)}</div>`;
}

export function paragraph(text: string | undefined): Markup | undefined {
  return text === undefined || text === '' ? undefined : html`<p>${text}</p>`;
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
