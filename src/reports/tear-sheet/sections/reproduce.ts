import { html } from '../../escape.js';
import type { Section } from '../../sections/section.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

/** The command that gives this page again. Undefined where there is none. */
export function reproduceSection({ command }: TearSheetInput): Section | undefined {
  if (command === undefined) return undefined;
  return {
    id: 'reproduce',
    title: 'Reproduce',
    figures: [],
    body: html`<p>With the same version of Lepton and the same data this gives the same numbers.</p>
      <div class="copyable">
        <pre id="commands">${command}</pre>
        <button type="button" data-copy="commands" hidden>Copy</button>
      </div>`,
  };
}
