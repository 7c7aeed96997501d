import { downsample } from '../downsample.js';
import type { LegendEntry, PlainData } from '../figures/figure.js';
import { seriesColor } from '../figures/figure.js';
import type { BacktestCurve, TearSheetInput } from './tear-sheet-input.js';

type Curves = Pick<TearSheetInput, 'curves'>;

export const strategyOf = ({ curves }: Curves): BacktestCurve => curves[0];

/** Buy-and-hold where it is another curve than the strategy. */
export function holdingOf({ curves }: Curves): BacktestCurve | undefined {
  return curves.slice(1).find(({ kind, name }) => kind === 'baseline' && name === 'buy-and-hold');
}

export function benchmarkOf({ curves }: Curves): BacktestCurve | undefined {
  return curves.slice(1).find(({ kind }) => kind === 'benchmark');
}

/** What alpha and beta are against. */
export function referenceOf(input: Curves): BacktestCurve | undefined {
  return benchmarkOf(input) ?? holdingOf(input);
}

/** The strategy, buy-and-hold and the benchmark: what the figures compare. */
export function mainCurves(input: Curves): readonly BacktestCurve[] {
  return [strategyOf(input), holdingOf(input), benchmarkOf(input)].filter((curve) => curve !== undefined);
}

/** The other baselines. */
export function otherCurves(input: Curves): readonly BacktestCurve[] {
  const main = mainCurves(input);
  return input.curves.filter((curve) => !main.includes(curve));
}

export interface CurveStyle {
  readonly line: PlainData;
  readonly legend: LegendEntry;
}

/** How a curve looks in every figure. */
export function curveStyle(input: Curves, curve: BacktestCurve): CurveStyle {
  const style = (color: string, width: number, mark: LegendEntry['mark'] = 'line'): CurveStyle => ({
    line: { color, width, ...(mark === 'dashed' ? { dash: 'dash' } : {}) },
    legend: { label: curve.name, color, mark },
  });
  if (curve === strategyOf(input)) return style('var(--accent)', 2.25);
  if (curve === holdingOf(input)) return style('var(--second)', 1.75);
  if (curve.kind === 'benchmark') return style('var(--series-7)', 1.75, 'dashed');
  const others = otherCurves(input);
  if (others.length > fewOthers) return style('var(--seed)', 1, 'thin');
  return style(seriesColor(othersFirstColor + others.indexOf(curve)), 1.25, 'thin');
}

/** More than these share one colour. */
export const fewOthers = 3;
/** The palette's first colours are those of the strategy and of buy-and-hold. */
const othersFirstColor = 2;

/**
 * The bars that figures of time draw: all of them, or enough to look like all of them. Of every stretch the lowest and the
 * highest point of each given series stay.
 */
export function drawnBars(series: readonly ArrayLike<number>[], limit = 1600): readonly number[] {
  const each = Math.max(4, Math.floor(limit / series.length));
  const kept = series.flatMap((values) => {
    const y = Array.from(values);
    return downsample({ x: y.map((_, bar) => bar), y }, each).x;
  });
  return [...new Set(kept)].sort((a, b) => a - b);
}
