import { check, fail } from '../errors.js';
import { checkPlainData } from '../plain-data.js';
import type { RandomStream } from '../random/random-stream.js';
import { sizeOf, type ParameterSource, type Tensor } from '../tensor/index.js';
import { duelingHead, plainHead } from './head.js';
import { buildInputs, type ObservationSpecification } from './inputs.js';
import type { LayerParameter, Training } from './layers/layer.js';
import { buildSequence } from './sequence.js';
import {
  networkSchema,
  type CheckedNetworkSpecification,
  type NetworkSpecification,
} from './specification.js';

export interface NetworkParameter extends LayerParameter {
  readonly type: 'float32';
  /** What is trained, frozen or transferred together. */
  readonly group: 'extractor' | 'head';
}

/** A Q-network: an extractor from observations to features, and a head from features to the values of the actions. */
export interface Network {
  readonly specification: CheckedNetworkSpecification;
  readonly observations: readonly ObservationSpecification[];
  readonly actions: number;
  /** By name, `extractor/0/weight`, `head/value/0/weight`: what a parameter store is made of. */
  readonly parameters: ReadonlyMap<string, NetworkParameter>;
  /**
   * The extractor alone.
   * @param observations one tensor for each key, [B, ...shape]
   * @param training masks for dropout; without it nothing is dropped
   * @returns features, [B, ...]
   */
  features(
    observations: Readonly<Record<string, Tensor>>,
    source: ParameterSource,
    training?: Training,
  ): Tensor;
  /** Q-values, [B, A]; the arguments are those of `features`. */
  apply(observations: Readonly<Record<string, Tensor>>, source: ParameterSource, training?: Training): Tensor;
}

export interface NetworkEnvironment {
  readonly observations: readonly ObservationSpecification[];
  /** A: how many actions there are. */
  readonly actions: number;
}

/**
 * The network that plain data describes, for an environment.
 *
 * @throws LeptonError `invalid-value` where the data describes none, `unknown-name` for an input that is no observation key,
 * `unsupported` for noisy layers and distributions
 */
export function buildNetwork(
  specification: NetworkSpecification,
  { observations, actions }: NetworkEnvironment,
): Network {
  const checked = checkPlainData(networkSchema, specification, 'network');
  requireSupported(checked, actions);
  const { activation, inputs, extractor, head } = checked;
  const branches = buildInputs(observations, inputs, activation);
  const trunk = buildSequence('extractor', extractor, activation, branches.outputShape);
  const settings = { layers: head.layers, activation, inputShape: trunk.outputShape, actions };
  const output = head.dueling ? duelingHead(settings) : plainHead(settings);
  const features: Network['features'] = (tensors, source, training) =>
    trunk.apply(branches.apply(tensors, source, training), source, training);
  return {
    specification: checked,
    observations,
    actions,
    parameters: new Map([
      ...inGroup('extractor', branches.parameters),
      ...inGroup('extractor', trunk.parameters),
      ...inGroup('head', output.parameters),
    ]),
    features,
    apply: (tensors, source, training) => output.apply(features(tensors, source, training), source, training), // [B, A]
  };
}

function requireSupported({ head }: CheckedNetworkSpecification, actions: number): void {
  check(Number.isInteger(actions) && actions > 0, {
    component: 'network',
    parameter: 'actions',
    value: actions,
    requirement: 'a positive integer',
  });
  const unsupported = { noisy: head.noisy ? true : undefined, distribution: head.distribution };
  for (const [parameter, value] of Object.entries(unsupported)) {
    if (value === undefined) continue;
    fail('unsupported', {
      component: 'network',
      parameter: `head.${parameter}`,
      value,
      requirement: 'absent in this version',
    });
  }
}

function inGroup(
  group: NetworkParameter['group'],
  parameters: ReadonlyMap<string, LayerParameter>,
): readonly (readonly [string, NetworkParameter])[] {
  return [...parameters].map(([name, parameter]) => [name, { ...parameter, type: 'float32', group }]);
}

/** Where parameters live: a `ParameterStore` of any engine. */
export interface WritableParameters {
  get(name: string): { set(values: ArrayLike<number>): void };
}

/** Draws the first values of all parameters, in their order. Every engine gets the same numbers, rounded to float32. */
export function initialize(network: Network, store: WritableParameters, stream: RandomStream): void {
  for (const [name, parameter] of network.parameters)
    store.get(name).set(parameter.initializer(parameter, stream).map(Math.fround));
}

/** How many numbers a network learns. */
export function parameterCount({ parameters }: Network): number {
  return [...parameters.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Bytes of all parameters, without padding. */
export const parameterBytes = (network: Network): number => 4 * parameterCount(network);
