import { drawdownsOf } from '../../../statistics/finance/drawdowns.js';
import { escapeLabel } from '../../escape.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { plotted } from '../../figures/figure.js';
import { curveStyle, drawnBars, mainCurves, strategyOf } from '../curves.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, timeLayout } from './time-figure.js';

/** How far each account is below its highest value so far. The numbers are those of the table of drawdowns. */
export function underwaterFigure(input: TearSheetInput): Figure {
  const { times } = input;
  const curves = mainCurves(input);
  const paths = curves.map(({ returns }) => [0, ...drawdownsOf(returns)]);
  const bars = drawnBars(paths);
  const x = bars.map((bar) => times[bar]);
  const traces = curves.map((curve, i): PlainData => {
    const isStrategy = curve === strategyOf(input);
    return {
      type: 'scatter',
      mode: 'lines',
      name: escapeLabel(curve.name),
      x,
      y: plotted(bars.map((bar) => paths[i][bar])),
      line: { ...curveStyle(input, curve).line, width: isStrategy ? 1.5 : 1 },
      ...(isStrategy ? { fill: 'tozeroy', fillcolor: 'var(--band)' } : {}),
      hovertemplate: '%{y:.1%}',
    };
  });
  return {
    id: 'underwater',
    title: 'Drawdown',
    caption:
      'Below the highest value so far, at the closes. The numbers are those of the table of drawdowns.',
    legend: curves.map((curve) => curveStyle(input, curve).legend),
    size: 'large',
    height: 240,
    data: traces.toReversed(),
    layout: timeLayout(input, {
      title: 'below the highest value so far',
      yaxis: { ...percentAxis, rangemode: 'tozero' },
      annotations: deepest(input),
    }),
  };
}

/** The five deepest falls; where two are too close to be told apart, the deeper one has its number. */
function deepest({ drawdowns, times }: TearSheetInput): PlainData[] {
  const room = 0.02 * (times[times.length - 1] - times[0]);
  const numbered = drawdowns.slice(0, 5).map((drawdown, i) => ({ ...drawdown, number: i + 1 }));
  return numbered
    .filter(
      ({ valleyTime }, i) =>
        !numbered.slice(0, i).some((deeper) => Math.abs(deeper.valleyTime - valleyTime) < room),
    )
    .map(({ valleyTime, depth, number }) => ({
      x: valleyTime,
      y: depth,
      text: `<b>${number}</b>`,
      showarrow: false,
      yshift: -9,
      font: { size: 11, color: 'var(--accent)' },
    }));
}
