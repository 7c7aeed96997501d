import { html } from '../../escape.js';
import { formatNumber } from '../../format.js';
import { figureGrid, paragraph } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { priceFigure } from '../figures/price-and-trades.js';
import { weightsFigure } from '../figures/weights.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

/** With more assets than these, those with the most round trips are drawn. */
const mostPrices = 4;

/** What was held, and where it was bought and sold. */
export function tradesSection(input: TearSheetInput): Section {
  const { data, prices, trades } = input;
  const count = (asset: number): number => trades.filter((trade) => trade.asset === asset).length;
  const shown = prices
    .map((_, asset) => asset)
    .toSorted((a, b) => count(b) - count(a))
    .slice(0, mostPrices)
    .toSorted((a, b) => a - b);
  const weights = weightsFigure(input);
  const figures = [
    ...(weights === undefined ? [] : [weights]),
    ...shown.map((asset) => priceFigure(input, asset)),
  ];
  const left =
    shown.length < data.assets.length
      ? `Prices are drawn for the ${shown.length} of ${formatNumber(data.assets.length)} assets with the most round trips.`
      : undefined;
  return {
    id: 'trades',
    title: 'Positions and trades',
    body: html`${paragraph(left)}${figureGrid(figures, 1)}`,
    figures,
  };
}
