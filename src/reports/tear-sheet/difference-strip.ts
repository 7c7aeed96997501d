import { html } from '../escape.js';
import type { Markup } from '../escape.js';
import { decimalsOf, niceTicks } from '../strip.js';
import { formatNumber } from '../format.js';

export interface Interval {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

const baseline = 46;

/** An interval on an axis with 0 marked on it, in per cent of its width, so that text keeps its size on any screen. */
export function differenceStrip({ difference, low, high }: Interval): Markup {
  const ticks = niceTicks([low, high, difference, 0]);
  const [first, last] = [ticks[0], ticks.at(-1) ?? 1];
  const at = (value: number): string => `${(3 + (94 * (value - first)) / (last - first)).toFixed(2)}%`;
  const decimals = decimalsOf(ticks[1] - first);
  return html`
    <svg
      class="strip difference"
      width="100%"
      height="86"
      role="img"
      aria-label="Difference ${formatNumber(difference, 2)}, 95 % interval ${formatNumber(low, 2)} to ${formatNumber(high, 2)}"
    >
      <text x="${at(0)}" dx="-8" y="12" text-anchor="end">${first < 0 && 'worse'}</text>
      <text x="${at(0)}" dx="8" y="12">${last > 0 && 'better'}</text>
      <line class="axis" x1="3%" x2="97%" y1="${baseline}" y2="${baseline}" />
      ${ticks.map(
        (tick) =>
          html`<line class="axis" x1="${at(tick)}" x2="${at(tick)}" y1="${baseline}" y2="${baseline + 5}" />
            <text x="${at(tick)}" y="${baseline + 24}" text-anchor="middle"
              >${formatNumber(tick, decimals)}</text
            >`,
      )}
      <line class="zero" x1="${at(0)}" x2="${at(0)}" y1="2" y2="${baseline}" />
      <line class="interval" x1="${at(low)}" x2="${at(high)}" y1="${baseline - 16}" y2="${baseline - 16}" />
      <circle cx="${at(difference)}" cy="${baseline - 16}" r="6" />
    </svg>
  `;
}
