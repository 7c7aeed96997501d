import { batch, TERMINATED, TRUNCATED } from '../batch.js';
import { makeObservationBuffers, readObservation } from '../buffers.js';
import type { Environment, EnvironmentSpecification, Info } from '../contract.js';
import { checkOptionNames, numberOption } from '../options.js';
import { keptOf } from './learned-from.js';
import { marketRows, type MarketRows } from './rows.js';
import { looksAhead } from './settings.js';
import { makeWorld, type OwnParts, type World } from './world.js';

const component = 'market';

/**
 * A stock market as an environment, both forms. `docs/environments/market.md` describes it.
 *
 * @param own data, features and a reward of a program's own, which plain options cannot hold
 */
export function marketSpecification(id: string, own: OwnParts = {}): EnvironmentSpecification {
  return {
    id,
    needsMarketData: true,
    description:
      'Trade one or several assets on price history: target positions, costs, fills at the next open.',
    create: (options) => singleMarket(makeWorld(options, own), own.record),
    createVector: (count, autoreset, { maxEpisodeSteps, ...options }) =>
      batch(marketRows(makeWorld(options, own), count), {
        autoreset,
        maxEpisodeSteps: maxEpisodeSteps as number | undefined,
      }),
    keep: ({ maxEpisodeSteps: _steps, ...options }) => keptOf(options, own),
  };
}

export const market: EnvironmentSpecification = marketSpecification('market');

/** The single form: row 0 of one row, with `info` and text for people. */
function singleMarket(world: World, record: OwnParts['record']): Environment {
  const rows = marketRows(world, 1, record);
  const { observationSpace, actionSpace } = rows;
  const buffers = makeObservationBuffers(observationSpace, 1);
  const rewards = new Float32Array(1); // [B]
  const observe = (): unknown => {
    rows.observe(0, buffers);
    return readObservation(observationSpace, buffers, 0);
  };
  return {
    observationSpace,
    actionSpace,
    reset({ seed, options = {} } = {}) {
      checkOptionNames(component, options, ['bar']);
      if (options['bar'] === undefined) rows.start(0, seed);
      else rows.startAt(0, seed, numberOption(component, options, 'bar', 0));
      return { observation: observe(), info: infoOf(world, rows) };
    },
    step(action) {
      const ended = rows.step(0, listOf(action), rewards);
      return {
        observation: observe(),
        reward: rewards[0],
        terminated: (ended & TERMINATED) !== 0,
        truncated: (ended & TRUNCATED) !== 0,
        info: infoOf(world, rows),
      };
    },
    render: () => draw(world, rows),
    snapshot: () => rows.save(),
    restore: (snapshot) => rows.load(snapshot),
  };
}

/** What is no action at all becomes one that no market takes. */
function listOf(action: unknown): ArrayLike<number> {
  const isList = Array.isArray(action) || ArrayBuffer.isView(action);
  return isList ? (action as unknown as ArrayLike<number>) : [action as number];
}

function infoOf({ prices, settings }: World, { accounts, bars: [bar] }: MarketRows): Info {
  return {
    bar,
    time: prices.data.times[bar],
    equity: accounts.equity[0],
    cash: accounts.cash[0],
    shares: Array.from(accounts.shares),
    traded: accounts.traded[0],
    costs: accounts.costs[0],
    ...(looksAhead(settings.account) && { looksAhead: true }),
  };
}

function draw({ prices }: World, { accounts, bars: [bar] }: MarketRows): string {
  const lines = prices.data.assets.map(({ name, close }, asset) => {
    const shares = accounts.shares[asset];
    return `${name} ${close[bar]}, held ${shares}, ${((100 * shares * close[bar]) / accounts.equity[0]).toFixed(1)} %`;
  });
  return [
    `bar ${bar}  equity ${accounts.equity[0].toFixed(2)}  cash ${accounts.cash[0].toFixed(2)}`,
    ...lines,
  ].join('\n');
}
