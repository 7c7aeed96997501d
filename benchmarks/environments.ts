/** CartPole in batches: what stepping costs when nobody decides. */
import { makeActionBuffer, makeStepBuffers } from '../environments/buffers.js';
import { makeVectorEnvironment } from '../environments/registry.js';
import { Streams } from '../src/random/streams.js';
import { measure, type Measurement } from './measure.js';

/** Steps a second of batched CartPole under random actions that were drawn beforehand, resets included. */
export function benchmarkCartPole(count: number): Measurement {
  const world = makeVectorEnvironment('CartPole-v1', { count, autoreset: 'same-step' });
  const out = makeStepBuffers(world);
  const stream = new Streams(1).stream('benchmark');
  const actions = Array.from({ length: 64 }, () => {
    const buffer = makeActionBuffer(world.actionSpace, count); // [B]
    for (let i = 0; i < count; i++) buffer[i] = stream.integer(2);
    return buffer;
  });
  world.reset(
    Array.from({ length: count }, (_, i) => i),
    out,
  );
  let turn = 0;
  const step = (): void => world.step(actions[turn++ & 63], out);
  return measure(step, {
    name: `CartPole-v1, ${count} worlds`,
    unit: 'steps/s',
    convert: (seconds) => count / seconds,
  });
}
