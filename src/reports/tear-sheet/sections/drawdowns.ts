import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatNumber } from '../../format.js';
import { tableFrame } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { dateFormat } from '../dates.js';
import { percent } from '../numbers.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

/** The deepest falls of the strategy. Undefined where it never fell. */
export function drawdownsSection({ drawdowns, data }: TearSheetInput): Section | undefined {
  if (drawdowns.length === 0) return undefined;
  const date = dateFormat(data.barsPerYear);
  const rows = drawdowns.map(({ depth, peakTime, valleyTime, recoveryTime, bars }, i): Markup => {
    const recovery =
      recoveryTime === undefined
        ? html`<td class="status">not yet</td>`
        : html`<td>${date(recoveryTime)}</td>`;
    return html`<tr>
      <th scope="row">${i + 1}</th>
      <td><b>${percent(depth)}</b></td>
      <td>${date(peakTime)}</td>
      <td>${date(valleyTime)}</td>
      ${recovery}
      <td>${formatNumber(bars)}</td>
    </tr>`;
  });
  return {
    id: 'drawdowns',
    title: 'Worst drawdowns',
    figures: [],
    body: tableFrame(
      'Worst drawdowns',
      html`<table>
        <thead>
          <tr>
            <td></td>
            <th scope="col">Depth</th>
            <th scope="col">Peak</th>
            <th scope="col">Valley</th>
            <th scope="col">Recovered</th>
            <th scope="col">Bars, peak to recovery</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>`,
    ),
  };
}
