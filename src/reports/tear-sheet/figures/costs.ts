import type { Figure } from '../../figures/figure.js';
import { plotted, seriesColor } from '../../figures/figure.js';
import { drawnBars } from '../curves.js';
import type { CostsByBar, TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis, timeLayout } from './time-figure.js';

const kinds: readonly { readonly kind: keyof CostsByBar; readonly label: string }[] = [
  { kind: 'commissions', label: 'commissions' },
  { kind: 'slippage', label: 'spread, slippage and impact' },
  { kind: 'borrowFees', label: 'borrow fees' },
];

/** The palette's first colours are those of the strategy and of buy-and-hold. */
const firstColor = 2;

/** What trading and short positions have cost so far, by kind. Undefined where costs are not known bar by bar, or nothing was paid. */
export function costsFigure(input: TearSheetInput): Figure | undefined {
  const { times, costsByBar, curves } = input;
  if (costsByBar === undefined) return undefined;
  const initial = curves[0].equity[0];
  const paid = kinds
    .map(({ kind, label }, i) => ({
      label,
      sums: runningSums(costsByBar[kind]),
      color: seriesColor(firstColor + i),
    }))
    .filter(({ sums }) => sums[sums.length - 1] > 0);
  if (paid.length === 0) return undefined;
  const bars = drawnBars(
    paid.map(({ sums }) => sums),
    800,
  );
  return {
    id: 'costs-paid',
    title: 'Costs paid so far',
    caption:
      'Sums over all fills and days up to each bar, as shares of the initial capital, one above the other.',
    legend: paid.map(({ label, color }) => ({ label, color, mark: 'band' })),
    size: 'large',
    height: 260,
    data: paid.map(({ label, sums, color }) => ({
      type: 'scatter',
      mode: 'lines',
      stackgroup: 'costs',
      name: label,
      x: bars.map((bar) => times[bar]),
      y: plotted(bars.map((bar) => sums[bar] / initial)),
      line: { width: 0, shape: 'hv', color },
      fillcolor: color,
      hovertemplate: '%{y:.2%}',
    })),
    layout: timeLayout(input, {
      title: 'share of the initial capital',
      yaxis: { ...percentAxis, rangemode: 'tozero' },
    }),
  };
}

function runningSums(values: readonly number[]): readonly number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
