/** All benchmarks, one after the other. */
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { Streams } from '../src/random/streams.js';
import { createUniformReplay } from '../src/replay/uniform-replay.js';
import { benchmarkCartPole } from './environments.js';
import { measure, type Measurement } from './measure.js';
import { benchmarkProducts } from './products.js';
import { benchmarkTraining } from './training.js';
import { nameOf, prepareUpdate, updateShapes } from './updates.js';

export interface BenchmarkOptions {
  /** The recipe whose training is timed: cartpole-cleanrl, as plain data. */
  readonly recipe: unknown;
  readonly onMeasurement: (measurement: Measurement) => void;
}

export async function runBenchmarks({ recipe, onMeasurement }: BenchmarkOptions): Promise<void> {
  for (const shape of updateShapes) {
    const { update, dispose } = prepareUpdate(createWasmEngine(), shape);
    onMeasurement(
      measure(update, { name: `update ${nameOf(shape)}`, unit: 'ms', convert: (seconds) => seconds * 1e3 }),
    );
    dispose();
  }
  benchmarkProducts(createWasmEngine()).forEach(onMeasurement);
  const { decide } = prepareUpdate(createWasmEngine(), updateShapes[0]!);
  onMeasurement(
    measure(decide, { name: 'decision 4-120-84-2', unit: 'us', convert: (seconds) => seconds * 1e6 }),
  );
  onMeasurement(await benchmarkTraining(recipe));
  for (const count of [64, 1024]) onMeasurement(benchmarkCartPole(count));
  onMeasurement(benchmarkSampling());
}

/** Drawing the rows of a batch; the batch itself is gathered inside the learner's program. */
function benchmarkSampling(): Measurement {
  const observations = [{ key: 'observation', shape: [4], size: 4, type: 'float32' as const }];
  const replay = createUniformReplay(createWasmEngine(), {
    capacity: 10_000,
    environments: 1000,
    observations,
    actions: 2,
    masked: false,
    discount: 0.99,
  });
  const many = (type: 'f' | 'u') => (type === 'f' ? new Float32Array(1000) : new Uint8Array(1000)); // [B]
  const seen = { observation: new Float32Array(4000) }; // [B, O]
  const step = {
    observations: seen,
    rewards: many('f') as Float32Array,
    terminated: many('u') as Uint8Array,
    truncated: many('u') as Uint8Array,
    finalObservations: seen,
  };
  for (let i = 0; i < 10; i++) replay.add({ observations: seen, actions: new Int32Array(1000), step });
  const indices = new Int32Array(128); // [B]
  const stream = new Streams(1).stream('replay');
  return measure(() => replay.sample(indices, stream), {
    name: 'replay sampling, batch 128',
    unit: 'us',
    convert: (seconds) => seconds * 1e6,
  });
}
