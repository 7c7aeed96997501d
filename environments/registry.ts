import { check, fail } from '../src/errors.js';
import { nearestName } from '../src/nearest-name.js';
import { checkMaxEpisodeSteps } from './batch.js';
import { builtInEnvironments } from './built-in.js';
import type {
  Autoreset,
  Environment,
  EnvironmentSpecification,
  Info,
  VectorEnvironment,
} from './contract.js';
import { vectorize } from './vector.js';
import { orderEnforcing } from './wrappers/order-enforcing.js';
import { timeLimit } from './wrappers/time-limit.js';

const component = 'environments';
const specifications = new Map(builtInEnvironments.map((specification) => [specification.id, specification]));

/**
 * Makes a world known by its id. Registering the same object again does nothing; another one under a taken id raises
 * `invalid-value`.
 */
export function registerEnvironment(specification: EnvironmentSpecification): void {
  const known = specifications.get(specification.id);
  check(known === undefined || known === specification, {
    component,
    parameter: 'id',
    value: specification.id,
    requirement: 'an id that is not taken',
  });
  specifications.set(specification.id, specification);
}

/** Every world that has been registered, the built-in ones first. */
export function registeredEnvironments(): readonly EnvironmentSpecification[] {
  return [...specifications.values()];
}

/** What is known of a world. Raises `unknown-name`, with the id that was probably meant. */
export function environmentSpecification(id: string): EnvironmentSpecification {
  return specifications.get(id) ?? unknownId(id);
}

/**
 * One world, that enforces the order of its calls and truncates at its time limit: Gymnasium's `make`.
 *
 * @param source an id, or a specification that need not be registered
 * @param options the world's own; `maxEpisodeSteps`, which every world takes, replaces its time limit
 */
export function makeEnvironment(source: string | EnvironmentSpecification, options: Info = {}): Environment {
  const specification = specificationOf(source);
  const { maxEpisodeSteps, ...own } = withTimeLimit(specification, options);
  const environment = orderEnforcing(specification.create(own));
  return maxEpisodeSteps === undefined ? environment : timeLimit(environment, maxEpisodeSteps);
}

export interface VectorSettings {
  /** How many worlds. Default: 1. */
  readonly count?: number;
  /** Default: `next-step`, as in Gymnasium. */
  readonly autoreset?: Autoreset;
  /** As for `makeEnvironment`. */
  readonly options?: Info;
}

/** Many worlds of one kind: the world's own batched form where it has one, else single worlds one after the other. */
export function makeVectorEnvironment(
  source: string | EnvironmentSpecification,
  { count = 1, autoreset = 'next-step', options = {} }: VectorSettings = {},
): VectorEnvironment {
  const specification = specificationOf(source);
  if (specification.createVector === undefined) {
    return vectorize(() => makeEnvironment(specification, options), count, autoreset);
  }
  return specification.createVector(count, autoreset, withTimeLimit(specification, options));
}

function specificationOf(source: string | EnvironmentSpecification): EnvironmentSpecification {
  return typeof source === 'string' ? environmentSpecification(source) : source;
}

function withTimeLimit(
  { maxEpisodeSteps: usual }: EnvironmentSpecification,
  { maxEpisodeSteps = usual, ...own }: Info,
): Info & { readonly maxEpisodeSteps?: number } {
  if (maxEpisodeSteps === undefined) return own;
  checkMaxEpisodeSteps(maxEpisodeSteps as number);
  return { ...own, maxEpisodeSteps: maxEpisodeSteps as number };
}

function unknownId(id: string): never {
  const nearest = nearestName(id, specifications.keys());
  fail('unknown-name', {
    component,
    parameter: 'id',
    value: id,
    requirement: 'the id of a registered environment',
    hint:
      nearest === undefined
        ? `there are ${[...specifications.keys()].join(', ')}; your own goes in with registerEnvironment`
        : `did you mean ${nearest}?`,
  });
}
