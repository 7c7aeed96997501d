import { describe, expect, it } from '@jest/globals';
import { evidenceOf } from '../../../src/reports/tear-sheet/evidence.js';
import type { LuckFigures, TearSheetInput } from '../../../src/reports/tear-sheet/tear-sheet-input.js';
import { verdictOf } from '../../../src/reports/tear-sheet/verdict.js';
import { backtestOf, luck } from './fixtures.js';

const difference = luck.againstBuyAndHold!;
const closes = [100, 101, 102, 101];

function judged(changes: Partial<LuckFigures>, more: Partial<TearSheetInput> = {}) {
  return verdictOf(backtestOf(closes, closes, { luck: { ...luck, ...changes }, ...more }));
}

const clear: Partial<LuckFigures> = {
  deflatedSharpe: 0.97,
  againstBuyAndHold: { ...difference, difference: 0.6, low: 0.2, high: 1.1, pValue: 0.004 },
};

describe('the verdict', () => {
  it('says that the edge is more than luck only where every test says so', () => {
    const { tone, headline, reasons } = judged(clear);
    expect(tone).toBe('good');
    expect(headline).toBe('The edge over buy-and-hold is larger than luck would explain.');
    expect(reasons.join(' ')).toContain('0.60 above that of buy-and-hold');
    expect(reasons.join(' ')).toContain('0.20 to 1.10, does not include 0 (p = 0.004)');
    expect(reasons.join(' ')).toContain('after 12 trials are counted');
  });

  it('says that a result could well be luck where the interval includes 0', () => {
    const { tone, headline, reasons } = judged({});
    expect(tone).toBe('mixed');
    expect(headline).toBe('This result could well be luck.');
    expect(reasons[0]).toContain('−0.34 to 0.77, includes 0 (p = 0.44)');
    expect(reasons[1]).toContain('12 worthless trials');
    expect(reasons[1]).toContain('42.0\u00a0%');
  });

  it('doubts an edge that is there on these bars, but not once the trials are counted', () => {
    const { tone, headline } = judged({ ...clear, deflatedSharpe: 0.9499 });
    expect(tone).toBe('mixed');
    expect(headline).toBe('Better than buy-and-hold on these bars, but it could still be luck.');
  });

  it('doubts an edge that was chosen among trials that do not last', () => {
    const overfitting = { probability: 0.62, trials: 12, splits: 12_870 };
    const { tone, reasons } = judged({ ...clear, overfitting });
    expect(tone).toBe('mixed');
    expect(reasons.at(-1)).toContain('in 62\u00a0% of the splits: choosing by the past was worse');
    expect(judged({ ...clear, overfitting: { ...overfitting, probability: 0.04 } }).tone).toBe('good');
  });

  it('says that there is no edge where holding did better, and when that is no chance', () => {
    const worse = { ...difference, difference: -0.2, low: -0.7, high: 0.3 };
    expect(judged({ againstBuyAndHold: worse }).headline).toBe('There is no edge over buy-and-hold.');
    const surely = judged({ againstBuyAndHold: { ...worse, high: -0.01, pValue: 0.0004 } });
    expect(surely.headline).toBe('Worse than buy-and-hold, and hardly by chance.');
    expect(surely.reasons[0]).toContain('0.20 below that of buy-and-hold');
    expect(surely.reasons[0]).toContain('(p below 0.001)');
    expect(surely.tone).toBe('poor');
  });

  it('is sure of nothing where the interval and the p of the paired test disagree', () => {
    const torn = { ...difference, difference: -0.8, low: -1.75, high: -0.18, pValue: 0.055 };
    const worse = judged({ againstBuyAndHold: torn });
    expect(worse.headline).toBe('There is no edge over buy-and-hold.');
    expect(worse.reasons[0]).toContain('does not include 0 (but p = 0.055, which is not enough).');
    const better = { ...torn, difference: 0.8, low: 0.18, high: 1.75 };
    expect(judged({ ...clear, againstBuyAndHold: better }).headline).toBe('This result could well be luck.');
    expect(judged({ ...clear, againstBuyAndHold: { ...better, pValue: 0.049 } }).tone).toBe('good');
  });

  it('concludes nothing of a few returns, however good they are', () => {
    const short = judged({ ...clear, years: 3 / 252, probabilisticSharpe: 0.9999 });
    expect(short).toMatchObject({ isVoid: true, headline: 'Too short to tell skill from luck.' });
    expect(short.reasons[0]).toContain('3\u00a0returns are no sample');
    expect(judged({ ...clear, years: 30 / 252 }).isVoid).toBe(false);
  });

  it('makes no sentence of an interval that is none, in JSON too', () => {
    const none = { ...difference, low: NaN, high: NaN };
    const parsed = JSON.parse(JSON.stringify(none)) as typeof none;
    for (const againstBuyAndHold of [none, parsed])
      expect(judged({ againstBuyAndHold }).headline).toBe(
        'There is no edge to judge: the comparison with buy-and-hold is missing.',
      );
  });

  it('believes nothing where fills look ahead, however good the figures', () => {
    const lookAhead = judged(clear, { account: { fill: 'same-close' } });
    expect(lookAhead.tone).toBe('poor');
    expect(lookAhead.headline).toBe('This is not a result to believe.');
    expect(lookAhead.reasons[0]).toContain('that is look-ahead');
    const told = judged(clear, {
      account: { fill: 'same-close' },
      alarms: ['orders fill at the close (same-close)'],
    });
    expect(told.reasons.slice(0, -1)).toEqual(['Orders fill at the close (same-close).']);
    expect(judged(clear, { alarms: ['an oracle'] }).reasons[0]).toBe('An oracle.');
  });

  it('finds nothing to judge in holding itself, and where no risk was taken', () => {
    const alone = backtestOf(closes, closes);
    const { againstBuyAndHold: _, ...rest } = luck;
    const headline = (curve: number): string =>
      verdictOf({ ...alone, curves: [alone.curves[curve]], luck: rest }).headline;
    expect(headline(1)).toBe('This is holding itself: there is no edge to judge.');
    expect(headline(0)).toBe('There is no edge to judge: nothing was held beside it.');
    expect(verdictOf({ ...alone, luck: { ...rest, probabilisticSharpe: NaN } }).headline).toBe(
      'There is nothing to judge: no risk was taken.',
    );
  });
});

describe('the evidence', () => {
  const data = { assets: ['SPX'], barsPerYear: 252 };

  it('compares the years that there are with those that are needed', () => {
    const record = evidenceOf({ luck, data }).at(-1)!;
    expect(record.value).toBe('7.5\u00a0years');
    expect(record.share).toBeCloseTo(2 / 7.5, 12);
    expect(record).toMatchObject({ speaksForIt: false, word: 'too few so far' });
    expect(record.sentence).toContain('After 12 trials, 2.8\u00a0years are the least');
  });

  it('knows no length that is enough for a Sharpe ratio below 0, in JSON too', () => {
    const endless = evidenceOf({ luck: { ...luck, minimumTrackRecord: Infinity }, data }).at(-1)!;
    expect([endless.value, endless.word]).toEqual(['no length', 'would be enough']);
    const parsed = JSON.parse(JSON.stringify({ ...luck, minimumTrackRecord: Infinity })) as LuckFigures;
    expect(evidenceOf({ luck: parsed, data }).at(-1)).toEqual(endless);
  });

  it('warns of trials that nobody counted', () => {
    const { sentence } = evidenceOf({ luck: { ...luck, trials: 1 }, data })[1];
    expect(sentence).toContain('If more were tried, it is lower');
  });
});
