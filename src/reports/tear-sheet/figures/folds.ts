import { escapeLabel } from '../../escape.js';
import type { Figure, PlainData } from '../../figures/figure.js';
import { baseLayout, plotted } from '../../figures/figure.js';
import type { FoldRow, TearSheetInput } from '../tear-sheet-input.js';

/** Sharpe ratios fold by fold, each seed a dot. Undefined without folds. */
export function foldsFigure({ folds = [] }: TearSheetInput): Figure | undefined {
  if (folds.length < 2) return undefined;
  const hasSeeds = folds.some(({ seedSharpes = [] }) => seedSharpes.length > 0);
  return {
    id: 'folds',
    title: 'Sharpe ratio, fold by fold',
    caption:
      'Each over its own test bars, which its training has not seen.' +
      (hasSeeds
        ? ' A grey dot is one seed. The strategy holds the mean of their positions: its ratio is that of one account, not the mean of theirs.'
        : ''),
    legend: [
      { label: 'strategy', color: 'var(--accent)', mark: 'dot' },
      { label: 'buy-and-hold', color: 'var(--second)', mark: 'ring' },
      ...(hasSeeds ? [{ label: 'each seed', color: 'var(--seed)', mark: 'dot' } as const] : []),
    ],
    size: 'large',
    height: 90 + 30 * folds.length,
    data: [
      ...seedDots(folds),
      dots(folds, 'buy-and-hold', (fold) => fold.buyAndHoldSharpe, {
        color: 'var(--second)',
        size: 10,
        symbol: 'circle-open',
        line: { width: 1.75 },
      }),
      dots(folds, 'strategy', (fold) => fold.sharpe, { color: 'var(--accent)', size: 10 }),
    ],
    layout: baseLayout({
      title: '',
      xTitle: 'Sharpe ratio of a year',
      xaxis: {
        tickformat: '',
        rangemode: 'normal',
        showgrid: true,
        gridcolor: 'var(--grid)',
        zeroline: true,
        zerolinecolor: 'var(--muted)',
        showline: false,
        ticks: '',
      },
      yaxis: { type: 'category', autorange: 'reversed', showgrid: true, nticks: 0, dtick: 1 },
    }),
  };
}

function dots(
  folds: readonly FoldRow[],
  name: string,
  value: (fold: FoldRow) => number,
  marker: PlainData,
): PlainData {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: plotted(folds.map(value)),
    y: folds.map((fold) => escapeLabel(fold.name)),
    marker,
    hovertemplate: `%{y}, ${name}: <b>%{x:.2f}</b><extra></extra>`,
  };
}

function seedDots(folds: readonly FoldRow[]): PlainData[] {
  const all = folds.flatMap(({ name, seedSharpes = [] }) => seedSharpes.map((sharpe) => ({ name, sharpe })));
  if (all.length === 0) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      name: 'seeds',
      x: plotted(all.map(({ sharpe }) => sharpe)),
      y: all.map(({ name }) => escapeLabel(name)),
      marker: { color: 'var(--seed)', size: 7 },
      hovertemplate: '%{y}, a seed: %{x:.2f}<extra></extra>',
    },
  ];
}
