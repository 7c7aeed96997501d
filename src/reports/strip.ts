import { html } from './escape.js';
import type { Markup } from './escape.js';
import { formatNumber, formatValue } from './format.js';
import type { Results } from './results.js';

const height = 112;
const baseline = 72;
/** Width of a pile of dots, in per cent of the strip. */
const pileWidth = 2.2;
const dotStep = 9;

/**
 * A drawing of the result in one line: a dot a seed, the interval of their mean below them, the threshold. SVG
 * in per cent of its width, so that text keeps its size on any screen.
 */
export function resultStrip({ seeds, overall }: Results, threshold: number | undefined): Markup {
  const ticks = niceTicks([
    ...seeds.map(({ mean }) => mean),
    ...(threshold === undefined ? [] : [threshold]),
  ]);
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const at = (value: number): number => 3 + (94 * (value - low)) / (high - low);
  const percent = (value: number): string => `${at(value).toFixed(2)}%`;
  const decimals = decimalsOf(ticks[1]! - low);
  const dots = piles(
    seeds.map(({ mean }) => mean),
    at,
  ).map(
    ({ x, level }, i) =>
      html`<circle cx="${x.toFixed(2)}%" cy="${baseline - 12 - dotStep * level}" r="4">
        <title>${seeds[i]!.label}: ${formatValue(seeds[i]!.mean)}</title>
      </circle>`,
  );
  return html`
    <svg
      class="strip"
      width="100%"
      height="${height}"
      role="img"
      aria-label="${description({ seeds, overall })}"
    >
      <line class="axis" x1="3%" x2="97%" y1="${baseline}" y2="${baseline}" />
      ${ticks.map(
        (tick) =>
          html`<line
              class="axis"
              x1="${percent(tick)}"
              x2="${percent(tick)}"
              y1="${baseline}"
              y2="${baseline + 5}"
            />
            <text x="${percent(tick)}" y="${baseline + 32}" text-anchor="middle"
              >${formatNumber(tick, decimals)}</text
            >`,
      )}
      ${threshold !== undefined && thresholdMark(threshold, percent(threshold), at(threshold) > 50)} ${dots}
      ${
        seeds.length > 1 &&
        html`<line
            class="interval"
            x1="${percent(overall.low)}"
            x2="${percent(overall.high)}"
            y1="${baseline + 10}"
            y2="${baseline + 10}"
          />
          <line
            class="mean"
            x1="${percent(overall.estimate)}"
            x2="${percent(overall.estimate)}"
            y1="${baseline + 4}"
            y2="${baseline + 16}"
          />`
      }
    </svg>
  `;
}

function thresholdMark(threshold: number, x: string, onTheLeft: boolean): Markup {
  return html`<line class="threshold" x1="${x}" x2="${x}" y1="2" y2="${baseline}" />
    <text
      class="threshold"
      x="${x}"
      dx="${onTheLeft ? -6 : 6}"
      y="12"
      text-anchor="${onTheLeft ? 'end' : 'start'}"
      >solved at ${formatValue(threshold)}</text
    >`;
}

/** Where each dot lies: dots that would touch are piled up, in the order of the seeds. */
function piles(values: readonly number[], at: (value: number) => number): { x: number; level: number }[] {
  const placed: { x: number; level: number }[] = [];
  const most = Math.floor((baseline - 22) / dotStep);
  for (const value of values) {
    const x = at(value);
    const touching = placed.filter((other) => Math.abs(other.x - x) < pileWidth).map(({ level }) => level);
    let level = 0;
    while (touching.includes(level) && level < most) level++;
    placed.push({ x, level });
  }
  return placed;
}

/** Three to seven round numbers that enclose the values, evenly spaced. */
function niceTicks(values: readonly number[]): number[] {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  const span = greatest > least ? greatest - least : Math.max(1, Math.abs(least) / 10);
  const step = niceStep(span / 4);
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(greatest / step));
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** The least of 1, 2, 5, 10, 20... (and their tenths) that is at least this. */
function niceStep(atLeast: number): number {
  let unit = 1;
  while (unit < atLeast) unit *= 10;
  while (unit / 10 >= atLeast) unit /= 10;
  return [0.2, 0.5, 1].map((part) => part * unit).find((step) => step >= atLeast) ?? unit;
}

function decimalsOf(step: number): number {
  let decimals = 0;
  for (let unit = step; unit < 0.999 && decimals < 12; unit *= 10) decimals++;
  return decimals;
}

function description({ seeds, overall }: Pick<Results, 'seeds' | 'overall'>): string {
  return `Mean return of each seed: ${seeds.map(({ label, mean }) => `${label} ${formatValue(mean)}`).join(', ')}. Mean ${formatValue(overall.estimate)}.`;
}
