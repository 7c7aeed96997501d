import { check } from '../../errors.js';
import { log } from '../../numerics/index.js';
import { mean } from '../summary.js';

export interface OverfittingOptions {
  /** Even; blocks of rows that are dealt to the two halves in every way. Default 16, hence 12 870 splits. */
  readonly blocks?: number;
}

/** What choosing the best of several trials is worth. One value a split where arrays are. */
export interface Overfitting {
  /** Share of the splits in which the best trial of one half is in the lower half of the ranking of the other: logit <= 0. */
  readonly probability: number;
  /** log(w / (1 - w)), w = rank / (trials + 1) of the chosen trial in the other half; 1 is the worst rank. */
  readonly logits: Float64Array;
  /** Share of the splits in which the chosen trial has a Sharpe ratio below 0 in the other half. */
  readonly probabilityOfLoss: number;
  /** Of the chosen trial's Sharpe ratio in the other half on that in its own. */
  readonly slope: number;
  /** Which trial was chosen. */
  readonly chosen: Int32Array;
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
}

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation: "The Probability of Backtest
 * Overfitting" (Bailey, Borwein, López de Prado & Zhu, 2017), with the Sharpe ratio of a bar (divisor n - 1).
 *
 * Splits come in the lexicographic order of the blocks that are in-sample. Of equals the first trial is chosen; equals share
 * the mean of their ranks. A trial that does not vary has Sharpe ratio 0 where its mean is 0. Rows that do not divide evenly
 * make some blocks one row longer (the paper asks for equal ones).
 * @param trials one column of returns a trial, all on the same bars [N][T]
 */
export function backtestOverfitting(
  trials: readonly ArrayLike<number>[],
  { blocks = 16 }: OverfittingOptions = {},
): Overfitting {
  checkTrials(trials, blocks);
  const sums = trials.map((returns) => blockSums(returns, blocks));
  const splits = combinations(blocks, blocks / 2);
  const logits = new Float64Array(splits.length);
  const chosen = new Int32Array(splits.length);
  const inSample = new Float64Array(splits.length);
  const outOfSample = new Float64Array(splits.length);
  for (const [s, split] of splits.entries()) {
    const isInside = new Uint8Array(blocks); // [blocks]
    for (const block of split) isInside[block] = 1;
    const inner = sums.map((trial) => sharpeOver(trial, isInside, 1));
    const outer = sums.map((trial) => sharpeOver(trial, isInside, 0));
    const best = inner.reduce((found, value, n) => (value > inner[found] ? n : found), 0);
    const share = rankOf(outer, best) / (trials.length + 1);
    chosen[s] = best;
    inSample[s] = inner[best];
    outOfSample[s] = outer[best];
    logits[s] = log(share / (1 - share));
  }
  return {
    probability: mean(logits.map((logit) => Number(logit <= 0))),
    logits,
    probabilityOfLoss: mean(outOfSample.map((value) => Number(value < 0))),
    slope: slopeOf(inSample, outOfSample),
    chosen,
    inSample,
    outOfSample,
  };
}

/** All ways to take `size` of 0 to n - 1, each ascending, in lexicographic order. */
export function combinations(n: number, size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  const found: (readonly number[])[] = [];
  const taken = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    found.push([...taken]);
    let place = size - 1;
    while (place >= 0 && taken[place] === n - size + place) place -= 1;
    if (place < 0) return found;
    taken[place] += 1;
    for (let i = place + 1; i < size; i++) taken[i] = taken[i - 1] + 1;
  }
}

/** Of each block: how many rows, the sum and the sum of squares of what lies above the mean of the whole column. */
interface BlockSums {
  readonly center: number;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Sums about the mean of the column, so that the variances of the halves do not cancel. */
function blockSums(returns: ArrayLike<number>, blocks: number): BlockSums {
  const center = mean(returns);
  const [counts, sums, squares] = [
    new Float64Array(blocks),
    new Float64Array(blocks),
    new Float64Array(blocks),
  ];
  for (let block = 0; block < blocks; block++) {
    const end = Math.floor(((block + 1) * returns.length) / blocks);
    for (let t = Math.floor((block * returns.length) / blocks); t < end; t++) {
      const distance = returns[t] - center;
      counts[block] += 1;
      sums[block] += distance;
      squares[block] += distance * distance;
    }
  }
  return { center, counts, sums, squares };
}

function sharpeOver({ center, counts, sums, squares }: BlockSums, isInside: Uint8Array, side: 0 | 1): number {
  let [count, sum, square] = [0, 0, 0];
  for (let block = 0; block < isInside.length; block++) {
    if (isInside[block] !== side) continue;
    count += counts[block];
    sum += sums[block];
    square += squares[block];
  }
  const average = center + sum / count;
  const variance = Math.max(0, (square - (sum * sum) / count) / (count - 1));
  const scatter = Math.sqrt(variance);
  if (scatter <= 1e-12 * Math.abs(average)) return average === 0 ? 0 : average / 0;
  return average / scatter;
}

/** From 1, the least, to the number of values; equals have the mean of their ranks. */
function rankOf(values: readonly number[], index: number): number {
  const below = values.filter((value) => value < values[index]).length;
  const equal = values.filter((value) => value === values[index]).length;
  return below + (equal + 1) / 2;
}

function slopeOf(x: Float64Array, y: Float64Array): number {
  const [middle, level] = [mean(x), mean(y)];
  let [crossed, squared] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    crossed += (x[i] - middle) * (y[i] - level);
    squared += (x[i] - middle) * (x[i] - middle);
  }
  return crossed / squared;
}

function checkTrials(trials: readonly ArrayLike<number>[], blocks: number): void {
  const component = 'backtestOverfitting';
  check(Number.isSafeInteger(blocks) && blocks >= 2 && blocks <= 24 && blocks % 2 === 0, {
    component,
    parameter: 'blocks',
    value: blocks,
    requirement: 'an even integer from 2 to 24',
  });
  check(trials.length >= 2, {
    component,
    parameter: 'trials',
    value: trials.length,
    requirement: 'at least 2',
  });
  for (const returns of trials) {
    check(returns.length === trials[0].length && returns.length >= 2 * blocks, {
      component,
      parameter: 'the length of a trial',
      value: returns.length,
      requirement: `the same for all, and at least two rows a block (${2 * blocks})`,
    });
    const missing = Array.from(returns).findIndex((value) => !Number.isFinite(value));
    check(missing < 0, {
      component,
      parameter: `the return in row ${missing}`,
      value: returns[missing],
      requirement: 'finite',
    });
  }
}
