import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { tableFrame } from '../../sections/section.js';
import type { Section } from '../../sections/section.js';
import { mainCurves, otherCurves, referenceOf, strategyOf } from '../curves.js';
import { percent, ratio } from '../numbers.js';
import type { Maybe } from '../numbers.js';
import type {
  BacktestCurve,
  PerformanceFigures,
  RelativeFigures,
  TearSheetInput,
} from '../tear-sheet-input.js';
import { tradingTable } from './trading-table.js';

interface Row<Figures> {
  readonly label: string;
  readonly of: (figures: Figures) => string;
}

const percents = <Figures>(label: string, of: (figures: Figures) => Maybe, decimals = 1): Row<Figures> => ({
  label,
  of: (figures) => percent(of(figures), decimals),
});
const ratios = <Figures>(label: string, of: (figures: Figures) => Maybe): Row<Figures> => ({
  label,
  of: (figures) => ratio(of(figures)),
});

const earned: readonly Row<PerformanceFigures>[] = [
  percents('Total return', ({ totalReturn }) => totalReturn),
  percents('Return a year, compounded', ({ annualReturn }) => annualReturn),
  percents('Best bar', ({ bestBar }) => bestBar, 2),
  percents('Worst bar', ({ worstBar }) => worstBar, 2),
  percents('Bars with a gain, of those that moved', ({ winningBars }) => winningBars),
];
const risked: readonly Row<PerformanceFigures>[] = [
  percents('Volatility a year', ({ annualVolatility }) => annualVolatility),
  percents('Downside risk a year', ({ downsideRisk }) => downsideRisk),
  percents('Deepest drawdown', ({ maxDrawdown }) => maxDrawdown),
  percents('Ulcer index', ({ ulcerIndex }) => ulcerIndex),
  percents('Value at risk, 5 %, a bar', ({ valueAtRisk }) => valueAtRisk, 2),
  percents('Conditional VaR, 5 %, a bar', ({ conditionalValueAtRisk }) => conditionalValueAtRisk, 2),
  ratios('Skewness', ({ skewness }) => skewness),
  ratios('Kurtosis (normal: 3)', ({ kurtosis }) => kurtosis),
];
const adjusted: readonly Row<PerformanceFigures>[] = [
  ratios('Sharpe ratio, a year', ({ sharpe }) => sharpe),
  ratios('Sortino ratio, a year', ({ sortino }) => sortino),
  ratios('Calmar ratio', ({ calmar }) => calmar),
  ratios('Omega ratio', ({ omega }) => omega),
  ratios('Tail ratio', ({ tailRatio }) => tailRatio),
  ratios('Stability (R²)', ({ stability }) => stability),
];
const related: readonly Row<RelativeFigures>[] = [
  percents('Alpha a year, compounded', ({ alpha }) => alpha),
  ratios('Beta', ({ beta }) => beta),
  ratios('Correlation', ({ correlation }) => correlation),
  { label: 'Excess Sharpe ratio, a bar', of: ({ excessSharpe }) => ratio(excessSharpe, 4) },
  percents('Capture of rising bars', ({ upCapture }) => upCapture, 0),
  percents('Capture of falling bars', ({ downCapture }) => downCapture, 0),
];

/** Every figure beside buy-and-hold and the benchmark; then the account's trading; then the other baselines in short. */
export function keyFiguresSection(input: TearSheetInput): Section {
  return {
    id: 'key-figures',
    title: 'Key figures',
    figures: [],
    body: html`<div class="beside">
        ${performanceTable(input)}
        <div>${tradingTable(input)}</div>
      </div>
      ${otherTable(input)}`,
  };
}

function performanceTable(input: TearSheetInput): Markup {
  const curves = mainCurves(input);
  const group = (title: string, rows: readonly Row<PerformanceFigures>[]): Markup =>
    html`${groupHead(title, curves.length)}
    ${rows.map((row) =>
      line(
        row.label,
        curves.map(({ figures }) => row.of(figures)),
      ),
    )}`;
  return tableFrame(
    'Performance',
    html`<table class="figures-table">
      <thead>
        <tr>
          <td></td>
          ${curves.map(({ name }) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${group('Return', earned)} ${group('Risk', risked)} ${group('Return for risk', adjusted)}
        ${relativeRows(input, curves)}
      </tbody>
    </table>`,
  );
}

function relativeRows(input: TearSheetInput, curves: readonly BacktestCurve[]): Markup | undefined {
  const reference = referenceOf(input);
  if (reference === undefined || strategyOf(input).relative === undefined) return undefined;
  return html`${groupHead(`Against ${reference.name}`, curves.length)}
  ${related.map((row) =>
    line(
      row.label,
      curves.map(({ relative }) => (relative === undefined ? '' : row.of(relative))),
    ),
  )}`;
}

function groupHead(title: string, columns: number): Markup {
  return html`<tr class="group">
    <th scope="rowgroup" colspan="${columns + 1}">${title}</th>
  </tr>`;
}

function line(label: string, values: readonly string[]): Markup {
  return html`<tr>
    <th scope="row">${label}</th>
    ${values.map((value, i) => html`<td>${i === 0 ? html`<b>${value}</b>` : value}</td>`)}
  </tr>`;
}

function otherTable(input: TearSheetInput): Markup | undefined {
  const others = otherCurves(input);
  if (others.length === 0) return undefined;
  const rows: readonly Row<PerformanceFigures>[] = [
    earned[0],
    earned[1],
    risked[0],
    adjusted[0],
    adjusted[1],
    adjusted[2],
    risked[2],
  ];
  const curves = [strategyOf(input), ...mainCurves(input).slice(1), ...others];
  return html`<h3 class="group">All baselines</h3>
    ${tableFrame(
      'All baselines',
      html`<table>
        <thead>
          <tr>
            <td></td>
            ${rows.map(({ label }) => html`<th scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${curves.map(
            ({ name, figures }, i) =>
              html`<tr${i === 0 && html` class="own"`}>
                <th scope="row">${name}</th>
                ${rows.map((row) => html`<td>${row.of(figures)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>`,
    )}`;
}
