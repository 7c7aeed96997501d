import { html, type Markup } from '../../escape.js';
import type { Section } from '../../sections/section.js';
import type { GanttChart, GanttInput } from '../gantt-input.js';

/** The chart with its controls, legend and the panel for what is selected. The client script fills it. */
export function chartSection({ chart }: GanttInput): Section {
  return {
    id: 'schedule',
    title: 'Schedule',
    body: html`<div class="gantt" data-gantt>
      ${controls(chart)}
      <div class="gantt-legend">
        <input type="search" data-part="search" aria-label="Find in the legend" hidden />
        <div class="chips" data-part="legend"></div>
      </div>
      <div class="gantt-frame" data-part="frame" tabindex="0" aria-label="Gantt chart">
        <div data-part="spacer"><canvas data-part="canvas"></canvas></div>
      </div>
      <canvas
        class="gantt-map"
        data-part="map"
        aria-label="The whole plan; drag to move or to select a span"
      ></canvas>
      ${keys(chart)}
      <div class="gantt-tip" data-part="tip" hidden></div>
      <div class="gantt-panel" data-part="panel" aria-live="polite"></div>
    </div>`,
    figures: [],
  };
}

function controls({ plans, decisions }: GanttChart): Markup {
  const rows = [
    ['machine', 'By machine'],
    ['order', 'By order'],
  ] as const;
  const labels = plans.map(({ label }, index) => [String(index), label] as const);
  return html`<div class="gantt-bar">
    ${toggle('Rows', 'by', rows)} ${plans.length > 1 && toggle('Plan', 'plan', labels, plans.length - 1)}
    <span class="group zoom" role="group" aria-label="Zoom">
      <button type="button" data-action="out" aria-label="Zoom out">−</button>
      <button type="button" data-action="in" aria-label="Zoom in">+</button>
      <button type="button" data-action="all">Whole plan</button>
    </span>
    ${
      decisions.list.length > 0 &&
      html`<span class="group" role="group" aria-label="Decisions">
        <button type="button" data-action="previous" aria-label="Previous decision">‹</button>
        <button type="button" data-action="next" aria-label="Next decision">›</button>
      </span>`
    }
    <span class="counter" data-part="counter"></span>
  </div>`;
}

/** What the marks on the chart mean, of those that it has. */
function keys({ plans, machines, orders, hasNow, nowLabel }: GanttChart): Markup {
  const tasks = plans.flatMap((plan) => plan.tasks);
  const kinds = new Set(plans.flatMap(({ blocks }) => blocks.map(([, kind]) => kind)));
  const isStopped = tasks.some(({ z }) => z.some(([, , why]) => why !== 'closed'));
  return html`<p class="gantt-keys">
    ${key(
      'setup',
      'set-up',
      tasks.some(({ t }) => t[1] > t[0]),
    )}
    ${key('down', 'breakdown or repair', kinds.has('breakdown') || kinds.has('repair') || isStopped)}
    ${key('maintenance', 'maintenance', kinds.has('maintenance'))}
    ${key(
      'closed',
      'closed',
      machines.some(({ closed }) => closed.length > 0),
    )}
    ${key(
      'blocked',
      'blocks its machine',
      tasks.some(({ t }) => t[3] > t[2]),
    )}
    ${key(
      'due',
      'due date',
      orders.some(({ due }) => due !== null),
    )}
    ${key('now', nowLabel, hasNow)}
    ${key(
      'moved',
      'moved by the event (dashed: where it was)',
      tasks.some(({ was }) => was !== undefined),
    )}
    <span class="hint"
      >Drag to select a span. Ctrl and wheel zoom; so does the wheel after a click on the chart. Shift and
      wheel move.</span
    >
  </p>`;
}

function toggle(
  label: string,
  name: string,
  choices: readonly (readonly [value: string, text: string])[],
  pressed = 0,
): Markup {
  return html`<span class="group" role="group" aria-label="${label}">
    ${choices.map(([value, text], index) => ({
      html: html`<button type="button" aria-pressed="${String(index === pressed)}" data-NAME="${value}">
        ${text}
      </button>`.html.replace('data-NAME', `data-${name}`),
    }))}
  </span>`;
}

function key(kind: string, text: string, isThere: boolean): Markup | false {
  return isThere && html`<span class="key"><i class="${kind}"></i>${text}</span>`;
}
