import type {
  BacktestCurve,
  PerformanceFigures,
  TearSheetInput,
} from '../reports/tear-sheet/tear-sheet-input.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

/** What `--json` prints: everything but the long columns, which are in `backtest.json`. */
export function summaryOfBacktest(sheet: TearSheetInput): Readonly<Record<string, unknown>> {
  const { title, strategy, data, account, riskFree, times, curves, tradeFigures, fills, costs } = sheet;
  const { turnover, exposure, costSensitivity, luck, rebuiltWithin, alarms, warnings } = sheet;
  return {
    title,
    strategy,
    data,
    account,
    riskFree,
    from: dayOf(times[0]),
    to: dayOf(times[times.length - 1]),
    bars: times.length,
    curves: curves.map(({ name, kind, equity, figures, relative }) => ({
      name,
      kind,
      finalEquity: equity[equity.length - 1],
      figures,
      ...(relative !== undefined && { relative }),
    })),
    trades: tradeFigures,
    fills,
    costs,
    turnover,
    exposure,
    costSensitivity,
    luck,
    rebuiltWithin,
    alarms,
    warnings,
    ...(sheet.folds !== undefined && { folds: sheet.folds }),
    ...(sheet.intervals !== undefined && { intervals: sheet.intervals }),
  };
}

/** A backtest for people. */
export function renderBacktest(sheet: TearSheetInput, folder: string, style: Style): string {
  const { title, times, luck, alarms, warnings, fills, costs, turnover, exposure } = sheet;
  const blocks = [
    `${style.bold(title)}  ${dayOf(times[0])} to ${dayOf(times[times.length - 1])}, ${times.length} bars`,
    ...alarms.map((alarm) => style.red(`NOT A RESULT TO BELIEVE: ${alarm}`)),
    curvesTable(sheet.curves, style),
    [
      `${counted(fills, 'fill')}, ${counted(sheet.tradeFigures.count, 'round trip')}, turnover ${turnover.toFixed(1)} a year, in the market ${percent(exposure.timeInMarket, 0)} of the time`,
      `paid: commissions ${money(costs.commissions)}, spread and slippage ${money(costs.slippage)}, borrow fees ${money(costs.borrowFees)}; interest ${money(costs.interest)}, dividends ${money(costs.dividends)}`,
      `if costs were ${sheet.costSensitivity.map(({ factor, sharpe, totalReturn }) => `${factor}x: ${percent(totalReturn)} (Sharpe ${number(sharpe)})`).join(', ')}`,
    ].join('\n  '),
    [style.bold(luck.verdict), luckLine(sheet)].join('\n  '),
    ...warnings.map((warning) => style.yellow(`note: ${warning}`)),
    `equity rebuilt from the ledger within ${sheet.rebuiltWithin.toExponential(1)} of the capital; all of it in ${style.cyan(folder)}`,
  ];
  return `\n  ${blocks.join('\n\n  ')}\n\n`;
}

const rows: readonly (readonly [label: string, show: (figures: PerformanceFigures) => string])[] = [
  ['return', ({ totalReturn }) => percent(totalReturn)],
  ['a year', ({ annualReturn }) => percent(annualReturn)],
  ['volatility', ({ annualVolatility }) => percent(annualVolatility)],
  ['Sharpe', ({ sharpe }) => number(sharpe)],
  ['Sortino', ({ sortino }) => number(sortino)],
  ['Calmar', ({ calmar }) => number(calmar)],
  ['worst drawdown', ({ maxDrawdown }) => percent(maxDrawdown)],
];

function curvesTable(curves: readonly BacktestCurve[], style: Style): string {
  const header = ['', ...rows.map(([label]) => label)].map((label) => style.dim(label));
  const body = curves.map(({ name, figures }, index) => [
    index === 0 ? style.bold(name) : name,
    ...rows.map(([, show]) => show(figures)),
  ]);
  return renderTable([header, ...body], { align: `l${'r'.repeat(rows.length)}`, indent: '  ' }).slice(2);
}

/** Folds, then means with their intervals. */
export function renderFolds({ folds = [], intervals = [] }: TearSheetInput, style: Style): string {
  const header = ['', 'trained to', 'tested from', 'to', 'return', 'Sharpe', 'buy-and-hold', 'its Sharpe'];
  const body = folds.map((fold) => [
    fold.name,
    dayOf(fold.trainTo),
    dayOf(fold.testFrom),
    dayOf(fold.testTo),
    percent(fold.totalReturn),
    number(fold.sharpe),
    percent(fold.buyAndHoldReturn),
    number(fold.buyAndHoldSharpe),
  ]);
  const means = intervals.map(({ name, mean, low, high }) => [
    name,
    number(mean),
    `${number(low)} to ${number(high)}`,
  ]);
  const dim = (labels: readonly string[]): readonly string[] => labels.map((label) => style.dim(label));
  const foldTable = renderTable([dim(header), ...body], { align: 'llllrrrr', indent: '  ' });
  const meanTable = renderTable([dim(['', 'mean', '95 %']), ...means], { align: 'lrl', indent: '  ' });
  return `${foldTable}\n\n${means.length === 0 ? '' : `${meanTable}\n\n`}`;
}

function luckLine({ luck, data }: TearSheetInput): string {
  const { minimumTrackRecord, probabilisticSharpe, deflatedSharpe, trials, years, overfitting } = luck;
  const chosen =
    overfitting === undefined
      ? ''
      : `\n  overfitting ${percent(overfitting.probability, 0)}: how often the best of ${counted(overfitting.trials, 'trial')} in one half of the bars (the account and the baselines) is in the lower half of them in the other`;
  const record = Number.isFinite(minimumTrackRecord)
    ? `${(minimumTrackRecord / data.barsPerYear).toFixed(1)} years of this would be needed for 95 %`
    : 'no length of this would be enough';
  return `probabilistic Sharpe ${number(probabilisticSharpe, 3)}, deflated ${number(deflatedSharpe, 3)} (${counted(trials, 'trial')}); there are ${years.toFixed(1)} years, ${record}${chosen}`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const number = (value: number, digits = 2): string => (Number.isFinite(value) ? value.toFixed(digits) : '-');
const percent = (value: number, digits = 1): string =>
  Number.isFinite(value) ? `${(100 * value).toFixed(digits)} %` : '-';
const money = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
