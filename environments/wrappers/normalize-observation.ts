import { check } from '../../src/errors.js';
import type { Environment } from '../contract.js';
import { Box } from '../spaces/box.js';
import { boxOf } from './box-of.js';
import { RunningStatistics } from './running-statistics.js';
import { wrap } from './wrap.js';

const name = 'normalize observation';

export interface NormalizeOptions {
  /** Shared with other worlds, or those of a training that is evaluated. Default: statistics of this world's own. */
  readonly statistics?: RunningStatistics;
  /** True: the statistics are used and never moved. Default: false. */
  readonly evaluation?: boolean;
  /** Added to the variance. Default: 1e-8. */
  readonly epsilon?: number;
}

/**
 * Shows (observation - mean) / sqrt(variance + epsilon), each element with its own running mean and variance, which every
 * observation moves before it is shown: Gymnasium's NormalizeObservation, for Box observations.
 *
 * An agent that learns from a replay sees old observations as they were normalised then; what trains better is a network that
 * normalises by itself.
 *
 * @throws LeptonError `unsupported` for other observations, `invalid-value` for statistics of another size
 */
export function normalizeObservation<Action>(
  inner: Environment<unknown, Action>,
  { statistics, evaluation = false, epsilon = 1e-8 }: NormalizeOptions = {},
): Environment<Float32Array, Action> {
  const { size, shape } = boxOf(
    name,
    'observationSpace',
    inner.observationSpace,
    'wrap it in flattenObservation first',
  );
  const moments = statistics ?? new RunningStatistics(size);
  check(moments.size === size, {
    component: name,
    parameter: 'statistics.size',
    value: moments.size,
    requirement: `${size}, the numbers of an observation`,
  });
  const normalized = (observation: unknown): Float32Array => {
    const row = observation as ArrayLike<number>;
    if (!evaluation) moments.add(row);
    return Float32Array.from(row, (x, i) => (x - moments.mean(i)) / Math.sqrt(moments.variance(i) + epsilon));
  };
  return wrap(
    inner,
    {
      name,
      reset(options) {
        const result = inner.reset(options);
        return { ...result, observation: normalized(result.observation) };
      },
      step(action: Action) {
        const result = inner.step(action);
        return { ...result, observation: normalized(result.observation) };
      },
      save: () => moments.save(),
      load: (saved) => moments.load(saved),
    },
    { observationSpace: new Box({ low: -Infinity, high: Infinity, shape }) },
  );
}
