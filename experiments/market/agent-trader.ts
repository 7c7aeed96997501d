import { marketSpecification } from '../../environments/market/market.js';
import type { MarketOptions } from '../../environments/market/options.js';
import { runAccount } from '../../environments/market/run-account.js';
import { makeWorld } from '../../environments/market/world.js';
import { fail } from '../../src/errors.js';
import type { AccountHistory } from '../../environments/market/ledger.js';
import type { Policy } from '../policy.js';
import type { Recipe } from '../recipe.js';
import { wrapEnvironment } from '../wrappers.js';
import { accountOf } from './account-of.js';
import { playAgent, type PlayedStretch } from './play-agent.js';
import type { Play, Trader } from './trader.js';

export interface AgentTraderOptions {
  readonly name: string;
  readonly policy: Pick<Policy, 'act'>;
  /** Of the market that it was trained in, the scaler fitted: see `resolveMarketOptions`. */
  readonly options: MarketOptions;
  readonly wrappers: Recipe['wrappers'];
}

/**
 * An agent as a trader. It plays in the environment; its decisions are then played again by an account with a ledger, whose equity must be the
 * same, bit for bit.
 */
export function agentTrader({ name, policy, options, wrappers }: AgentTraderOptions): Trader {
  const base = wholeData(options);
  const { features, window } = base;
  return {
    name,
    description: 'an agent, greedy',
    parameters: { ...(window !== undefined && { window }), ...(features !== undefined && { features }) },
    alarms: [],
    firstBar: (data) => makeWorld(base, { data }).first,
    play(play) {
      const { data, account, from, to } = play;
      const chosen = { ...base, ...account };
      const specification = wrapEnvironment(marketSpecification('market', { data }), wrappers, 'evaluation');
      const played = playAgent(policy, specification, chosen, { from, to });
      return replay(played, chosen, play, name);
    },
  };
}

/** Any bar of any data, to the end. */
export function wholeData({
  data: _data,
  dataHash: _hash,
  dataOptions: _reading,
  split: _split,
  purge: _purge,
  episode: _episode,
  ...options
}: MarketOptions): MarketOptions {
  return { ...options, part: 'all' };
}

function replay(
  { firstBar, actions, equity }: PlayedStretch,
  options: MarketOptions,
  { data, from, to }: Play,
  name: string,
): AccountHistory {
  const rule = makeWorld(options, { data }).makeActions();
  const count = data.assets.length;
  const history = runAccount(
    data,
    accountOf(options),
    ({ bar }) => {
      if (bar - firstBar >= actions.length) return undefined;
      rule.read([actions[bar - firstBar]], 0);
      return Array.from(rule.weights.subarray(rule.offset, rule.offset + count));
    },
    { from, to },
  );
  const difference = equity.findIndex((value, index) => value !== history.equity[index]);
  if (difference === -1) return history;
  return fail('unsupported', {
    component: name,
    parameter: `equity at bar ${firstBar + difference}`,
    value: equity[difference],
    requirement: `what its decisions give, ${history.equity[difference]}`,
    hint: 'wrappers that change actions, like stickyActions, cannot be backtested',
  });
}
