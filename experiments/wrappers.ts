import { z } from 'zod';
import type { Environment, EnvironmentSpecification } from '../environments/contract.js';
import { clipReward } from '../environments/wrappers/clip-reward.js';
import { discretizeAction } from '../environments/wrappers/discretize-action.js';
import { flattenObservation } from '../environments/wrappers/flatten-observation.js';
import { frameStack } from '../environments/wrappers/frame-stack.js';
import { normalizeReward } from '../environments/wrappers/normalize-reward.js';
import { stickyActions } from '../environments/wrappers/sticky-actions.js';
import { oneKeyRecord, strictRecord } from '../src/plain-data.js';

const levels = z.int().min(2);

const schemas = {
  clipReward: strictRecord({
    minimum: z.number().exactOptional().meta({ description: 'the least reward; without it there is none' }),
    maximum: z
      .number()
      .exactOptional()
      .meta({ description: 'the greatest reward; without it there is none' }),
  }),
  discretizeAction: strictRecord({
    levels: z.union([levels, z.array(levels).min(1)]).meta({
      description:
        'values that each number of the action can have, both bounds included: one count for all, or one each',
    }),
  }),
  flattenObservation: strictRecord({}),
  frameStack: strictRecord({
    size: z.int().min(1).max(10_000).meta({ description: 'observations shown together' }),
    padding: z.enum(['reset', 'zero']).default('reset').meta({
      description: 'what stands for those before the first: it itself, or zeros',
    }),
  }),
  normalizeObservation: z.unknown().refine(() => false, {
    error:
      'left out, since its statistics are not kept with the weights: agent.normalizeObservations does the same, and keeps them',
  }),
  normalizeReward: strictRecord({
    discount: z.number().min(0).max(1).default(0.99).meta({ description: 'that of the agent' }),
    epsilon: z.number().positive().default(1e-8).meta({ description: 'added to the variance' }),
  }),
  stickyActions: strictRecord({
    probability: z
      .number()
      .min(0)
      .lt(1)
      .meta({ description: 'of doing the last action again, at each step' }),
  }),
};

/** One wrapper of a recipe: `{ frameStack: { size: 4 } }`. */
export const wrapperSchema = oneKeyRecord(schemas);

type Wrapper = z.output<typeof wrapperSchema>;

/** What the wrapped worlds are for: an evaluation counts the rewards that the environment gives, unchanged. */
export type Purpose = 'training' | 'evaluation';

/**
 * The environment with a recipe's wrappers around it, the first one innermost, under the time limit. Without wrappers it is the
 * environment itself; with them it loses a batched form of its own, and single worlds are stepped one after the other.
 */
export function wrapEnvironment(
  specification: EnvironmentSpecification,
  wrappers: readonly Wrapper[],
  purpose: Purpose,
): EnvironmentSpecification {
  if (wrappers.length === 0) return specification;
  const { createVector: _lost, ...rest } = specification;
  return {
    ...rest,
    create: (options) =>
      wrappers.reduce((world, wrapper) => applied(world, wrapper, purpose), specification.create(options)),
  };
}

function applied(world: Environment, wrapper: Wrapper, purpose: Purpose): Environment {
  const rewards = purpose === 'training';
  if ('clipReward' in wrapper) return rewards ? clipReward(world, wrapper.clipReward) : world;
  if ('normalizeReward' in wrapper) return rewards ? normalizeReward(world, wrapper.normalizeReward) : world;
  if ('frameStack' in wrapper) return frameStack(world, wrapper.frameStack);
  if ('stickyActions' in wrapper) return stickyActions(world, wrapper.stickyActions);
  if ('discretizeAction' in wrapper) {
    const continuous = world as Environment<unknown, Float32Array>; // it raises where it is not
    return discretizeAction(continuous, wrapper.discretizeAction);
  }
  return flattenObservation(world);
}
