import { commandOf, differingLines } from '../configuration.js';
import { html } from '../escape.js';
import type { Markup } from '../escape.js';
import type { ReportRun } from '../report-input.js';
import { runLabels } from '../series.js';
import type { Section } from './section.js';

/** Commands, configuration, versions and hashes: all that it takes to have the same runs again. */
export function reproduceSection(runs: readonly ReportRun[]): Section {
  return {
    id: 'reproduce',
    title: 'Reproduce',
    figures: [],
    body: html`
      ${promise(runs)} ${copyable('commands', runs.map(commandOf).join('\n'))}
      <h3 class="group">Hashes of the weights</h3>
      ${hashes(runs)}
      <h3 class="group">Versions</h3>
      ${versions(runs)}
      <h3 class="group">Configuration</h3>
      <details>
        <summary>Resolved configuration${runs.length > 1 && ` of ${runLabels(runs)[0]}`}</summary>
        ${copyable('configuration', runs[0].config.trimEnd())}
      </details>
      ${differences(runs)}
    `,
  };
}

function promise(runs: readonly ReportRun[]): Markup {
  const approximate = runs.some(({ summary }) => summary.resume === 'approximate');
  return approximate
    ? html`<p>
        This environment cannot save its state: a run that was interrupted and resumed is not repeated
        exactly.
      </p>`
    : html`<p>
        With the same version of Lepton the command gives the same weights, byte for byte, on every machine;
        compare the hashes.
      </p>`;
}

function copyable(id: string, text: string): Markup {
  return html`<div class="copyable">
    <pre id="${id}">${text}</pre>
    <button type="button" data-copy="${id}" hidden>Copy</button>
  </div>`;
}

function hashes(runs: readonly ReportRun[]): Markup {
  const labels = runLabels(runs);
  const rows = runs.map(
    ({ summary }, i) =>
      html`<div>
        <dt>${labels[i]}</dt>
        <dd><code>${summary.weightsHash}</code></dd>
      </div>`,
  );
  return html`<dl class="pairs">${rows}</dl>`;
}

function versions(runs: readonly ReportRun[]): Markup {
  const all = runs.map(({ summary }) => summary.versions);
  const names = [...new Set(all.flatMap(Object.keys))];
  const rows = names.map((name) => {
    const values = [...new Set(all.map((one) => one[name] ?? 'absent'))];
    return html`<div>
      <dt>${name}</dt>
      <dd><code>${values.join(', ')}</code></dd>
    </div>`;
  });
  return html`<dl class="pairs">${rows}</dl>`;
}

/** How the other configurations differ from the one shown. */
function differences(runs: readonly ReportRun[]): Markup | undefined {
  if (runs.length < 2) return undefined;
  const labels = runLabels(runs);
  const rows = differingLines(runs).flatMap((lines, i) =>
    lines.length === 0
      ? []
      : [
          html`<div>
            <dt>${labels[i]}</dt>
            <dd><code>${lines.map((line) => line.trim()).join('; ')}</code></dd>
          </div>`,
        ],
  );
  if (rows.length === 0) return html`<p>All runs have this configuration.</p>`;
  return html`<details>
    <summary>Lines in which the other runs differ</summary>
    <dl class="pairs">${rows}</dl>
  </details>`;
}
