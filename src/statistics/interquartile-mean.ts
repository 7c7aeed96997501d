import { sorted } from './summary.js';

/**
 * The mean of the middle half: floor(n / 4) values are left out at either end, as scipy's `trim_mean(values, 0.25)`
 * and rliable do. Fewer than four values lose none, so that it is their mean.
 *
 * See "Deep Reinforcement Learning at the Edge of the Statistical Precipice" (Agarwal et al., 2021),
 * https://arxiv.org/abs/2108.13264
 */
export function interquartileMean(values: ArrayLike<number>): number {
  const ascending = sorted(values);
  const cut = Math.floor(ascending.length / 4);
  let sum = 0;
  for (let i = cut; i < ascending.length - cut; i++) sum += ascending[i];
  return sum / (ascending.length - 2 * cut);
}
