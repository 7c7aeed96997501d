import type { Figure, PlainData } from '../../figures/figure.js';
import { baseLayout, plotted } from '../../figures/figure.js';
import { holdingOf } from '../curves.js';
import { mainReturn } from '../main-return.js';
import type { TearSheetInput } from '../tear-sheet-input.js';
import { percentAxis } from './time-figure.js';

/** The annual return where trading costs so many times as much. Undefined for fewer than two points. */
export function costSensitivityFigure(input: TearSheetInput): Figure | undefined {
  const rows = input.costSensitivity;
  if (rows.length < 2) return undefined;
  const holding = holdingOf(input);
  const { label, of } = mainReturn(input);
  const line = holding && of(holding.figures);
  const hasLine = line !== undefined && Number.isFinite(line);
  return {
    id: 'cost-sensitivity',
    title: 'Return where trading costs more or less',
    caption:
      'The same strategy with commissions, spread, slippage and impact multiplied; 1 is this backtest.' +
      (hasLine ? ' The line is buy-and-hold at its own costs.' : ''),
    legend: [
      { label: 'strategy', color: 'var(--accent)', mark: 'dot' },
      ...(hasLine ? [{ label: 'buy-and-hold', color: 'var(--second)', mark: 'dashed' } as const] : []),
    ],
    size: 'large',
    height: 260,
    data: [
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: 'strategy',
        x: rows.map(({ factor }) => factor),
        y: plotted(rows.map(of)),
        customdata: rows.map(({ sharpe, maxDrawdown }) => plotted([sharpe, maxDrawdown])),
        line: { color: 'var(--accent)', width: 1.75 },
        marker: { color: 'var(--accent)', size: 8 },
        hovertemplate:
          `%{x} times the costs: <b>%{y:.1%}</b> ${label.toLowerCase()}<br>` +
          'Sharpe ratio %{customdata[0]:.2f}, deepest drawdown %{customdata[1]:.1%}<extra></extra>',
      },
    ],
    layout: baseLayout({
      title: label.toLowerCase(),
      xTitle: 'times the costs',
      xaxis: { tickformat: '', rangemode: 'tozero' },
      yaxis: { ...percentAxis, zeroline: true, zerolinecolor: 'var(--rule)' },
      shapes: hasLine ? [holdingLine(line)] : [],
    }),
  };
}

function holdingLine(y: number): PlainData {
  return {
    type: 'line',
    x0: 0,
    x1: 1,
    xref: 'paper',
    y0: y,
    y1: y,
    line: { color: 'var(--second)', width: 1.5, dash: 'dash' },
    layer: 'below',
  };
}
