import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Decision } from '../../environments/market/run-account.js';
import type { MarketView, Strategy, StrategyContext } from '../../environments/market/strategies/index.js';
import { fail } from '../../src/errors.js';
import { failUnknownName } from '../../src/unknown-name.js';
import { strategyTrader, type Trader } from './trader.js';

const component = 'strategy';

/** What `./my-strategy.js#name` may be. */
type OwnStrategy =
  | ((view: MarketView) => Decision)
  | { readonly create: (context: Omit<StrategyContext, 'everything'>) => Strategy };

/**
 * A strategy of the user's own: a module and the name of its export, which is a function of the view that decides, or an object whose
 * `create` gives a new strategy that may remember things.
 *
 * @throws LeptonError `invalid-value`, `file-not-found`, `unknown-name` for a missing export, `contract-broken`
 */
export async function loadOwnStrategy(reference: string, folder = '.'): Promise<Trader> {
  const [file, name, ...rest] = reference.split('#');
  if (file === '' || name === undefined || name === '' || rest.length > 0) {
    return fail('invalid-value', {
      component,
      parameter: 'reference',
      value: reference,
      requirement: 'a module and the name of its export, like "./my-strategy.js#decide"',
    });
  }
  const module = await importModule(reference, resolve(folder, file));
  const own = Object.hasOwn(module, name)
    ? module[name]
    : failUnknownName(component, 'export', name, Object.keys(module));
  const strategy = asStrategy(reference, own);
  return strategyTrader({
    name: reference,
    description: "a strategy of one's own",
    parameters: {},
    create: ({ everything: _unseen, ...context }) =>
      typeof strategy === 'function' ? { decide: strategy } : strategy.create(context),
  });
}

async function importModule(reference: string, path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    await access(path);
  } catch {
    fail('file-not-found', {
      component,
      parameter: reference,
      value: path,
      requirement: 'a module that exists and can be read',
    });
  }
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    return fail('contract-broken', {
      component,
      parameter: reference,
      value: String(error),
      requirement: 'a module that loads without an error',
    });
  }
}

function asStrategy(reference: string, own: unknown): OwnStrategy {
  const hasCreate =
    typeof own === 'object' && own !== null && 'create' in own && typeof own.create === 'function';
  if (typeof own === 'function' || hasCreate) return own as OwnStrategy;
  return fail('contract-broken', {
    component,
    parameter: reference,
    value: own,
    requirement: 'a function of the view, or an object with a function create',
  });
}
