import { z } from 'zod';
import type { ObservationPart } from '../../environments/buffers.js';
import type { ObservationBuffers } from '../../environments/contract.js';
import type { Engine, ParameterStore } from '../../src/engines/engine.js';
import type { Network } from '../../src/networks/network.js';
import { eitherForm, strictRecord } from '../../src/plain-data.js';
import { mergeStates, numbersEntry, numbersIn, prefixState, stateUnder } from '../../src/runs/state.js';
import type { State } from '../../src/runs/storage.js';
import { cast, maximum, minimum, mul, sub, type Tensor } from '../../src/tensor/index.js';
import { RunningMoments } from './running-moments.js';
import { loadStore, saveStore } from './store-state.js';

const detailed = strictRecord({
  clip: z.number().positive().default(10).meta({ description: 'the greatest absolute value that is shown' }),
  epsilon: z.number().positive().default(1e-8).meta({ description: 'added to the variance' }),
});

/** `true` is short for the defaults. */
export const normalizerSchema = eitherForm(z.boolean(), detailed);

type Setting = z.output<typeof normalizerSchema>;

/** The parts of an observation as the network behind a normaliser sees them: those that are normalised are plain float32 numbers. */
export const shownObservations = (
  observations: readonly ObservationPart[],
  setting: Setting,
): readonly ObservationPart[] =>
  observations.map((part) => {
    const { key, path, shape, size } = part;
    return isNormalized(setting, part) ? { key, path, shape, size, type: 'float32' } : part;
  });

const isNormalized = (setting: Setting, { categories }: ObservationPart): boolean =>
  setting !== false && categories === undefined;

interface NormalizedPart {
  readonly key: string;
  readonly mean: string;
  readonly scale: string;
  readonly moments: RunningMoments;
}

/**
 * Shows a network (observation - mean) / sqrt(variance + epsilon), clipped, each element with the running mean and variance of all
 * training observations so far. Observations lie raw in the replay, so that old ones are seen with the statistics of now.
 *
 * The statistics are kept in float64; what the programs read are float32 parameters that nobody trains, the mean and the inverse of
 * the root, which go with the weights. Parts of the observation that are names (Discrete, MultiDiscrete) are left as they are.
 * Before the first observation nothing is changed.
 */
export class Normalizer {
  readonly #clip: number;
  readonly #epsilon: number;
  readonly #parts: readonly NormalizedPart[];
  /** Undefined where nothing is normalised. */
  readonly #store: ParameterStore | undefined;

  constructor(engine: Engine, observations: readonly ObservationPart[], setting: Setting) {
    const { clip, epsilon } = typeof setting === 'boolean' ? detailed.parse({}) : setting;
    this.#clip = clip;
    this.#epsilon = epsilon;
    const normalized = observations.filter((part) => isNormalized(setting, part));
    this.#parts = normalized.map(({ key, size }) => ({
      key,
      mean: `normalizer/${key}/mean`,
      scale: `normalizer/${key}/scale`,
      moments: new RunningMoments(size),
    }));
    if (normalized.length === 0) return;
    const specifications = normalized.flatMap(({ shape }, i) => {
      const { mean, scale } = this.#parts[i];
      return [mean, scale].map((name) => [name, { shape, type: 'float32' }] as const);
    });
    this.#store = engine.createParameters('normalizer', new Map(specifications));
    this.#publish();
  }

  /** What `requireFinite` and `dispose` go over. */
  get stores(): readonly ParameterStore[] {
    return this.#store === undefined ? [] : [this.#store];
  }

  /** The network behind this, for raw observations. */
  before(network: Network, observations: readonly ObservationPart[]): Network {
    const store = this.#store;
    if (store === undefined) return network;
    const normalized = (raw: Readonly<Record<string, Tensor>>) => ({
      ...raw,
      ...Object.fromEntries(
        this.#parts.map((part) => [part.key, this.#normalized(raw[part.key], part, store)]),
      ),
    });
    return {
      ...network,
      observations,
      features: (raw, ...rest) => network.features(normalized(raw), ...rest),
      apply: (raw, ...rest) => network.apply(normalized(raw), ...rest), // [B, A]
    };
  }

  /** Takes in one vector step of training observations. @param rows [B] 0 for rows that do not count; undefined: all do */
  observe(observations: ObservationBuffers, rows?: Uint8Array): void {
    for (const { key, moments } of this.#parts) moments.add(observations[key], rows);
    this.#publish();
  }

  /** What goes with the weights. */
  parameters(): State {
    return this.#store === undefined ? new Map() : saveStore(this.#store);
  }

  loadParameters(state: State): void {
    if (this.#store !== undefined) loadStore(this.#store, state);
  }

  /** The statistics themselves. */
  save(): State {
    return mergeStates(
      ...this.#parts.map(({ key, moments }) =>
        prefixState('moments', new Map([[key, numbersEntry(moments.save())]])),
      ),
    );
  }

  load(state: State): void {
    for (const { key, moments } of this.#parts)
      moments.load(numbersIn(stateUnder('moments', state), key, moments.save().length));
  }

  #normalized(raw: Tensor, { mean, scale }: NormalizedPart, store: ParameterStore): Tensor {
    const { graph } = raw;
    const centered = sub(cast(raw, 'float32'), graph.parameter(store, mean)); // [B, ...shape]
    const scaled = mul(centered, graph.parameter(store, scale)); // [B, ...shape]
    return maximum(minimum(scaled, this.#clip), -this.#clip); // [B, ...shape]
  }

  #publish(): void {
    for (const { mean, scale, moments } of this.#parts) {
      const means = this.#store!.get(mean);
      const scales = this.#store!.get(scale);
      for (let i = 0; i < moments.size; i++) {
        means[i] = Math.fround(moments.mean(i));
        scales[i] = moments.count === 0 ? 1 : Math.fround(1 / Math.sqrt(moments.variance(i) + this.#epsilon));
      }
    }
  }
}
