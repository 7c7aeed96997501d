import { copyClient } from '../client/copy-client.js';
import { figuresClient } from '../client/figures-client.js';
import { renderDocument } from '../document.js';
import { html, type Markup } from '../escape.js';
import { figureGrid, type Section } from '../sections/section.js';
import { detailsClient } from './client/details-client.js';
import { drawingClient } from './client/drawing-client.js';
import { ganttClient } from './client/gantt-client.js';
import { pointerClient } from './client/pointer-client.js';
import { stateClient } from './client/state-client.js';
import { timesClient } from './client/times-client.js';
import type { GanttInput } from './gantt-input.js';
import { ganttStyle } from './gantt-style.js';
import { chartSection } from './sections/chart-section.js';
import { changeSection } from './sections/change-section.js';
import { ordersSection } from './sections/orders-section.js';
import { inProcessFigure } from './figures/in-process.js';
import { oeeFigure } from './figures/oee.js';
import { usageFigure } from './figures/usage.js';

export type { GanttInput } from './gantt-input.js';

/**
 * A schedule as one self-contained HTML document: a Gantt chart that answers, machines, orders, what an event changed, and the proof. It
 * opens from disk, asks the network for nothing, and has the same bytes for the same data.
 */
export function renderGanttPage(input: GanttInput): string {
  const sections = [
    ...(input.change === undefined ? [] : [changeSection(input.change)]),
    chartSection(input),
    machinesSection(input),
    ordersSection(input),
    proofSection(input),
  ];
  return renderDocument({
    ...{ title: input.title, header: header(input), sections, plotlySource: input.plotlySource },
    style: ganttStyle,
    data: { chart: input.chart },
    noScript: 'The chart and the figures need JavaScript.',
    script: [
      ...[
        timesClient,
        drawingClient,
        detailsClient,
        stateClient,
        pointerClient,
        ganttClient,
        figuresClient,
        copyClient,
      ],
      'startGantt(page.chart);',
      'startCopyButtons();',
      'startFigures(figures);',
    ].join('\n'),
  });
}

function header({ title, eyebrow, verdict, notices, tiles }: GanttInput): Markup {
  const { label, value, notes, badge } = verdict;
  return html`<header>
    <p class="eyebrow">${eyebrow.map((part) => html`<span>${part}</span>`)}</p>
    <h1>${title}</h1>
    <div class="plan-verdict">
      <div>
        <p class="figure-label">${label}</p>
        <p class="number">${value}</p>
        <p class="badge ${badge.tone}">${badge.text}</p>
      </div>
      <ul class="plan-notes">
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>
    </div>
    ${
      notices.length > 0 &&
      html`<ul class="notices">
        ${notices.map((notice) => html`<li>${notice}</li>`)}
      </ul>`
    }
    <dl class="tiles">
      ${tiles.map(
        ({ label: name, value: shown, note }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${shown}<small>${note}</small></dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

function machinesSection(input: GanttInput): Section {
  const isLossless = input.machines.every(({ oee }) => Number.isNaN(oee.oee) || oee.oee > 0.9999);
  const figures = [usageFigure(input), ...(isLossless ? [] : [oeeFigure(input)]), inProcessFigure(input)];
  return {
    id: 'machines',
    title: 'Machines',
    body: html`${isLossless && html`<p>OEE is 100&nbsp;% on every machine: no set-up, downtime, waste or blocking in its planned time.</p>`}
      ${figureGrid(figures.slice(0, -1), 2)}
      <div class="wide">${figureGrid(figures.slice(-1), 1)}</div>`,
    figures,
  };
}

function proofSection({ proof, command }: GanttInput): Section {
  return {
    id: 'proof',
    title: command === '' ? 'Proof' : 'Proof, and the same again',
    body: html`<p>
        A verifier that shares no code with the simulator has held this schedule against the problem and found
        nothing wrong.
      </p>
      <dl class="pairs">
        ${proof.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${
        command !== '' &&
        html`<div class="copyable">
          <pre id="commands">${command}</pre>
          <button type="button" data-copy="commands" hidden>Copy</button>
        </div>`
      }`,
    figures: [],
  };
}
