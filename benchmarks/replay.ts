import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { Streams } from '../src/random/streams.js';
import { createUniformReplay } from '../src/replay/uniform-replay.js';
import { measure, type Measurement } from './measure.js';

const environments = 1000;

/** Drawing the rows of a batch of 128; the batch itself is gathered inside the learner's program. */
export function benchmarkSampling(): Measurement {
  const observations = [{ key: 'observation', shape: [4], size: 4, type: 'float32' as const }];
  const replay = createUniformReplay(createWasmEngine(), {
    capacity: 10 * environments,
    environments,
    observations,
    actions: 2,
    masked: false,
    discount: 0.99,
  });
  const seen = { observation: new Float32Array(4 * environments) }; // [B, O]
  const flags = new Uint8Array(environments); // [B]
  const step = {
    observations: seen,
    rewards: new Float32Array(environments),
    terminated: flags,
    truncated: flags,
    finalObservations: seen,
  };
  for (let i = 0; i < 10; i++)
    replay.add({ observations: seen, actions: new Int32Array(environments), step });
  const indices = new Int32Array(128); // [B]
  const stream = new Streams(1).stream('replay');
  return measure(() => replay.sample(indices, stream), {
    name: 'replay sampling, batch 128',
    unit: 'us',
    convert: (seconds) => seconds * 1e6,
  });
}
