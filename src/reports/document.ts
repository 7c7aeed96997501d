import { contentPolicy } from './content-policy.js';
import { escapeJson, escapeScript, html } from './escape.js';
import type { Markup } from './escape.js';
import type { Figure } from './figures/figure.js';
import type { Section } from './sections/section.js';
import { pageStyle } from './style.js';

export interface HtmlDocument {
  readonly title: string;
  readonly header: Markup;
  readonly sections: readonly Section[];
  /** Styles beside those of all pages. */
  readonly style?: string;
  /** What the page's script finds as `page`, beside the figures. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Functions, and the calls that start them. They find `figures` and `page`. */
  readonly script: string;
  readonly plotlySource: string;
  /** Without scripts. */
  readonly noScript: string;
}

const dataId = 'report-data';

/** The whole page as one HTML document that needs no other file. */
export function renderDocument(document: HtmlDocument): string {
  const { title, header, sections, style = '', plotlySource, noScript } = document;
  const scripts = [escapeScript(plotlySource), escapeScript(wrapped(document.script))];
  const data = escapeJson({ ...document.data, figures: figureData(sections) });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(scripts)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="Lepton" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${{ html: pageStyle + style }}
        </style>
      </head>
      <body>
        <main>
          ${header}
          <nav aria-label="Sections">
            ${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a>`)}
          </nav>
          <noscript><p class="notices">${noScript}</p></noscript>
          ${sections.map(
            ({ id, title: name, body }) =>
              html`<section id="${id}">
                <h2>${name}</h2>
                ${body}
              </section>`,
          )}
          <footer>Made by Lepton. This page is one file; it needs no network and sends nothing.</footer>
        </main>
        <script type="application/json" id="${dataId}">
          ${{ html: data }}
        </script>
        ${scripts.map((script) => ({ html: `<script>${script}</script>` }))}
      </body>
    </html> `.html;
}

function figureData(sections: readonly Section[]): Readonly<Record<string, Pick<Figure, 'data' | 'layout'>>> {
  const figures = sections.flatMap((section) => section.figures);
  return Object.fromEntries(figures.map(({ id, data, layout }) => [id, { data, layout }]));
}

function wrapped(script: string): string {
  return `(() => {
'use strict';
const { figures, ...page } = JSON.parse(document.getElementById('${dataId}').textContent);
${script}
})();
`;
}
