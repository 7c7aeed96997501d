import type { PlainData } from '../../figures/figure.js';
import { plotted } from '../../figures/figure.js';
import type { Candles } from '../candles.js';

/**
 * Candles made of lines and bars, for the drawing library's small bundle has no others: a body from open to close,
 * empty where the price rose and full where it fell, and lines from it to the highest and the lowest price.
 */
export function candleTraces(candles: Candles): readonly PlainData[] {
  const places = candles.times.map((_, i) => i);
  const fell = (i: number): boolean => candles.close[i] < candles.open[i];
  return [
    wicks(candles),
    bodies(
      candles,
      places.filter((i) => !fell(i)),
      { name: 'rose', fill: 'var(--surface)' },
    ),
    bodies(candles, places.filter(fell), { name: 'fell', fill: 'var(--muted)' }),
  ];
}

/** Lines above and below the bodies: the library draws lines over bars, so they must not cross them. */
function wicks({ times, open, high, low, close }: Candles): PlainData {
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'low to high',
    x: times.flatMap((time) => [time, time, null, time, time, null]),
    y: times.flatMap((_, i) => {
      const [bottom, top] = [Math.min(open[i], close[i]), Math.max(open[i], close[i])];
      return [...plotted([low[i], bottom]), null, ...plotted([top, high[i]]), null];
    }),
    line: { color: 'var(--muted)', width: 1 },
    connectgaps: false,
    hoverinfo: 'skip',
  };
}

interface Body {
  readonly name: string;
  readonly fill: string;
}

function bodies(candles: Candles, places: readonly number[], { name, fill }: Body): PlainData {
  const { times, open, high, low, close, counts } = candles;
  const unit = candles.unit === 'bar' ? '' : `a ${candles.unit} of %{customdata[4]} bars around `;
  return {
    type: 'bar',
    name,
    x: places.map((i) => times[i]),
    base: plotted(places.map((i) => Math.min(open[i], close[i]))),
    y: plotted(places.map((i) => Math.abs(close[i] - open[i]))),
    width: 0.66 * gapOf(times),
    customdata: places.map((i) => [...plotted([open[i], high[i], low[i], close[i]]), counts[i]]),
    marker: { color: fill, line: { color: 'var(--muted)', width: 1 } },
    hovertemplate:
      `${unit}%{x}<br>open %{customdata[0]:,.6~r}, high %{customdata[1]:,.6~r}, ` +
      'low %{customdata[2]:,.6~r}, <b>close %{customdata[3]:,.6~r}</b><extra></extra>',
  };
}

/** The least distance of two neighbours: no bodies overlap. */
function gapOf(times: readonly number[]): number {
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  return gaps.reduce((least, gap) => Math.min(least, gap), gaps[0]);
}
