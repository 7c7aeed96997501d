import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatNumber } from '../../format.js';
import { differenceStrip } from '../difference-strip.js';
import { evidenceOf } from '../evidence.js';
import type { Evidence } from '../evidence.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { knownDifference, verdictOf } from '../verdict.js';

/** Says plainly whether the edge could be luck, and what says so. */
export function verdictBox(input: TearSheetInput): Markup {
  const { tone, headline, reasons, isVoid } = verdictOf(input);
  return html`
    <div class="judgement ${tone}">
      <div class="words">
        <p class="figure-label">Skill or luck?</p>
        <p class="headline">${unbroken(headline)}</p>
        ${reasons.map((reason) => html`<p>${reason}</p>`)}
      </div>
      ${difference(input)}
      <div class="evidence">${evidenceOf(input).map((evidence) => card(evidence, isVoid))}</div>
    </div>
  `;
}

/** The name of the comparison stays on one line. */
function unbroken(text: string): readonly Markup[] {
  return text
    .split(/(buy-and-hold\S*)/)
    .map((part, i) => (i % 2 === 0 ? html`${part}` : html`<span class="whole">${part}</span>`));
}

function difference({ luck }: TearSheetInput): Markup | undefined {
  const test = knownDifference(luck);
  if (test === undefined) return undefined;
  return html`<div class="spread">
    <p class="figure-label">Sharpe ratio of a year, less that of buy-and-hold</p>
    ${differenceStrip(test)}
    <p class="strip-note">
      95&nbsp;% interval, paired bootstrap of blocks of ${formatNumber(test.block)} bars,
      ${formatNumber(test.resamples)} resamples.
    </p>
  </div>`;
}

/** @param isVoid where nothing can be concluded */
function card(evidence: Evidence, isVoid: boolean): Markup {
  const { name, value, share, mark, speaksForIt, sentence } = evidence;
  const width = `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
  const tone = isVoid ? 'void' : speaksForIt ? 'good' : 'mixed';
  const word = isVoid ? 'says nothing here' : evidence.word;
  return html`<div class="card ${tone}">
    <p class="card-name">${name}</p>
    <p class="card-value">${value} <span class="card-word">${word}</span></p>
    <div class="meter"><i style="width: ${width}"></i><b style="left: ${(100 * mark).toFixed(1)}%"></b></div>
    <p class="card-note">${sentence}</p>
  </div>`;
}
