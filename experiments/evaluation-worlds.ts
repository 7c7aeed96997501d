import type { EnvironmentSpecification, Info } from '../environments/contract.js';
import { makeVectorEnvironment } from '../environments/registry.js';
import { check } from '../src/errors.js';
import type { Recipe } from './recipe.js';

/** What an evaluation is for: `selection` chooses the best weights during training, `report` is what a run is judged by. */
export type Occasion = 'selection' | 'report';

/** The environment's options of an evaluation; what is said later wins: training, evaluation, final evaluation. */
export function evaluationOptions(
  { environmentOptions, evaluation }: Pick<Recipe, 'environmentOptions' | 'evaluation'>,
  occasion: Occasion,
): Info {
  const final = occasion === 'report' ? evaluation.finalEnvironmentOptions : {};
  return { ...environmentOptions, ...evaluation.environmentOptions, ...final };
}

/**
 * Raises `invalid-value` where evaluations would play in worlds that an agent of the training world cannot act in, and whatever
 * the environment says against the options. At the beginning, since the end of a long training would be a bad moment.
 */
export function checkEvaluationWorlds(environment: EnvironmentSpecification, recipe: Recipe): void {
  checkWorld('environmentOptions', 'selection');
  checkWorld('finalEnvironmentOptions', 'report');

  function checkWorld(key: 'environmentOptions' | 'finalEnvironmentOptions', occasion: Occasion): void {
    const changes = recipe.evaluation[key];
    if (Object.keys(changes).length === 0) return;
    const training = describeWorld(environment, recipe.environmentOptions);
    const found = describeWorld(environment, evaluationOptions(recipe, occasion));
    check(found === training, {
      component: 'recipe',
      parameter: `evaluation.${key}`,
      value: changes,
      requirement: `options that leave the spaces as in training, ${training}; with these they are ${found}`,
    });
  }
}

function describeWorld(environment: EnvironmentSpecification, options: Info): string {
  const world = makeVectorEnvironment(environment, { count: 1, autoreset: 'same-step', options });
  world.close?.();
  const { observationSpace, actionSpace, masked } = world;
  return `${String(observationSpace)} -> ${String(actionSpace)}${masked ? ' with masks' : ''}`;
}
