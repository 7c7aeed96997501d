/** Strategies that need nothing but bars: what an agent has to beat. One file each; a new one is a file and a line here. */
import type { MarketView } from '../view.js';
import { checkPlainData } from '../../../src/plain-data.js';
import { failUnknownName } from '../../../src/unknown-name.js';
import type { Strategy, StrategyContext, StrategyKind } from './contract.js';
import { equalWeight } from './equal-weight.js';
import { buyAndHold, flat, sellAndHold } from './hold.js';
import { meanReversion } from './mean-reversion.js';
import { minimumVariance } from './minimum-variance.js';
import { momentum } from './momentum.js';
import { oracle } from './oracle.js';
import { random } from './random.js';
import { meanReversionTuned, smaCross, trendFollowing } from './sma-cross.js';
import { trainSign } from './train-sign.js';

export type { MarketView, Strategy, StrategyContext, StrategyKind };

export const strategyKinds: readonly StrategyKind[] = [
  buyAndHold,
  sellAndHold,
  flat,
  trainSign,
  smaCross,
  trendFollowing,
  momentum,
  meanReversion,
  meanReversionTuned,
  equalWeight,
  minimumVariance,
  random,
  oracle,
].map((kind) => kind as StrategyKind);

const known = new Map(strategyKinds.map((kind) => [kind.name, kind]));

export const strategyNames: readonly string[] = [...known.keys()];

/** A strategy with checked parameters, to be begun as often as one likes. */
export interface StrategyPlan {
  readonly name: string;
  readonly description: string;
  /** Complete. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly looksAhead?: true;
  create(context: StrategyContext): Strategy;
}

/** Raises `unknown-name`, or `invalid-value` for parameters that the strategy does not take. */
export function strategyPlan(name: string, parameters: unknown = {}): StrategyPlan {
  const kind = known.get(name) ?? failUnknownName('strategies', 'name', name, strategyNames);
  const checked = checkPlainData(kind.parameters, parameters, name) as Readonly<Record<string, unknown>>;
  return {
    name,
    description: kind.description,
    parameters: checked,
    ...(kind.looksAhead && { looksAhead: true }),
    create: (context) => kind.create(checked, context),
  };
}
