import { capital, formatNumber } from '../format.js';
import { holdingOf } from './curves.js';
import { pValue, percent, probability, ratio } from './numbers.js';
import type { LuckFigures, TearSheetInput } from './tear-sheet-input.js';

export type Judged = Pick<TearSheetInput, 'alarms' | 'account' | 'curves' | 'luck'>;

/** What a backtest is worth, in words. */
export interface Verdict {
  readonly tone: 'good' | 'mixed' | 'poor';
  /** One sentence: is the edge over buy-and-hold more than luck? */
  readonly headline: string;
  /** Why, in one to four sentences. */
  readonly reasons: readonly string[];
}

/** From here on a probability counts as evidence. */
export const sure = 0.95;
/** Bailey et al. (2017) reject a way of choosing strategies from this probability of overfitting on. */
export const overfit = 0.05;

/**
 * Whether the edge over buy-and-hold is distinguishable from luck. It is where three things hold: the 95 % interval of the
 * paired difference of the Sharpe ratios lies above 0, the deflated Sharpe ratio is at least 95 %, and the probability of
 * overfitting, where it is known, is at most 5 %.
 */
export function verdictOf(input: Judged): Verdict {
  const alarms = alarmsOf(input);
  if (alarms.length > 0)
    return {
      tone: 'poor',
      headline: 'This is not a result to believe.',
      reasons: [...alarms, 'No statistic below can mend that.'],
    };
  const { againstBuyAndHold: difference } = input.luck;
  const isMissing = difference === undefined || !Number.isFinite(difference.difference);
  if (holdingOf(input) === undefined || isMissing) return alone(input);
  const reasons = [differenceSentence(difference)];
  if (difference.high < 0)
    return { tone: 'poor', headline: 'Worse than buy-and-hold, and hardly by chance.', reasons };
  if (!(difference.difference > 0))
    return {
      tone: 'poor',
      headline: 'There is no edge over buy-and-hold.',
      reasons: [...reasons, 'That the strategy did worse could be bad luck, but nothing here speaks for it.'],
    };
  const doubts = doubtsOf(input.luck);
  if (!(difference.low > 0))
    return { tone: 'mixed', headline: 'This result could well be luck.', reasons: [...reasons, ...doubts] };
  if (doubts.length > 0)
    return {
      tone: 'mixed',
      headline: 'Better than buy-and-hold on these bars, but it could still be luck.',
      reasons: [...reasons, ...doubts],
    };
  return {
    tone: 'good',
    headline: 'The edge over buy-and-hold is larger than luck would explain.',
    reasons: [...reasons, supportSentence(input.luck)],
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
  if (Number.isNaN(probabilisticSharpe) || probabilisticSharpe === null)
    return {
      tone: 'mixed',
      headline: 'There is nothing to judge: no risk was taken.',
      reasons: ['Equity did not move, so it has no Sharpe ratio.'],
    };
  return {
    tone: 'mixed',
    headline: loneHeadline(input),
    reasons: [
      `The probability that the true Sharpe ratio is above 0 is ${probability(probabilisticSharpe)}. That speaks of the market, not of skill.`,
    ],
  };
}

function loneHeadline(input: Judged): string {
  if (input.curves[0].name === 'buy-and-hold') return 'This is holding itself: there is no edge to judge.';
  return holdingOf(input) === undefined
    ? 'There is no edge to judge: nothing was held beside it.'
    : 'There is no edge to judge: the comparison with buy-and-hold is missing.';
}

type Difference = NonNullable<LuckFigures['againstBuyAndHold']>;

function differenceSentence({ difference, low, high, pValue: p }: Difference): string {
  const side = difference < 0 ? 'below' : 'above';
  const covers = low <= 0 && high >= 0;
  return (
    `The Sharpe ratio is ${ratio(Math.abs(difference))} ${side} that of buy-and-hold; the 95\u00a0% interval of the difference, ` +
    `${ratio(low)} to ${ratio(high)}, ${covers ? 'includes' : 'does not include'} 0 (p ${p < 0.001 ? '' : '= '}${pValue(p)}).`
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
