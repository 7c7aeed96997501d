import { capital, formatCount, formatNumber } from '../format.js';
import { holdingOf } from './curves.js';
import { pValue, percent, probability, ratio } from './numbers.js';
import type { LuckFigures, TearSheetInput } from './tear-sheet-input.js';

export type Judged = Pick<TearSheetInput, 'alarms' | 'account' | 'curves' | 'luck' | 'data'>;

/** What a backtest is worth, in words. */
export interface Verdict {
  readonly tone: 'good' | 'mixed' | 'poor';
  /** One sentence: is the edge over buy-and-hold more than luck? */
  readonly headline: string;
  /** Why, in one to four sentences. */
  readonly reasons: readonly string[];
  /** Nothing can be concluded, whatever the figures are. */
  readonly isVoid: boolean;
}

/** From here on a probability counts as evidence. */
export const sure = 0.95;
/** Bailey et al. (2017) reject a way of choosing strategies from this probability of overfitting on. */
export const overfit = 0.05;
/** A paired test is taken for sure where its interval leaves out 0 and its p is below this: the two are not computed alike. */
const significant = 0.05;
/** Fewer returns are no sample of anything. */
const fewestReturns = 30;

/**
 * Whether the edge over buy-and-hold is distinguishable from luck. It is where three things hold: the 95 % interval of the
 * paired difference of the Sharpe ratios lies above 0 and its p is below 5 %, the deflated Sharpe ratio is at least 95 %, and
 * the probability of overfitting, where it is known, is at most 5 %. Below 30 returns nothing is concluded.
 */
export function verdictOf(input: Judged): Verdict {
  const alarms = alarmsOf(input);
  if (alarms.length > 0)
    return {
      tone: 'poor',
      headline: 'This is not a result to believe.',
      reasons: [...alarms, 'No statistic below can mend that.'],
      isVoid: true,
    };
  const { luck } = input;
  if (hasNoRisk(luck)) return withoutRisk;
  if (returnsOf(input) < fewestReturns) return tooShort(returnsOf(input));
  const difference = knownDifference(luck);
  if (holdingOf(input) === undefined || difference === undefined) return alone(input);
  return compared(luck, difference);
}

type Difference = NonNullable<LuckFigures['againstBuyAndHold']>;

/** The paired test against buy-and-hold where it came to numbers: of a few bars it does not, and JSON has `null` then. */
export function knownDifference({ againstBuyAndHold: test }: LuckFigures): Difference | undefined {
  return test !== undefined && [test.difference, test.low, test.high].every(Number.isFinite)
    ? test
    : undefined;
}

function compared(luck: LuckFigures, difference: Difference): Verdict {
  const { tone, headline, more } = judgementOf(luck, difference);
  return { tone, headline, reasons: [differenceSentence(difference), ...more], isVoid: false };
}

function judgementOf(
  luck: LuckFigures,
  difference: Difference,
): Pick<Verdict, 'tone' | 'headline'> & { readonly more: readonly string[] } {
  const surely = isSure(difference);
  if (!(difference.difference > 0))
    return surely
      ? { tone: 'poor', headline: 'Worse than buy-and-hold, and hardly by chance.', more: [] }
      : {
          tone: 'poor',
          headline: 'There is no edge over buy-and-hold.',
          more: ['That the strategy did worse could be bad luck, but nothing here speaks for it.'],
        };
  const doubts = doubtsOf(luck);
  if (!surely) return { tone: 'mixed', headline: 'This result could well be luck.', more: doubts };
  if (doubts.length > 0)
    return {
      tone: 'mixed',
      headline: 'Better than buy-and-hold on these bars, but it could still be luck.',
      more: doubts,
    };
  return {
    tone: 'good',
    headline: 'The edge over buy-and-hold is larger than luck would explain.',
    more: [supportSentence(luck)],
  };
}

/** The interval and the p of a resampled ratio may disagree where its distribution is skewed: then nothing is sure. */
function isSure({ low, high, pValue: p }: Difference): boolean {
  return (low > 0 || high < 0) && p < significant;
}

function returnsOf({ luck, data }: Judged): number {
  return Math.round(luck.years * data.barsPerYear);
}

/** JSON has `null` where a number is none. */
function hasNoRisk({ probabilisticSharpe }: LuckFigures): boolean {
  return !Number.isFinite(probabilisticSharpe);
}

const withoutRisk: Verdict = {
  tone: 'mixed',
  headline: 'There is nothing to judge: no risk was taken.',
  reasons: ['Equity did not move, so it has no Sharpe ratio.'],
  isVoid: true,
};

function tooShort(returns: number): Verdict {
  return {
    tone: 'mixed',
    headline: 'Too short to tell skill from luck.',
    reasons: [
      `${formatCount(returns, 'return')} are no sample: below ${fewestReturns} nothing is concluded, whatever the figures are.`,
    ],
    isVoid: true,
  };
}

/** With a capital letter and a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return capital(/[.!?]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`);
}

/** Why nothing of this may be believed; fills that look ahead are one reason, whether or not the input says so. */
export function alarmsOf({ alarms, account }: Pick<TearSheetInput, 'alarms' | 'account'>): readonly string[] {
  const isTold = alarms.some((alarm) => alarm.includes('same-close'));
  const own =
    account['fill'] === 'same-close' && !isTold
      ? ['orders fill at the close that the decision has seen (same-close): that is look-ahead']
      : [];
  return [...own, ...alarms].map(sentence);
}

function alone(input: Judged): Verdict {
  const { probabilisticSharpe } = input.luck;
  return {
    tone: 'mixed',
    headline: loneHeadline(input),
    reasons: [
      `The probability that the true Sharpe ratio is above 0 is ${probability(probabilisticSharpe)}. That speaks of the market, not of skill.`,
    ],
    isVoid: false,
  };
}

function loneHeadline(input: Judged): string {
  if (input.curves[0].name === 'buy-and-hold') return 'This is holding itself: there is no edge to judge.';
  return holdingOf(input) === undefined
    ? 'There is no edge to judge: nothing was held beside it.'
    : 'There is no edge to judge: the comparison with buy-and-hold is missing.';
}

function differenceSentence(test: Difference): string {
  const { difference, low, high, pValue: p } = test;
  const side = difference < 0 ? 'below' : 'above';
  const covers = low <= 0 && high >= 0;
  const isTorn = !covers && !isSure(test);
  return (
    `The Sharpe ratio is ${ratio(Math.abs(difference))} ${side} that of buy-and-hold; the 95\u00a0% interval of the difference, ` +
    `${ratio(low)} to ${ratio(high)}, ${covers ? 'includes' : 'does not include'} 0 ` +
    `(${isTorn ? 'but ' : ''}p ${p < 0.001 ? '' : '= '}${pValue(p)}${isTorn ? ', which is not enough' : ''}).`
  );
}

function doubtsOf({ deflatedSharpe, trials, overfitting }: LuckFigures): readonly string[] {
  const doubts: string[] = [];
  if (!(deflatedSharpe >= sure))
    doubts.push(
      trials > 1
        ? `The best of ${formatNumber(trials)} worthless trials can look like this: the probability that the true Sharpe ratio is above what such a choice brings by itself is ${probability(deflatedSharpe)}.`
        : `That the true Sharpe ratio is above 0 has a probability of only ${probability(deflatedSharpe)}.`,
    );
  if (overfitting !== undefined && !(overfitting.probability <= overfit))
    doubts.push(
      `The trial that was best in one half of the bars was in the lower half of the ranking in the other in ${percent(overfitting.probability, 0)} of the splits` +
        (overfitting.probability > 0.5 ? ': choosing by the past was worse than choosing blindly.' : '.'),
    );
  return doubts;
}

function supportSentence({ deflatedSharpe, trials }: LuckFigures): string {
  return trials > 1
    ? `That holds after ${formatNumber(trials)} trials are counted: the deflated Sharpe ratio is ${probability(deflatedSharpe)}.`
    : `The true Sharpe ratio is above 0 with ${probability(deflatedSharpe)}, if this is the only strategy that was tried.`;
}
