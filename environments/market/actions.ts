import { z } from 'zod';
import { check } from '../../src/errors.js';
import { Discrete } from '../spaces/discrete.js';
import { MultiDiscrete } from '../spaces/multi-discrete.js';
import { checkWeights } from './run-account.js';
import type { AccountSettings } from './settings.js';

/** What an agent chooses from; one of the three, and which of them is possible depends on the number of assets. */
export const actionShape = {
  /** One asset: target weights, an action each. */
  positions: z.array(z.number()).min(1).exactOptional(),
  /** Several assets: for each of them one of these; divided by max(1, margin.initial x the sum of their absolute values). */
  levels: z.array(z.number()).min(1).exactOptional(),
  /** Several assets: lists of weights by name, an action each. */
  portfolios: z.record(z.string(), z.array(z.number())).exactOptional(),
};
export type ActionOptions = z.output<z.ZodObject<typeof actionShape>>;

/** How actions become target weights. */
export interface ActionRule {
  readonly space: Discrete | MultiDiscrete;
  /** What each action means, for people. */
  readonly names: readonly string[];
  /** The weights of the row's action: `weights` from `offset` on. Raises `invalid-value` for no action. */
  read(actions: ArrayLike<number>, row: number): void;
  readonly weights: Float64Array;
  /** Set by `read`. */
  offset: number;
}

/** @param assets their names */
export function actionRule(
  options: ActionOptions,
  assets: readonly string[],
  settings: AccountSettings,
): ActionRule {
  const given = (['positions', 'levels', 'portfolios'] as const).filter(
    (name) => options[name] !== undefined,
  );
  check(given.length < 2, {
    component: 'market',
    parameter: given[1] ?? '',
    value: options[given[1]],
    requirement: `absent where ${given[0]} are given`,
  });
  check(assets.length === 1 || options.positions === undefined, {
    component: 'market',
    parameter: 'positions',
    value: options.positions,
    requirement: `absent where there are ${assets.length} assets`,
    hint: 'levels choose for each asset, portfolios for all together',
  });
  if (options.levels !== undefined) return levelsRule(options.levels, assets, settings);
  const portfolios = options.portfolios ?? usualPortfolios(assets, options.positions, settings);
  return choiceRule(portfolios, assets.length, settings);
}

function usualPortfolios(
  assets: readonly string[],
  positions: readonly number[] | undefined,
  { shorts, protocol }: AccountSettings,
): ReadonlyMap<string, readonly number[]> | Readonly<Record<string, readonly number[]>> {
  if (assets.length === 1) {
    const usual = protocol === 'tdqn' ? [-1, 1] : shorts.allowed ? [-1, 0, 1] : [0, 1];
    return new Map((positions ?? usual).map((weight, index) => [`${index}: ${weight}`, [weight]]));
  }
  const single = assets.map(
    (name, chosen) => [name, assets.map((_, index) => (index === chosen ? 1 : 0))] as const,
  );
  return new Map<string, readonly number[]>([
    ['cash', assets.map(() => 0)],
    ...single,
    ['equal', assets.map(() => 1 / assets.length)],
  ]);
}

function choiceRule(
  portfolios: ReadonlyMap<string, readonly number[]> | Readonly<Record<string, readonly number[]>>,
  assets: number,
  settings: AccountSettings,
): ActionRule {
  const entries = portfolios instanceof Map ? [...portfolios] : Object.entries(portfolios);
  entries.forEach(([name, weights]) => checkWeights(assets, settings, weights, `portfolio ${name}`));
  const count = entries.length;
  check(count > 0, { component: 'market', parameter: 'portfolios', value: {}, requirement: 'at least one' });
  const rule = {
    space: new Discrete(count),
    names: entries.map(([name]) => name),
    weights: Float64Array.from(entries.flatMap(([, weights]) => weights)), // [actions, assets]
    offset: 0,
    read(actions: ArrayLike<number>, row: number) {
      const action = actions[row];
      if (!(action >= 0 && action < count && Number.isInteger(action))) notAnAction(action, count);
      rule.offset = action * assets;
    },
  };
  return rule;
}

function levelsRule(
  levels: readonly number[],
  assets: readonly string[],
  settings: AccountSettings,
): ActionRule {
  const { initial } = settings.margin;
  levels.forEach((level) => checkWeights(1, settings, [level], 'levels'));
  const weights = new Float64Array(assets.length); // [assets]
  const count = levels.length;
  return {
    space: new MultiDiscrete(assets.map(() => count)),
    names: levels.map(String),
    weights,
    offset: 0,
    read(actions, row) {
      let gross = 0;
      for (let asset = 0; asset < weights.length; asset++) {
        const action = actions[row * weights.length + asset];
        if (!(action >= 0 && action < count && Number.isInteger(action))) notAnAction(action, count);
        weights[asset] = levels[action];
        gross += Math.abs(weights[asset]);
      }
      const share = Math.max(1, gross * initial);
      for (let asset = 0; asset < weights.length; asset++) weights[asset] /= share;
    },
  };
}

function notAnAction(action: number, count: number): never {
  check(false, {
    component: 'market',
    parameter: 'action',
    value: action,
    requirement: `an integer from 0 to ${count - 1}`,
  });
  throw new Error('unreachable');
}
