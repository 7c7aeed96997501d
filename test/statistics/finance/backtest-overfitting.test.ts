import { describe, expect, it } from '@jest/globals';
import { Pcg64 } from '../../../src/random/index.js';
import { backtestOverfitting, combinations, sharpePerBar } from '../../../src/statistics/finance/index.js';

type Trials = readonly Float64Array[];

function noise(trials: number, bars: number, seed: number): Trials {
  const random = new Pcg64(seed);
  return Array.from({ length: trials }, () =>
    Float64Array.from({ length: bars }, () => random.standardNormal()),
  );
}

/** The definition, row by row: nothing shared with the fast way but the Sharpe ratio. */
function naive(trials: Trials, blocks: number) {
  const rows = trials[0].length / blocks;
  const isIn = (split: readonly number[], t: number): boolean => split.includes(Math.floor(t / rows));
  return combinations(blocks, blocks / 2).map((split) => {
    const inner = trials.map((returns) => sharpePerBar(returns.filter((_, t) => isIn(split, t))));
    const outer = trials.map((returns) => sharpePerBar(returns.filter((_, t) => !isIn(split, t))));
    const best = inner.indexOf(Math.max(...inner));
    const rank = outer.filter((value) => value <= outer[best]).length;
    const share = rank / (trials.length + 1);
    return { best, inner: inner[best], outer: outer[best], logit: Math.log(share / (1 - share)) };
  });
}

describe('combinations', () => {
  it('are in lexicographic order, and as many as there should be', () => {
    expect(combinations(4, 2)).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(combinations(16, 8)).toHaveLength(12_870);
    expect([combinations(3, 0), combinations(2, 2)]).toEqual([[[]], [[0, 1]]]);
  });
});

describe('the probability of backtest overfitting', () => {
  it('equals the definition, split by split', () => {
    const trials = noise(7, 96, 11).map((returns, n) => returns.map((value) => value + 0.05 * n));
    const fast = backtestOverfitting(trials, { blocks: 8 });
    const slow = naive(trials, 8);
    expect([...fast.chosen]).toEqual(slow.map(({ best }) => best));
    slow.forEach(({ inner, outer, logit }, s) => {
      expect(fast.inSample[s]).toBeCloseTo(inner, 12);
      expect(fast.outOfSample[s]).toBeCloseTo(outer, 12);
      expect(fast.logits[s]).toBeCloseTo(logit, 12);
    });
    expect(fast.probability).toBe(slow.filter(({ logit }) => logit <= 0).length / 70);
    expect(fast.probabilityOfLoss).toBe(slow.filter(({ outer }) => outer < 0).length / 70);
  });

  it('is about a half where all trials are worthless, and 0 where one is truly better', () => {
    const worthless = Array.from({ length: 20 }, (_, seed) =>
      backtestOverfitting(noise(10, 160, seed), { blocks: 8 }),
    );
    const average = worthless.reduce((sum, { probability }) => sum + probability, 0) / worthless.length;
    // The standard deviation of one is about 0.25, hence 0.06 of the mean of twenty.
    expect(Math.abs(average - 0.5)).toBeLessThan(0.18);
    const skilled = noise(10, 160, 1).map((returns, n) =>
      n === 3 ? returns.map((value) => value + 1) : returns,
    );
    const result = backtestOverfitting(skilled, { blocks: 8 });
    expect(result.probability).toBe(0);
    expect(result.probabilityOfLoss).toBe(0);
    expect(new Set(result.chosen)).toEqual(new Set([3]));
  });

  it('falls where what is good in one half must be bad in the other: the slope is negative', () => {
    // Every trial has the same mean over all rows, so the halves trade places.
    const centered = noise(6, 96, 4).map((returns) => {
      const center = returns.reduce((sum, value) => sum + value, 0) / returns.length;
      return returns.map((value) => value - center);
    });
    expect(backtestOverfitting(centered, { blocks: 8 }).slope).toBeLessThan(-0.5);
  });

  it('takes 16 blocks of unequal length, and trials that never trade', () => {
    const trials = [new Float64Array(333), ...noise(3, 333, 2)];
    const { logits, outOfSample } = backtestOverfitting(trials);
    expect(logits).toHaveLength(12_870);
    expect(outOfSample.every(Number.isFinite)).toBe(true);
    expect(backtestOverfitting([new Float64Array(40), new Float64Array(40)], { blocks: 4 }).probability).toBe(
      1,
    );
  });

  it('refuses odd blocks, one trial, short and unequal trials, and NaN', () => {
    const two = noise(2, 64, 0);
    expect(() => backtestOverfitting(two, { blocks: 5 })).toThrow('blocks is 5, but must be an even integer');
    expect(() => backtestOverfitting(two.slice(1))).toThrow('trials is 1, but must be at least 2');
    expect(() => backtestOverfitting([...two, new Float64Array(63)])).toThrow('the length of a trial is 63');
    expect(() => backtestOverfitting(noise(2, 20, 0))).toThrow('at least two rows a block (32)');
    expect(() => backtestOverfitting([two[0], two[0].with(9, NaN)])).toThrow('the return in row 9 is NaN');
  });
});
