import { html } from './escape.js';
import type { Markup } from './escape.js';
import { formatNumber, formatValue } from './format.js';

const height = 112;
const baseline = 72;
/** Width of a pile of dots, in per cent of the strip. */
const pileWidth = 2.2;
const dotStep = 9;

/** What a strip shows on one axis. */
export interface Strip {
  readonly dots: readonly { readonly label: string; readonly value: number }[];
  readonly mean: number;
  /** Ends of the bar below the axis, around the mean. */
  readonly bar: readonly [low: number, high: number];
  /** Ends of a thin line below the axis. */
  readonly line?: readonly [low: number, high: number];
  readonly threshold: number | undefined;
}

/**
 * A drawing of a result in one line: dots, the interval around their mean below them, the threshold. SVG in per
 * cent of its width, so that text keeps its size on any screen.
 */
export function resultStrip(strip: Strip): Markup {
  const { dots, mean, bar, line = bar, threshold } = strip;
  const values = [...dots.map(({ value }) => value), ...bar, ...line, threshold ?? mean];
  const ticks = niceTicks(values);
  const [low, high] = [ticks[0], ticks.at(-1)!];
  const at = (value: number): number => 3 + (94 * (value - low)) / (high - low);
  const decimals = decimalsOf(ticks[1] - low);
  const under = baseline + 10;
  return html`
    <svg class="strip" width="100%" height="${height}" role="img" aria-label="${description(strip)}">
      ${segment('axis', [3, baseline], [97, baseline])}
      ${ticks.map(
        (tick) =>
          html`${segment('axis', [at(tick), baseline], [at(tick), baseline + 5])}
            <text x="${percent(at(tick))}" y="${baseline + 32}" text-anchor="middle"
              >${formatNumber(tick, decimals)}</text
            >`,
      )}
      ${threshold !== undefined && thresholdMark(threshold, at(threshold))} ${dotMarks(dots, at)}
      ${segment('range', [at(line[0]), under], [at(line[1]), under])}
      ${segment('interval', [at(bar[0]), under], [at(bar[1]), under])}
      ${segment('mean', [at(mean), under - 6], [at(mean), under + 6])}
    </svg>
  `;
}

type Place = readonly [x: number, y: number];

function segment(name: string, [x1, y1]: Place, [x2, y2]: Place): Markup {
  return html`<line class="${name}" x1="${percent(x1)}" y1="${y1}" x2="${percent(x2)}" y2="${y2}" />`;
}

function percent(x: number): string {
  return `${x.toFixed(2)}%`;
}

function dotMarks(dots: Strip['dots'], at: (value: number) => number): Markup[] {
  const places = piles(
    dots.map(({ value }) => value),
    at,
  );
  // A high pile is squeezed, so that every dot still shows.
  const step = Math.min(dotStep, (baseline - 18) / Math.max(1, ...places.map(({ level }) => level)));
  return dots.map(({ label, value }, i) => {
    const { x, level } = places[i];
    return html`<circle cx="${percent(x)}" cy="${baseline - 12 - step * level}" r="4">
      <title>${label}: ${formatValue(value)}</title>
    </circle>`;
  });
}

function thresholdMark(threshold: number, x: number): Markup {
  const side = x > 50 ? { dx: -6, anchor: 'end' } : { dx: 6, anchor: 'start' };
  return html`${segment('threshold', [x, 2], [x, baseline])}
    <text class="threshold" x="${percent(x)}" dx="${side.dx}" y="12" text-anchor="${side.anchor}"
      >solved at ${formatValue(threshold)}</text
    >`;
}

/** Where each dot lies: dots that would touch are piled up, in the order of the seeds. */
function piles(values: readonly number[], at: (value: number) => number): { x: number; level: number }[] {
  const placed: { x: number; level: number }[] = [];
  for (const value of values) {
    const x = at(value);
    const touching = placed.filter((other) => Math.abs(other.x - x) < pileWidth).map(({ level }) => level);
    let level = 0;
    while (touching.includes(level)) level++;
    placed.push({ x, level });
  }
  return placed;
}

/** Three to seven round numbers that enclose the values, evenly spaced. */
export function niceTicks(values: readonly number[]): number[] {
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

export function decimalsOf(step: number): number {
  let decimals = 0;
  for (let unit = step; unit < 0.999 && decimals < 12; unit *= 10) decimals++;
  return decimals;
}

function description({ dots, mean }: Strip): string {
  return `${dots.map(({ label, value }) => `${label} ${formatValue(value)}`).join(', ')}; mean ${formatValue(mean)}.`;
}
