/** CartPole and the market in batches: what stepping costs when nobody decides. */
import { makeActionBuffer, makeStepBuffers } from '../environments/buffers.js';
import type { VectorEnvironment } from '../environments/contract.js';
import { generateMarket } from '../environments/market/generators/index.js';
import { marketSpecification } from '../environments/market/market.js';
import { makeVectorEnvironment } from '../environments/registry.js';
import { Streams } from '../src/random/streams.js';
import { measure, type Measurement } from './measure.js';

/** Steps a second of batched CartPole under random actions that were drawn beforehand, resets included. */
export function benchmarkCartPole(count: number): Measurement {
  const world = makeVectorEnvironment('CartPole-v1', { count, autoreset: 'same-step' });
  return measureSteps(world, 2, `CartPole-v1, ${count} worlds`);
}

/**
 * Steps a second of the batched market: a window of 30 bars with 4 features an asset written out, costs and slippage
 * on, episodes of 250 bars from random starts, a random target at every step.
 */
export function benchmarkMarket(count: number, assets: number): Measurement {
  const markets = Array.from({ length: assets }, (_, seed) =>
    generateMarket({ generator: { gbm: {} }, bars: 1000 }, seed),
  );
  const data = {
    ...markets[0],
    assets: markets.map((market, index) => ({ ...market.assets[0], name: `asset ${index}` })),
  };
  const options = { episode: { start: 'random', bars: 250 } };
  const specification = marketSpecification('market', { data });
  const world = makeVectorEnvironment(specification, { count, autoreset: 'same-step', options });
  return measureSteps(
    world,
    assets === 1 ? 3 : assets + 2,
    `market, ${assets === 1 ? '1 asset' : `${assets} assets`}, ${count} worlds`,
  );
}

function measureSteps(world: VectorEnvironment, actionCount: number, name: string): Measurement {
  const { count } = world;
  const out = makeStepBuffers(world);
  const stream = new Streams(1).stream('benchmark');
  const actions = Array.from({ length: 64 }, () => {
    const buffer = makeActionBuffer(world.actionSpace, count); // [B]
    for (let i = 0; i < count; i++) buffer[i] = stream.integer(actionCount);
    return buffer;
  });
  world.reset(
    Array.from({ length: count }, (_, i) => i),
    out,
  );
  let turn = 0;
  const step = (): void => world.step(actions[turn++ & 63], out);
  return measure(step, { name, unit: 'steps/s', convert: (seconds) => count / seconds });
}
