import { html } from '../escape.js';
import { actionGap, greatestQ } from '../figures/action-gap.js';
import { actionLegend, hasTooManyActions, probeValues } from '../figures/probe-values.js';
import type { ReportRun } from '../report-input.js';
import { capital } from '../format.js';
import { describeRepresentative, representativeRun } from '../representative.js';
import { recordsOf } from '../series.js';
import { figureGrid, figureGridWithOneLegend, legendLine } from './section.js';
import type { Section } from './section.js';

/** What the agent believes; undefined where no probe states were looked at. */
export function valuesSection(runs: readonly ReportRun[]): Section | undefined {
  const over = [greatestQ(runs), actionGap(runs)].filter((figure) => figure !== undefined);
  const run = representativeRun(runs, (candidate) => recordsOf(candidate, 'probe').length > 0);
  if (over.length === 0 || run === undefined) return undefined;
  const names = runs.find(({ recording }) => recording?.actionNames !== undefined)?.recording?.actionNames;
  const states = probeValues(run, names);
  const whose = runs.length === 1 ? 'The' : `${capital(describeRepresentative(runs, run))}: the`;
  return {
    id: 'values',
    title: 'Q-values',
    figures: [...over, ...states],
    body: html`
      <p>
        A few observations are put aside before training, the probe states, and the agent is asked for their
        Q-values throughout. This shows divergence, and forgetting that the loss hides.
      </p>
      ${figureGridWithOneLegend(over, 2)}
      ${
        states.length > 0 &&
        html`<h3 class="group">State by state</h3>
          <p>${whose} Q-value of every action in the first probe states.</p>
          ${legendLine(actionLegend(run, names))}${figureGrid(states, 4)}`
      }
      ${hasTooManyActions(run) && html`<p>The actions are too many to draw each of them; the log has their Q-values.</p>`}
    `,
  };
}
