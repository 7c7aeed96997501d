import type { ParameterSpecification, Tensor } from '../../tensor/index.js';
import type { Update } from '../../tensor/update.js';

export interface OptimizerInputs {
  /** What is trained; a frozen parameter is absent. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  /** For each of the parameters, by its name and of its shape. */
  readonly gradients: ReadonlyMap<string, Tensor>;
  /** The state of that name, as `stateSpecifications` has it; all 0 before the first update. */
  readonly state: (name: string) => Tensor;
  /** One tensor for each of `scalarNames`; inputs, so that nothing is compiled anew when they change. [] each */
  readonly scalars: Readonly<Record<string, Tensor>>;
}

/**
 * How gradients change parameters. A plain record: what it remembers (`state`) and what changes from update to update
 * (`scalars`) are the caller's. Groups of parameters with learning rates of their own call `updates` once each, with scalars
 * of their own.
 */
export interface Optimizer {
  readonly name: string;
  /** What is to be remembered of each parameter: `firstMoment/extractor/0/weight`. */
  stateSpecifications(
    parameters: ReadonlyMap<string, ParameterSpecification>,
  ): ReadonlyMap<string, ParameterSpecification>;
  readonly scalarNames: readonly string[];
  /**
   * Writes the scalars of an update, in the order of `scalarNames`, in float64. Allocates nothing.
   * @param step 1 for the first update
   */
  writeScalars(step: number, learningRate: number, into: Float64Array): void;
  /** New values of the parameters and of the state. */
  updates(inputs: OptimizerInputs): readonly Update[];
}

/** The specifications of states that are shaped like the parameters, one of each kind for each parameter. */
export function statesLike(
  kinds: readonly string[],
  parameters: ReadonlyMap<string, ParameterSpecification>,
): ReadonlyMap<string, ParameterSpecification> {
  const entries = kinds.flatMap((kind) =>
    [...parameters].map(([name, { shape, type }]) => [`${kind}/${name}`, { shape, type }] as const),
  );
  return new Map(entries);
}

/** The updates of each parameter, from its gradient and from its states by kind. */
export function updateEach(
  { parameters, gradients, state }: OptimizerInputs,
  update: (parameter: Tensor, gradient: Tensor, stateOf: (kind: string) => Tensor) => readonly Update[],
): readonly Update[] {
  return [...parameters].flatMap(([name, parameter]) =>
    update(parameter, gradients.get(name) as Tensor, (kind) => state(`${kind}/${name}`)),
  );
}
