import { check } from '../../src/errors.js';
import type { Bars } from '../../src/data/market-data.js';

/**
 * The most that 1 can become on a known path by decisions at closes and fills at the next open, without costs, where the position is brought
 * back to its target weight at every bar (`rebalance: 0`): a dynamic programme over bars and positions. Without costs the way to a position
 * does not matter, so that its step is a maximum over positions.
 *
 * @param positions weights to choose from
 * @param from the bar of the first decision, and `to` the last bar
 * @throws LeptonError `invalid-value` where a bar does not open where the one before closed: sizes would be off by the gap
 */
export function bestOfPath(
  { open, close }: Pick<Bars, 'open' | 'close'>,
  positions: readonly number[],
  from: number,
  to: number,
): number {
  let wealth = 1;
  for (let bar = from + 1; bar <= to; bar++) {
    check(open[bar] === close[bar - 1], {
      component: 'bestOfPath',
      parameter: `open of bar ${bar}`,
      value: open[bar],
      requirement: `the close before it, ${close[bar - 1]}`,
    });
    const change = close[bar] / open[bar] - 1;
    wealth *= Math.max(...positions.map((position) => 1 + position * change));
  }
  return wealth;
}
