import { describe, expect, it } from '@jest/globals';
import type { Figure, PlainData } from '../../../src/reports/figures/figure.js';
import { exposureFigure, turnoverFigure } from '../../../src/reports/tear-sheet/figures/activity.js';
import { costSensitivityFigure } from '../../../src/reports/tear-sheet/figures/cost-sensitivity.js';
import { costsFigure } from '../../../src/reports/tear-sheet/figures/costs.js';
import { distributionFigure, quantileFigure } from '../../../src/reports/tear-sheet/figures/distribution.js';
import { equityFigure } from '../../../src/reports/tear-sheet/figures/equity.js';
import { foldsFigure } from '../../../src/reports/tear-sheet/figures/folds.js';
import { priceFigure } from '../../../src/reports/tear-sheet/figures/price-and-trades.js';
import { rollingFigures, rollingWindow } from '../../../src/reports/tear-sheet/figures/rolling.js';
import { logTicks, timeLayout, yearAxis } from '../../../src/reports/tear-sheet/figures/time-figure.js';
import { underwaterFigure } from '../../../src/reports/tear-sheet/figures/underwater.js';
import { weightsFigure } from '../../../src/reports/tear-sheet/figures/weights.js';
import { yearlyFigure } from '../../../src/reports/tear-sheet/figures/yearly-returns.js';
import type { TearSheetInput } from '../../../src/reports/tear-sheet/tear-sheet-input.js';
import { backtestOf, curve, firstDay, longBacktest, trade } from './fixtures.js';

const day = 86_400_000;
const closes = [100, 110, 99, 99, 120, 132];
const equity = [1000, 1000, 1100, 550, 825, 1210];
const small = backtestOf(closes, equity);

interface Line {
  readonly x: number[];
  readonly y: (number | null)[];
}

function trace(figure: Figure | undefined, name: string): PlainData & Line {
  const found = figure?.data.find((one) => one['name'] === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found as PlainData & Line;
}

function allFigures(input: TearSheetInput): Figure[] {
  return [
    equityFigure(input),
    underwaterFigure(input),
    priceFigure(input, 0),
    weightsFigure(input),
    yearlyFigure(input),
    distributionFigure(input),
    quantileFigure(input),
    ...rollingFigures(input),
    costsFigure(input),
    costSensitivityFigure(input),
    turnoverFigure(input),
    exposureFigure(input),
    foldsFigure(input),
  ].filter((figure) => figure !== undefined);
}

describe('figures of a tear sheet', () => {
  const figures = allFigures(longBacktest());

  it('are plain data: JSON keeps all of it', () => {
    expect(figures.length).toBe(14);
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
  });

  it('have names of their own', () => {
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  });

  it('say what is measured on every axis of values', () => {
    for (const { id, layout, caption } of figures) {
      const { text } = layout['title'] as { text: string };
      const { xaxis } = layout as { xaxis: { title: { text?: string } } };
      expect([id, text !== '' || (xaxis.title.text ?? '') !== '']).toEqual([id, true]);
      expect([id, (caption ?? '').length > 10]).toEqual([id, true]);
    }
  });

  it('name their colours only by the palette of the page', () => {
    const colors = [...JSON.stringify(figures).matchAll(/"(?:\w*color|color)":"([^"]+)"/g)];
    expect(colors.length).toBeGreaterThan(50);
    for (const [, color] of colors) expect(color).toMatch(/^var\(--[\w-]+\)$|^rgba\(0,0,0,0\)$/);
  });
});

describe('equity', () => {
  it('is what one unit became, of the strategy and of what it is compared with', () => {
    const figure = equityFigure(small);
    expect(trace(figure, 'sma-cross').y).toEqual([1, 1, 1.1, 0.55, 0.825, 1.21]);
    expect(trace(figure, 'buy-and-hold').y).toEqual([1, 1.1, 0.99, 0.99, 1.2, 1.32]);
    expect(trace(figure, 'sma-cross').x).toEqual(small.times);
    expect(figure.layout['yaxis']).toMatchObject({ type: 'log' });
  });

  it('cuts the curve of a baseline that lost everything, and stays logarithmic', () => {
    const ruined = curve('random', 'baseline', [100, 50, 23, 21, 0, 0]);
    const figure = equityFigure({ ...small, curves: [...small.curves, ruined] });
    // The least of the others is 0.55.
    expect(trace(figure, 'random').y).toEqual([1, 0.5, 0.23, null, null, null]);
    expect(figure.layout['yaxis']).toMatchObject({ type: 'log' });
    expect(figure.caption).toContain('Baselines are cut');
    expect(equityFigure(small).caption).not.toContain('cut');
  });

  it('leaves a gap where a benchmark is not known yet', () => {
    const index = curve('index', 'benchmark', [10, NaN, 11, 12, 12, 13]);
    const figure = equityFigure({ ...small, curves: [...small.curves, index] });
    expect(trace(figure, 'index').y).toEqual([1, null, 1.1, 1.2, 1.2, 1.3]);
    expect(figure.layout['yaxis']).toMatchObject({ type: 'log' });
  });

  it('ends the curve of a strategy that lost everything, or more, and says so', () => {
    const figure = equityFigure(backtestOf(closes, [1000, 500, -20, -20, -20, -20]));
    expect(trace(figure, 'sma-cross').y).toEqual([1, 0.5, null, null, null, null]);
    expect(trace(figure, 'buy-and-hold').y.at(-1)).toBe(1.32);
    expect(figure.layout['yaxis']).toMatchObject({ type: 'log' });
    expect(figure.caption).toContain('The curve of sma-cross ends where (next to) nothing was left.');
  });

  it('keeps the highest and the lowest point of very many', () => {
    const long = Array.from({ length: 20_000 }, (_, t) => 100 + (t % 7));
    long[12_345] = 170;
    long[777] = 40;
    const figure = equityFigure(backtestOf(long, long));
    const { y } = trace(figure, 'sma-cross');
    expect(y.length).toBeLessThan(1700);
    expect([Math.max(...y.map(Number)), Math.min(...y.map(Number))]).toEqual([1.7, 0.4]);
  });

  it('marks its axis with round numbers', () => {
    expect(logTicks(0.9, 130)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(logTicks(0.05, 2000)).toEqual([0.1, 1, 10, 100, 1000]);
    expect(logTicks(0.95, 1.42)).toEqual([1, 1.1, 1.2, 1.3, 1.4]);
    expect(logTicks(0.9993, 1.0147)).toEqual([1, 1.005, 1.01]);
    expect(logTicks(0.5, 3e14)).toEqual([1, 1e2, 1e4, 1e6, 1e8, 1e10, 1e12, 1e14]);
  });
});

describe('drawdown', () => {
  it('is the distance to the highest value so far, numbered as in the table', () => {
    const figure = underwaterFigure(small);
    expect(trace(figure, 'sma-cross').y).toEqual([0, 0, 0, -0.5, -0.25, 0]);
    expect(trace(figure, 'buy-and-hold').y).toEqual([0, 0, -0.1, -0.1, 0, 0]);
    expect(figure.layout['annotations']).toMatchObject([
      { x: firstDay + 2 * day, y: -0.1, text: '<b>1</b>' },
    ]);
  });
});

describe('prices and trades', () => {
  it('are a candle a bar with purchases up and sales down', () => {
    const figure = priceFigure(small, 0);
    expect(trace(figure, 'rose')).toMatchObject({
      x: [0, 1, 3, 4, 5].map((bar) => small.times[bar]),
      base: [100, 100, 99, 99, 120],
      y: [0, 10, 0, 21, 12],
    });
    expect(trace(figure, 'fell')).toMatchObject({ x: [small.times[2]], base: [99], y: [11] });
    const lines = trace(figure, 'low to high').y;
    expect(lines.slice(0, 6)).toEqual([99, 100, null, 100, 101, null]);
    expect(lines.slice(12, 18)).toEqual([98, 99, null, 110, 111, null]);
    expect(trace(figure, 'buy')).toMatchObject({ x: [firstDay + day], y: [101] });
    expect(trace(figure, 'sell')).toMatchObject({ x: [firstDay + 3 * day] });
    expect(trace(figure, 'position').y).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it('open a short position by a sale', () => {
    const figure = priceFigure({ ...small, trades: [{ ...trade, side: 'short' }] }, 0);
    expect(trace(figure, 'sell').x).toEqual([trade.entryTime]);
    expect(trace(figure, 'buy').x).toEqual([trade.exitTime]);
  });

  it('draw a trade whose average price is not on its bar at the close', () => {
    expect(trace(priceFigure(small, 0), 'sell').y).toEqual([99]);
    const onBar = priceFigure({ ...small, trades: [{ ...trade, exitPrice: 99.5 }] }, 0);
    expect(trace(onBar, 'sell').y).toEqual([99.5]);
  });

  it('say where there are too many trades to be drawn', () => {
    const many = Array.from({ length: 1501 }, () => trade);
    const figure = priceFigure({ ...small, trades: many }, 0);
    expect(trace(figure, 'buy').x).toEqual([]);
    expect(figure.caption).toContain('1\u202f501 round trips are too many');
  });
});

describe('weights', () => {
  const weights = [
    [0.5, 0.6, 0.5, 0.4, 0.3, 0.2],
    [0.2, -0.1, 0, 0.1, 0.2, 0.3],
  ];
  const two = { ...small, data: { ...small.data, assets: ['A', 'B'] }, weights };

  it('stack long positions above zero and short ones below', () => {
    const figure = weightsFigure(two);
    const stacks = figure!.data.map(({ name, stackgroup, y }) => [name, stackgroup, y]);
    expect(stacks).toEqual([
      ['A', 'long', weights[0]],
      ['B', 'long', [0.2, 0, 0, 0.1, 0.2, 0.3]],
      ['B', 'short', [0, -0.1, 0, 0, 0, 0]],
    ]);
  });

  it('are not drawn for one asset', () => {
    expect(weightsFigure(small)).toBeUndefined();
  });

  it('sum the smallest of more assets than colours', () => {
    const assets = Array.from({ length: 10 }, (_, i) => `A${i}`);
    const columns = assets.map((_, i) => closes.map(() => 0.01 * (i + 1)));
    const figure = weightsFigure({ ...small, data: { ...small.data, assets }, weights: columns })!;
    expect(figure.legend.map(({ label }) => label)).toEqual([
      ...['A9', 'A8', 'A7', 'A6', 'A5', 'A4', 'A3'],
      '3 others, net',
    ]);
    expect(trace(figure, '3 others, net').y[0]).toBeCloseTo(0.06, 12);
  });
});

describe('years', () => {
  it('compound the returns of their bars', () => {
    const times = [-3, -2, -1, 0, 1, 2].map((offset) => firstDay + offset * day);
    const figure = yearlyFigure({ ...small, times });
    expect(trace(figure, 'sma-cross').x).toEqual([2017, 2018]);
    // 1000 to 1100 until 31 December, 1100 to 1210 after it.
    expect(trace(figure, 'sma-cross').y).toEqual([0.1, 0.1]);
    expect(trace(figure, 'buy-and-hold').y).toEqual([-0.01, 0.33333]);
  });
});

describe('distribution', () => {
  const returns = Array.from({ length: 400 }, (_, t) => (t % 4 === 0 ? 0 : ((t * 37) % 101) / 5000 - 0.0101));
  const path = returns.reduce<number[]>((all, value) => [...all, all[all.length - 1] * (1 + value)], [100]);
  const input = backtestOf(path, path);
  input.curves[0].returns.forEach((value, t) => expect(value).toBeCloseTo(returns[t], 10));

  it('leaves out the bars without a position, and says how many', () => {
    const exact = { ...input, curves: [{ ...input.curves[0], returns }, input.curves[1]] };
    const figure = distributionFigure(exact)!;
    const moved = returns.filter((value) => value !== 0);
    const shares = trace(figure, 'returns').y.map(Number);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
    const counts = (trace(figure, 'returns')['customdata'] as number[][]).map(([, , count]) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(moved.length);
    expect(figure.caption).toContain(`${returns.length - moved.length} of 400 bars`);
  });

  it('has a normal curve whose area over the bins is that of the bars', () => {
    const figure = distributionFigure(input)!;
    const { x, y } = trace(figure, 'normal');
    const [width] = trace(figure, 'returns')['width'] as number[];
    const bin = width / 0.94;
    const area = y.reduce<number>((sum, value) => sum + (Number(value) * (x[1] - x[0])) / bin, 0);
    expect(area).toBeGreaterThan(0.99);
    expect(area).toBeLessThan(1.01);
  });

  it('has every quantile of the tails', () => {
    const { x, y } = trace(quantileFigure(input), 'returns');
    expect(x.length).toBeLessThanOrEqual(300);
    expect(y).toEqual([...y].sort((a, b) => Number(a) - Number(b)));
    // The standard normal quantile at 1 / 600 is -2.93520.
    expect(x[0]).toBeCloseTo(-2.9352, 3);
  });

  it('is not drawn of a handful of returns', () => {
    expect(distributionFigure(small)).toBeUndefined();
  });
});

describe('rolling figures', () => {
  const input = longBacktest();

  it('begin where the first window ends, and are those of the window', () => {
    const [sharpe, volatility] = rollingFigures(input);
    const first = input.curves[0].returns.slice(0, 126);
    const mean = first.reduce((sum, value) => sum + value, 0) / 126;
    const variance = first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 125;
    expect(trace(sharpe, 'sma-cross').x[0]).toBe(input.times[126]);
    expect(trace(sharpe, 'sma-cross').x.at(-1)).toBe(input.times.at(-1));
    expect(trace(sharpe, 'sma-cross').y[0]).toBeCloseTo((mean / Math.sqrt(variance)) * Math.sqrt(252), 3);
    expect(trace(volatility, 'sma-cross').y[0]).toBeCloseTo(Math.sqrt(variance * 252), 5);
  });

  it('subtract a risk-free rate of a year as one of a bar', () => {
    const [without] = rollingFigures(input);
    const [sharpe, volatility] = rollingFigures({ ...input, riskFree: 0.05 });
    const lower = Number(trace(without, 'sma-cross').y[0]) - Number(trace(sharpe, 'sma-cross').y[0]);
    // ln(1.05) a year over the volatility of a year.
    expect(lower).toBeCloseTo(0.04879 / Number(trace(volatility, 'sma-cross').y[0]), 2);
  });

  it('have no Sharpe ratio where the strategy was hardly in the market', () => {
    const [strategy, holding] = input.curves;
    const returns = strategy.returns.map((value, t) => (t < 126 && t >= 31 ? 0 : value));
    const [sharpe, volatility] = rollingFigures({ ...input, curves: [{ ...strategy, returns }, holding] });
    expect(trace(sharpe, 'sma-cross').y.slice(0, 2)).toEqual([null, null]);
    expect(trace(sharpe, 'sma-cross').y.at(-1)).not.toBeNull();
    expect(trace(volatility, 'sma-cross').y[0]).toBeGreaterThan(0);
  });

  it('have a beta of 1 where the strategy is buy-and-hold', () => {
    const holding = input.curves[1];
    const same = { ...input, curves: [{ ...holding, name: 'copy', kind: 'strategy' as const }, holding] };
    const { y } = trace(rollingFigures(same)[2], 'copy');
    for (const value of y) expect(value).toBeCloseTo(1, 4);
  });

  it('reach over half a year of bars, whatever a bar is', () => {
    expect(rollingWindow(504, 252)).toBe(126);
    expect(rollingWindow(251, 252)).toBe(83);
    expect(rollingWindow(65_520, 6552)).toBe(3276);
    expect(rollingWindow(520, 52)).toBe(30);
    expect(rollingWindow(29, 252)).toBeUndefined();
  });

  it('draw the last window in any case', () => {
    const many = Array.from({ length: 4000 }, (_, t) => 100 + (t % 17));
    const [sharpe] = rollingFigures(backtestOf(many, many));
    expect(sharpe.caption).toContain('one bar in 3');
    expect(trace(sharpe, 'sma-cross').x.at(-1)).toBe(backtestOf(many, many).times.at(-1));
  });

  it('are left out of a handful of bars', () => {
    expect(rollingFigures(small)).toEqual([]);
  });
});

describe('axes of time', () => {
  const axis = (times: readonly number[], barsPerYear: number): unknown =>
    timeLayout({ times, data: { assets: ['SPX'], barsPerYear } }, { title: '' })['xaxis'];
  const hour = 3_600_000;
  /** Half hours from 15:00 to 21:00 on the weekdays of two weeks, of which the first day is a Monday. */
  const sessions = Array.from({ length: 14 }, (_, i) => i)
    .filter((i) => i % 7 < 5)
    .flatMap((i) => Array.from({ length: 13 }, (_, k) => firstDay + i * day + 15 * hour + (k * hour) / 2));

  it('leave no room to nights and weekends, hour by hour', () => {
    expect(axis(sessions, 13 * 252)).toMatchObject({
      rangebreaks: [
        { pattern: 'hour', bounds: [22, 14] },
        { pattern: 'day of week', bounds: [6, 1] },
      ],
    });
  });

  it('leave out nothing of a market that never closes, nor of days', () => {
    const always = Array.from({ length: 24 * 14 }, (_, i) => firstDay + i * hour);
    expect(axis(always, 24 * 365)).toMatchObject({ rangebreaks: [] });
    expect(axis(longBacktest().times, 252)).toMatchObject({ rangebreaks: [] });
  });

  it('leave out nothing where nights are too narrow to be seen, nor under candles of days and more', () => {
    const far = [...sessions, firstDay + 80 * day + 16 * hour];
    expect(axis(far, 13 * 252)).toMatchObject({ rangebreaks: [] });
    // Hours of a market that closes for a few: too many for candles of hours.
    const hours = Array.from(
      { length: 59 * 20 },
      (_, i) => firstDay + Math.floor(i / 20) * day + (i % 20) * hour,
    );
    const closes = hours.map((_, t) => 100 + (t % 5));
    const input = {
      ...backtestOf(closes, closes),
      times: hours,
      data: { assets: ['SPX'], barsPerYear: 20 * 252 },
    };
    expect(equityFigure(input).layout['xaxis']).toMatchObject({
      rangebreaks: [{ pattern: 'hour', bounds: [20, 23] }],
    });
    expect(priceFigure(input, 0).layout['xaxis']).toMatchObject({ rangebreaks: [] });
  });

  it('have a mark for each of a few days, and none between', () => {
    expect(axis(small.times, 252)).toMatchObject({ dtick: day });
    expect(axis(longBacktest().times, 252)).not.toHaveProperty('dtick');
  });
});

describe('costs and activity', () => {
  it('add up the costs by kind, as shares of the initial capital, and leave out what was never paid', () => {
    const none = closes.map(() => 0);
    const costsByBar = {
      commissions: [0, 10, 0, 0, 20, 0],
      slippage: [0, 5, 0, 0, 0, 0],
      borrowFees: none,
      interest: none,
      dividends: none,
    };
    const figure = costsFigure({ ...small, costsByBar });
    expect(figure!.data.length).toBe(2);
    expect(trace(figure, 'commissions').y).toEqual([0, 0.01, 0.01, 0.01, 0.03, 0.03]);
  });

  it('have the turnover of a month as value traded over mean equity, of a year where there are several', () => {
    const { x, y } = trace(turnoverFigure(small), 'turnover');
    expect(x).toEqual(['2018-01']);
    // 5 x 50 traded, mean equity 5685 / 6.
    expect(y[0]).toBeCloseTo(250 / (5685 / 6), 4);
    const long = turnoverFigure(longBacktest());
    expect(trace(long, 'turnover').x).toEqual([2018, 2019]);
    expect(long.layout['xaxis']).toMatchObject({ tick0: 2018, dtick: 1 });
  });

  it('have one mark for a year, and fewer where there are many', () => {
    const years = Array.from({ length: 20 }, (_, i) => 2000 + i);
    expect(yearAxis(years)).toMatchObject({ tickmode: 'linear', tick0: 2000, dtick: 3, tickangle: 0 });
    expect(yearAxis([2016, 2017])).toMatchObject({ dtick: 1 });
  });

  it('have colours that are not those of the strategy and of holding', () => {
    const costsByBar = {
      commissions: [0, 10, 0, 0, 20, 0],
      slippage: [0, 5, 0, 0, 0, 0],
      borrowFees: [0, 1, 0, 0, 0, 0],
      interest: [],
      dividends: [],
    };
    const colors = costsFigure({ ...small, costsByBar })!.legend.map(({ color }) => color);
    expect(colors).toEqual(['var(--series-3)', 'var(--series-4)', 'var(--series-5)']);
  });

  it('draw net exposure only where something was short', () => {
    expect(exposureFigure(small).data.map(({ name }) => name)).toEqual(['gross']);
    expect(trace(exposureFigure(longBacktest()), 'gross').x.length).toBe(25);
    const short = exposureFigure({ ...small, weights: [[1, -1, 1, -1, 1, -1]] });
    expect(short.data.map(({ name, y }) => [name, y])).toEqual([
      ['gross', [1, 1, 1, 1, 1, 1, 1]],
      ['net', [1, -1, 1, -1, 1, -1, -1]],
    ]);
    expect(short.caption).toContain('At the close of each bar.');
  });
});
