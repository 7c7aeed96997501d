import { escapeLabel } from '../../escape.js';
import { formatNumber } from '../../format.js';
import type { Figure, LegendEntry, PlainData } from '../../figures/figure.js';
import { plotted, seriesColor } from '../../figures/figure.js';
import { candlesOf } from '../candles.js';
import type { Candles } from '../candles.js';
import { drawnBars } from '../curves.js';
import { candleTraces } from './candle-traces.js';
import { dateFormat } from '../dates.js';
import { price, shortNumbers, signedPercent } from '../numbers.js';
import type { RoundTrip, TearSheetInput } from '../tear-sheet-input.js';
import { logAxis } from './equity.js';
import { percentAxis, timeLayout } from './time-figure.js';

/** More round trips than these would hide the prices. */
const mostTrades = 1500;
/** Not those of the strategy and of buy-and-hold; the shape tells them apart, too. */
const [buyColor, sellColor] = [seriesColor(2), seriesColor(3)];
/** From this ratio of the highest to the lowest price on, the axis is logarithmic. */
const wideRange = 3;

/** One asset: its candles, where positions were opened and closed, and below them the position itself. */
export function priceFigure(input: TearSheetInput, asset: number): Figure {
  const { times, prices, trades, data } = input;
  const candles = candlesOf(times, prices[asset]);
  const ofAsset = trades.filter((trade) => trade.asset === asset);
  const shown = ofAsset.length <= mostTrades ? ofAsset : [];
  const range = [...candles.low, ...candles.high];
  const isLog =
    range.every((value) => value > 0) && Math.max(...candles.high) > wideRange * Math.min(...candles.low);
  const [first, last] = [
    Math.min(times[0], candles.times[0]),
    Math.max(times[times.length - 1], candles.times[candles.times.length - 1]),
  ];
  const margin = Math.max(0.01 * (last - first), (0.6 * (last - first)) / candles.times.length);
  const layout = timeLayout(input, {
    title: `price${isLog ? ', logarithmic' : ''}`,
    annotations: [belowTitle],
    xaxis: {
      anchor: 'y2',
      range: [first - margin, last + margin],
      // The middle of a day or a week may lie in a break.
      ...(candles.unit === 'bar' || candles.unit === 'hour' ? {} : { rangebreaks: [] }),
    },
    yaxis: { ...(isLog ? logAxis(range) : {}), domain: [0.28, 1] },
  });
  return {
    id: `price-${asset + 1}`,
    title: `${data.assets[asset]}: price, trades and position`,
    caption: captionOf(candles, ofAsset.length),
    legend: legendOf(shown),
    size: 'large',
    height: 470,
    data: [...candleTraces(candles), ...markers(input, shown), positionTrace(input, asset)],
    layout: {
      ...layout,
      hovermode: 'closest',
      barmode: 'overlay',
      yaxis2: {
        domain: [0, 0.2],
        gridcolor: 'var(--grid)',
        linecolor: 'var(--rule)',
        zeroline: true,
        zerolinecolor: 'var(--rule)',
        automargin: true,
        nticks: 4,
        rangemode: 'tozero',
        ...percentAxis,
      },
    },
  };
}

const belowTitle: PlainData = {
  text: 'position at the close, share of equity',
  ...{ x: 0, xref: 'paper', xanchor: 'left', y: 0.2, yref: 'paper', yanchor: 'bottom' },
  ...{ showarrow: false, yshift: 2, font: { size: 12, color: 'var(--muted)' } },
};

interface Mark {
  readonly time: number;
  readonly price: number;
  readonly text: string;
}

/** Purchases point up, sales point down: a short position is opened by a sale. */
function markers(input: TearSheetInput, trades: readonly RoundTrip[]): PlainData[] {
  const purchases: Mark[] = [];
  const sales: Mark[] = [];
  const date = dateFormat(input.data.barsPerYear);
  const place = priceOnBar(input);
  for (const trade of trades) {
    const { asset, side, entryTime, exitTime, entryPrice, exitPrice } = trade;
    const [opening, closing] = side === 'long' ? [purchases, sales] : [sales, purchases];
    opening.push({
      time: entryTime,
      price: place(asset, entryTime, entryPrice),
      text: `opens ${side} at ${price(entryPrice)}<br>${date(entryTime)}, ${escapeLabel(shortNumbers(trade.entryReason))}`,
    });
    if (exitTime === undefined) continue;
    closing.push({
      time: exitTime,
      price: place(asset, exitTime, exitPrice),
      text:
        `closes ${side} at ${price(exitPrice)}: <b>${signedPercent(trade.return)}</b><br>` +
        `${date(exitTime)}, ${escapeLabel(shortNumbers(trade.exitReason ?? ''))}`,
    });
  }
  return [
    markTrace('buy', purchases, { symbol: 'triangle-up', color: buyColor }),
    markTrace('sell', sales, { symbol: 'triangle-down', color: sellColor }),
  ];
}

/**
 * The price of a trade on the bar of its first or last fill. What was filled on many bars has an average price that may lie
 * far from this one: it is drawn at the close.
 */
function priceOnBar({
  times,
  prices,
}: TearSheetInput): (asset: number, time: number, average: number) => number {
  const bars = new Map(times.map((time, bar) => [time, bar]));
  return (asset, time, average) => {
    const bar = bars.get(time);
    if (bar === undefined) return average;
    const { low, high, close } = prices[asset];
    // Slippage may carry a fill a little beyond the bar.
    return average >= 0.99 * low[bar] && average <= 1.01 * high[bar] ? average : close[bar];
  };
}

function markTrace(name: string, marks: readonly Mark[], marker: PlainData): PlainData {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: marks.map(({ time }) => time),
    y: marks.map((mark) => mark.price),
    marker: { ...marker, size: marks.length > 200 ? 6 : 10, line: { color: 'var(--surface)', width: 1 } },
    hovertext: marks.map(({ text }) => text),
    hoverinfo: 'text',
  };
}

function positionTrace({ times, weights }: TearSheetInput, asset: number): PlainData {
  const bars = drawnBars([weights[asset]]);
  return {
    type: 'scatter',
    mode: 'lines',
    name: 'position',
    yaxis: 'y2',
    x: bars.map((bar) => times[bar]),
    y: plotted(bars.map((bar) => weights[asset][bar])),
    line: { color: 'var(--accent)', width: 1, shape: 'hv' },
    fill: 'tozeroy',
    fillcolor: 'var(--band)',
    hovertemplate: '%{x}: %{y:.0%} of equity<extra></extra>',
  };
}

function captionOf({ unit, counts }: Candles, trades: number): string {
  const bars = formatNumber(counts.reduce((sum, count) => sum + count, 0));
  const joining =
    unit === 'bar'
      ? 'A candle a bar; full ones fell, empty ones rose.'
      : `A candle ${unit === 'hour' ? 'an' : 'a'} ${unit}, made of ${bars} bars (first open, highest, lowest, last close); full ones fell, empty ones rose.`;
  const trading =
    trades > mostTrades
      ? ` ${formatNumber(trades)} round trips are too many to be drawn: see the position below.`
      : trades === 0
        ? ''
        : `${unit === 'bar' ? '' : ' Trades are drawn at their own times.'} Marks show where positions were opened and closed; what was added or sold off in between is in the position below.`;
  return `${joining}${trading} Prices as they were traded, before adjustment.`;
}

function legendOf(trades: readonly RoundTrip[]): LegendEntry[] {
  const position: LegendEntry = { label: 'position at the close', color: 'var(--band-strong)', mark: 'band' };
  if (trades.length === 0) return [position];
  return [
    { label: 'buy', color: buyColor, mark: 'up' },
    { label: 'sell', color: sellColor, mark: 'down' },
    position,
  ];
}
