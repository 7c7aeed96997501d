import { escapeLabel } from '../../escape.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { plotted, seriesColor, seriesColors } from '../../figures/figure.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, timeLayout } from './time-figure.js';

/** More points than these are thinned out. */
const limit = 600;

interface Layer {
  readonly name: string;
  readonly color: string;
  /** At the bars drawn. */
  readonly values: readonly number[];
}

/** What was held of several assets over time: long positions stacked above zero, short ones below it. Undefined for one asset. */
export function weightsFigure(input: TearSheetInput): Figure | undefined {
  const { times, data } = input;
  if (data.assets.length < 2) return undefined;
  const step = Math.ceil(times.length / limit);
  // The last bar of every stretch, so that the last point is the last bar.
  const bars = times.map((_, bar) => bar).filter((bar) => (times.length - 1 - bar) % step === 0);
  const layers = layersOf(input, bars);
  const x = bars.map((bar) => times[bar]);
  return {
    id: 'weights',
    title: 'Weights over time',
    caption:
      `Value of each position / equity at the close${step > 1 ? `, one bar in ${step}` : ''}; long positions add up ` +
      'above zero, short ones below. What is missing to 100 % is cash.',
    legend: layers.map(({ name, color }) => ({ label: name, color, mark: 'band' })),
    size: 'large',
    height: 340,
    data: layers.flatMap((layer) => stacked(layer, x)),
    layout: timeLayout(input, {
      title: 'share of equity',
      yaxis: { ...percentAxis, rangemode: 'tozero' },
    }),
  };
}

/** The assets that are held most, and the sum of the others where there are more than colours. */
function layersOf({ data, weights }: TearSheetInput, bars: readonly number[]): readonly Layer[] {
  const layers = data.assets.map((name, asset) => ({
    name,
    values: bars.map((bar) => weights[asset][bar]),
  }));
  const size = ({ values }: { values: readonly number[] }): number =>
    values.reduce((sum, value) => sum + Math.abs(value), 0);
  const named = layers.length <= seriesColors ? layers : layers.toSorted((a, b) => size(b) - size(a));
  const own = named.slice(0, layers.length <= seriesColors ? seriesColors : seriesColors - 1);
  const rest = named.slice(own.length);
  const sum = bars.map((_, i) => rest.reduce((total, { values }) => total + values[i], 0));
  const others = rest.length === 0 ? [] : [{ name: `${rest.length} others, net`, values: sum }];
  return [
    ...own.map((layer, i) => ({ ...layer, color: seriesColor(i) })),
    ...others.map((layer) => ({ ...layer, color: 'var(--rule)' })),
  ];
}

function stacked({ name, color, values }: Layer, x: readonly number[]): PlainData[] {
  const part = (group: string, side: readonly number[]): PlainData => ({
    type: 'scatter',
    mode: 'lines',
    stackgroup: group,
    name: escapeLabel(name),
    x,
    y: plotted(side),
    line: { width: 0, shape: 'hv', color },
    fillcolor: color,
    hovertemplate: '%{y:.1%}',
  });
  const parts: PlainData[] = [];
  if (values.some((value) => value > 0))
    parts.push(
      part(
        'long',
        values.map((value) => Math.max(0, value)),
      ),
    );
  if (values.some((value) => value < 0))
    parts.push(
      part(
        'short',
        values.map((value) => Math.min(0, value)),
      ),
    );
  return parts;
}
