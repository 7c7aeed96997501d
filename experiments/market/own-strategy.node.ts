import type { Decision } from '../../environments/market/run-account.js';
import type { MarketView, Strategy, StrategyContext } from '../../environments/market/strategies/index.js';
import { z } from 'zod';
import { check, fail, isLeptonError } from '../../src/errors.js';
import { loadExport } from '../../src/load-export.node.js';
import { isoDate } from '../../src/reports/tear-sheet/dates.js';
import { strategyTrader, type Trader } from './trader.js';

/** What `create` of a strategy of the user's own is given. */
export interface OwnContext extends Omit<StrategyContext, 'everything'> {
  /** Of `--set`, unchecked: what they may be only the strategy knows. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What `./my-strategy.js#name` may be. */
type OwnStrategy = ((view: MarketView) => Decision) | { readonly create: (context: OwnContext) => Strategy };

/**
 * A strategy of the user's own: a module and the name of its export, which is a function of the view that decides, or an object whose
 * `create` gives a new strategy that may remember things. What it decides is checked on every bar, so that no mistake of it passes for a
 * decision to do nothing.
 *
 * @param parameters for `create`
 * @throws LeptonError `invalid-value`, `file-not-found`, `unknown-name` for a missing export, `contract-broken`
 */
export async function loadOwnStrategy(
  reference: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Trader> {
  const example = './my-strategy.js#decide';
  const own = await loadExport({ component: 'strategy', reference, folder: '.', example });
  const strategy = asStrategy(reference, own);
  check(typeof strategy !== 'function' || Object.keys(parameters).length === 0, {
    component: reference,
    parameter: '--set',
    value: parameters,
    requirement: 'absent: a function takes no parameters; export { create }, whose context has them',
  });
  return strategyTrader({
    name: reference,
    description: "a strategy of one's own",
    parameters,
    create({ everything: _unseen, ...context }) {
      if (typeof strategy === 'function') return { decide: checkedDecide(reference, strategy) };
      const made: unknown = guarded(reference, 'create', () => strategy.create({ ...context, parameters }));
      return isStrategy(made)
        ? { ...made, decide: checkedDecide(reference, (view) => made.decide(view)) }
        : broken(reference, 'create', made, 'a function that gives { decide }');
    },
  });
}

function asStrategy(reference: string, own: unknown): OwnStrategy {
  if (typeof own === 'function' || hasFunction(own, 'create')) return own as OwnStrategy;
  return broken(reference, 'export', own, 'a function of the view, or an object with a function create');
}

const isStrategy = (made: unknown): made is Strategy => hasFunction(made, 'decide');

const hasFunction = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';

function checkedDecide(reference: string, decide: (view: MarketView) => unknown) {
  return (view: MarketView): Decision => {
    const place = `decision at bar ${view.bar}, ${isoDate(view.time)}`;
    const decision = guarded(reference, place, () => decide(view));
    return isDecision(decision)
      ? decision
      : broken(
          reference,
          place,
          decision instanceof Promise ? 'a promise' : decision,
          'a target weight, a list of them, { weights, orders, cancel } with nothing else in it, or undefined for as before',
        );
  };
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isWeights = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every(isNumber);

function isDecision(value: unknown): value is Decision {
  if (value === undefined || isNumber(value) || isWeights(value)) return true;
  // A promise and a class would pass for an object without keys.
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && decisionSchema.safeParse(value).success;
}

const decisionSchema = z.strictObject({
  weights: z.array(z.number()).exactOptional(),
  orders: z
    .array(
      z.strictObject({
        asset: z.number().exactOptional(),
        type: z.enum(['market', 'limit', 'stop']).exactOptional(),
        quantity: z.number(),
        price: z.number().exactOptional(),
        reason: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  cancel: z.boolean().exactOptional(),
});

/** What a strategy throws is its own mistake, and where it was made is worth more than what Lepton did meanwhile. */
function guarded<Result>(reference: string, place: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (isLeptonError(error)) throw error;
    const [, line] =
      /\bat .*?\(?(?:file:\/\/)?([^()\s]+:\d+:\d+)\)?/.exec((error as Error).stack ?? '') ?? [];
    return broken(reference, place, String(error), 'made without an error', line && `thrown at ${line}`);
  }
}

function broken(
  reference: string,
  parameter: string,
  value: unknown,
  requirement: string,
  hint?: string,
): never {
  return fail('contract-broken', {
    component: reference,
    parameter,
    value,
    requirement,
    ...(hint !== undefined && hint !== '' && { hint }),
  });
}
