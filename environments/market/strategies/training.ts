import { fail } from '../../../src/errors.js';
import type { MarketData } from '../../../src/data/market-data.js';
import { runAccount } from '../run-account.js';
import type { Strategy, StrategyContext } from './contract.js';

/** The bars to learn from. Raises `invalid-value` where there are none. */
export function requireTraining(name: string, { training }: StrategyContext): MarketData {
  return (
    training ??
    fail('invalid-value', {
      component: name,
      parameter: 'training',
      value: 'no bars before the first decision',
      requirement: 'at least two bars to learn from',
      hint: 'let the test begin later, with --from',
    })
  );
}

/** The Sharpe ratio a year that a strategy has on the training bars, with the account's costs; 0 where it has none. */
export function trainingSharpe(
  training: MarketData,
  { account }: StrategyContext,
  strategy: Strategy,
): number {
  const { equity } = runAccount(training, { ...account, ...strategy.account }, (view) =>
    strategy.decide(view),
  );
  const returns = Array.from(equity.subarray(1), (value, t) => value / equity[t] - 1);
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const squares = returns.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const deviation = Math.sqrt(squares / (returns.length - 1));
  return deviation > 1e-14 * Math.abs(mean) ? (mean / deviation) * Math.sqrt(training.barsPerYear) : 0;
}
