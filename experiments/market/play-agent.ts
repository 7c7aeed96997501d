import type { EnvironmentSpecification, Info } from '../../environments/contract.js';
import { makeEnvironment } from '../../environments/registry.js';
import { check } from '../../src/errors.js';
import type { Policy } from '../policy.js';

export interface PlayRange {
  /** The bar at whose close the first decision is made. Default: the first of the part. */
  readonly from?: number;
  /** The last bar. Default: the last of the part. */
  readonly to?: number;
}

/** What an agent did in one stretch of a market. */
export interface PlayedStretch {
  /** The bar at whose close the first decision was made. */
  readonly firstBar: number;
  /** One a decision. [N - 1] */
  readonly actions: readonly number[];
  /** At the close of every bar, the initial capital first. [N] */
  readonly equity: Float64Array;
}

interface MarketInfo {
  readonly bar: number;
  readonly equity: number;
}

/**
 * Lets an agent decide greedily, bar by bar, in a `market` environment, wrappers of its recipe included. It ends early where the account
 * is bankrupt: equity has one value a bar until then.
 */
export function playAgent(
  policy: Pick<Policy, 'act'>,
  specification: EnvironmentSpecification,
  options: Info,
  { from, to = Infinity }: PlayRange = {},
): PlayedStretch {
  const world = makeEnvironment(specification, options);
  try {
    const begun = world.reset({ seed: 0, ...(from !== undefined && { options: { bar: from } }) });
    const firstBar = marketInfo(begun.info).bar;
    const equity = [marketInfo(begun.info).equity];
    const actions: number[] = [];
    let { observation } = begun;
    for (let bar = firstBar; bar < to; bar++) {
      const action = policy.act(observation);
      const result = world.step(action);
      actions.push(action);
      equity.push(marketInfo(result.info).equity);
      if (result.terminated || result.truncated) break;
      ({ observation } = result);
    }
    return { firstBar, actions, equity: Float64Array.from(equity) };
  } finally {
    world.close?.();
  }
}

function marketInfo(info: Info): MarketInfo {
  const { bar, equity } = info;
  check(typeof bar === 'number' && typeof equity === 'number', {
    component: 'playAgent',
    parameter: 'environment',
    value: Object.keys(info),
    requirement: 'the market, or wrappers around it, whose info has bar and equity',
  });
  return { bar, equity };
}
