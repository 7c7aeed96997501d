import { html } from '../../escape.js';
import type { Markup } from '../../escape.js';
import { formatNumber } from '../../format.js';
import type { Section } from '../../sections/section.js';
import { costsSentence, fillSentence, flattened } from '../account-facts.js';
import { rollingWindow } from '../figures/rolling.js';
import { percent, scientific } from '../numbers.js';
import type { TearSheetInput } from '../tear-sheet-input.js';

/** Definitions, conventions, the proof of the accounting, and all settings. */
export function methodSection(input: TearSheetInput): Section {
  return {
    id: 'method',
    title: 'How it was computed',
    figures: [],
    body: html`${pairs([...conventions(input), ...definitions(input), ...luckDefinitions(input)])}
      <h3 class="group">Settings</h3>
      <details>
        <summary>The account</summary>
        ${pairs(flattened(input.account), true)}
      </details>
      <details>
        <summary>The strategy: ${input.strategy.name}</summary>
        ${pairs(flattened(input.strategy.parameters), true)}
      </details>`,
  };
}

type Pair = readonly [name: string, text: string];

function pairs(rows: readonly Pair[], isCode = false): Markup {
  if (rows.length === 0) return html`<p>None.</p>`;
  return html`<dl class="pairs wide">
    ${rows.map(
      ([name, text]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${isCode ? html`<code>${text}</code>` : text}</dd>
        </div>`,
    )}
  </dl>`;
}

function conventions(input: TearSheetInput): readonly Pair[] {
  const { data, account, rebuiltWithin, riskFree } = input;
  const rate = typeof riskFree === 'number' ? `${percent(riskFree, 2)} a year` : `from ${riskFree}`;
  return [
    [
      'Decisions and fills',
      `A decision sees the bars up to its close; orders are ${fillSentence(account)}. Costs: ${costsSentence(account)}.`,
    ],
    ['Returns', 'Simple returns of equity from close to close, after all costs: equity / equity before − 1.'],
    [
      'A year',
      `${formatNumber(data.barsPerYear, Number.isInteger(data.barsPerYear) ? 0 : 2)} bars. Means are multiplied by that, deviations by its root, growth is compounded.`,
    ],
    ['Risk-free rate', `${rate}, subtracted bar by bar where a ratio asks for it.`],
    [
      'Accounting',
      `A second program rebuilt the equity from bars and ledger alone; ${rebuiltWithin === 0 ? 'the two agree to the last bit' : `the two differ by at most ${scientific(rebuiltWithin)} of the initial capital`}.`,
    ],
    ...(data.hash === undefined ? [] : [['Data', `SHA-256 ${data.hash}`] as const]),
  ];
}

function definitions(input: TearSheetInput): readonly Pair[] {
  const window = rollingWindow(input.curves[0].returns.length, input.data.barsPerYear);
  return [
    [
      'Volatility, Sharpe ratio',
      'Standard deviation with divisor n − 1. Sharpe: mean / deviation of the returns above the risk-free rate.',
    ],
    [
      'Sortino, downside risk',
      'Root of the mean square of negative returns over ALL bars; mean return a year / that.',
    ],
    [
      'Drawdown, Calmar, ulcer',
      'Equity / highest equity so far − 1, the start included. Calmar: return a year / deepest drawdown. Ulcer index: root of the mean square drawdown.',
    ],
    [
      'VaR and conditional VaR',
      'Historical: the 5 % quantile of the returns of a bar (linear between neighbours), and the mean of the returns up to it.',
    ],
    [
      'Skewness, kurtosis',
      'Of the returns themselves (divisor n). Kurtosis is raw, 3 for a normal distribution, here and in the tests of luck.',
    ],
    [
      'Alpha, beta',
      'Slope on the returns of the benchmark, or of buy-and-hold where there is none; alpha is what the slope leaves, compounded over a year.',
    ],
    [
      'Omega, tail ratio, stability',
      'Sum of gains / sum of losses; size of the 95 % quantile / of the 5 % quantile; R² of a line through the logarithm of equity.',
    ],
    [
      'Round trips',
      'From the fill that opens a position to the one that closes it or turns it over; profit after costs, fees and dividends. Profit factor: sum of profits / sum of losses.',
    ],
    [
      'Turnover, exposure',
      'Value bought and sold a year / mean equity. Exposure at each close; gross adds the sizes of positions, net subtracts short ones.',
    ],
    ...(window === undefined
      ? []
      : [
          ['Rolling figures', `The definitions above over windows of ${formatNumber(window)} bars.`] as const,
        ]),
  ];
}

function luckDefinitions({ luck }: TearSheetInput): readonly Pair[] {
  const { againstBuyAndHold: test, trials, trialsVariance } = luck;
  const variance =
    trialsVariance.source === 'measured'
      ? 'the variance measured over them'
      : 'the variance of worthless ones, 1 / bars';
  return [
    [
      'Probabilistic Sharpe ratio',
      'Bailey and López de Prado (2012), with the Sharpe ratio of a bar, skewness and raw kurtosis; threshold 0.',
    ],
    [
      'Deflated Sharpe ratio',
      `Bailey and López de Prado (2014): the threshold is the greatest Sharpe ratio to be expected of ${formatNumber(trials)} worthless ${trials === 1 ? 'trial' : 'trials'} with ${variance}.`,
    ],
    [
      'Track record needed',
      'Minimum track record length (2012): bars until the probabilistic Sharpe ratio is 95 %. After several trials also the minimum backtest length (2014).',
    ],
    ...(test === undefined
      ? []
      : [
          [
            'Difference to buy-and-hold',
            `Stationary bootstrap of the same bars for both, blocks of ${formatNumber(test.block)} bars on average, ${formatNumber(test.resamples)} resamples; percentile interval, two-sided p.`,
          ] as const,
        ]),
    ...(luck.overfitting === undefined
      ? []
      : [
          [
            'Probability of overfitting',
            `Bailey, Borwein, López de Prado and Zhu (2017): the bars are cut into blocks and dealt to two halves in ${formatNumber(luck.overfitting.splits)} ways; the trial that is best in one half is ranked in the other.`,
          ] as const,
        ]),
    [
      'The verdict',
      'Larger than luck explains: the interval of the difference lies above 0 and its p is below 0.05, the deflated Sharpe ratio is at least 95 %, and the probability of overfitting, where known, at most 5 %. All of this is about the past bars; none of it promises the next ones.',
    ],
  ];
}
