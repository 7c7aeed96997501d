import { formatNumber } from '../format.js';
import { percent, probability, yearsLong } from './numbers.js';
import type { TearSheetInput } from './tear-sheet-input.js';
import { overfit, sure } from './verdict.js';

/** One test of the verdict: a probability and what it means. */
export interface Evidence {
  readonly name: string;
  readonly value: string;
  /** How much of a bar is full, and where its mark stands, from 0 to 1. */
  readonly share: number;
  readonly mark: number;
  readonly speaksForIt: boolean;
  /** The same in a word or two. */
  readonly word: string;
  readonly sentence: string;
}

/** The tests that the verdict rests on, beside the paired difference to buy-and-hold. */
export function evidenceOf({ luck, data }: Pick<TearSheetInput, 'luck' | 'data'>): readonly Evidence[] {
  const { probabilisticSharpe, deflatedSharpe, trials, trialsVariance, overfitting } = luck;
  const variance =
    trialsVariance.source === 'measured' ? 'as they scatter' : 'assumed to scatter as worthless ones do';
  return [
    {
      ...meter('Probabilistic Sharpe ratio', probabilisticSharpe),
      sentence: 'Probability that the true Sharpe ratio is above 0, by the length and shape of the returns.',
    },
    {
      ...meter('Deflated Sharpe ratio', deflatedSharpe),
      sentence:
        trials > 1
          ? `Probability that it is above the best of ${formatNumber(trials)} worthless trials, ${variance}.`
          : 'The same, for 1 trial is counted. If more were tried, it is lower: say so with the number of trials.',
    },
    ...(overfitting === undefined
      ? []
      : [
          {
            name: 'Probability of overfitting',
            value: percent(overfitting.probability),
            share: overfitting.probability,
            mark: overfit,
            speaksForIt: overfitting.probability <= overfit,
            word: overfitting.probability <= overfit ? 'low enough' : 'too high',
            sentence: `Share of ${formatNumber(overfitting.splits)} splits in which the best of ${formatNumber(overfitting.trials)} trials falls into the lower half out of sample; 5\u00a0% is the usual limit.`,
          },
        ]),
    trackRecord(luck, data.barsPerYear),
  ];
}

function meter(name: string, value: number): Omit<Evidence, 'sentence'> {
  const share = Number.isFinite(value) ? value : 0;
  const isSure = value >= sure;
  const word = isSure ? 'enough' : 'not enough';
  return { name, value: probability(value), share, mark: sure, speaksForIt: isSure, word };
}

/** The bar is full where there is as much data as is needed, the mark at its end. */
function trackRecord(
  { years, minimumTrackRecord, minimumBacktestYears, trials }: TearSheetInput['luck'],
  barsPerYear: number,
): Evidence {
  // JSON writes infinity as null.
  const needed: number | null = minimumTrackRecord;
  const isPossible = needed !== null && Number.isFinite(needed);
  const neededYears = isPossible ? needed / barsPerYear : Infinity;
  const has = `There are ${yearsLong(years)}`;
  return {
    name: 'Track record needed',
    value: isPossible ? yearsLong(neededYears) : 'no length',
    share: isPossible ? Math.min(1, years / neededYears) : 0,
    mark: 1,
    speaksForIt: years >= neededYears,
    word: !isPossible ? 'would be enough' : years >= neededYears ? 'there are enough' : 'too few so far',
    sentence:
      (isPossible
        ? `Until a Sharpe ratio like this is above 0 with 95\u00a0%. ${has}.`
        : `What did not earn more than the risk-free rate cannot be shown to, by any length. ${has}.`) +
      (trials > 1
        ? ` After ${formatNumber(trials)} trials, ${yearsLong(minimumBacktestYears)} are the least lest the best worthless one show a Sharpe ratio of 1.`
        : ''),
  };
}
