import { contentPolicy } from './content-policy.js';
import { copyClient } from './client/copy-client.js';
import { figuresClient } from './client/figures-client.js';
import { playerClient } from './client/player-client.js';
import { escapeJson, escapeScript, html } from './escape.js';
import type { Markup } from './escape.js';
import type { Figure } from './figures/figure.js';
import type { Replay } from './replay.js';
import type { Section } from './sections/section.js';
import { pageStyle } from './style.js';

export interface Page {
  readonly title: string;
  readonly header: Markup;
  readonly sections: readonly Section[];
  readonly replays: readonly Replay[];
  readonly plotlySource: string;
}

const dataId = 'report-data';

/** The whole page as one HTML document that needs no other file. */
export function renderPage({ title, header, sections, replays, plotlySource }: Page): string {
  const scripts = [escapeScript(plotlySource), escapeScript(clientScript())];
  const data = escapeJson({ figures: figureData(sections), replays });
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
          ${{ html: pageStyle }}
        </style>
      </head>
      <body>
        <main>
          ${header}
          <nav aria-label="Sections">
            ${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a>`)}
          </nav>
          <noscript><p class="notices">Figures and the recorded episode need JavaScript.</p></noscript>
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

function clientScript(): string {
  return `(() => {
'use strict';
${figuresClient}
${playerClient}
${copyClient}
const { figures, replays } = JSON.parse(document.getElementById('${dataId}').textContent);
startPlayer(replays);
startCopyButtons();
startFigures(figures);
})();
`;
}
