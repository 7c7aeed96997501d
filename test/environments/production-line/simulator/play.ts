import type { Problem } from '../../../../environments/production-line/problem.js';
import { Shop } from '../../../../environments/production-line/simulator/shop.js';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import type { ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import { Pcg64 } from '../../../../src/random/index.js';

/** A shop at its first decision. */
export function shopOf(problem: Problem, options: ShopOptions = {}, seed = 0): Shop {
  const shop = new Shop(compileProblem(problem), options);
  shop.reset(seed);
  return shop;
}

/** Takes random candidates until the shop is done, or so many times; returns how many it took. */
export function playRandomly(shop: Shop, seed: number, most = Infinity): number {
  const random = new Pcg64(seed);
  let steps = 0;
  for (; !shop.isDone && steps < most; steps++) {
    if (steps > 20_000) throw new Error('this shop never ends');
    shop.take(random.integers(0, shop.candidates.count));
  }
  return steps;
}
