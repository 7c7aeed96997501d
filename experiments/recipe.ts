import { z } from 'zod';
import { agentSchema } from '../agents/create-agent.js';
import { fail } from '../src/errors.js';
import { wrapperSchema } from './wrappers.js';
import { problemsOf, type RecipeProblem } from './recipe-problems.js';

export type { RecipeProblem };

const positiveInteger = z.int().min(1);

/** An experiment as plain data: what a YAML file under `experiments/recipes` holds. */
export const recipeSchema = z.strictObject({
  environment: z.string().min(1).meta({ description: 'the id of an environment, or ./my-world.js#create' }),
  environmentOptions: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: "the environment's own settings" }),
  wrappers: z
    .array(wrapperSchema)
    .default([])
    .meta({ description: 'changes of the environment, the first one innermost' }),
  environments: positiveInteger.max(100_000).default(1).meta({ description: 'worlds that step together' }),
  steps: positiveInteger.meta({ description: 'environment steps of training, a multiple of environments' }),
  agent: agentSchema.meta({ description: 'the algorithm and its settings' }),
  evaluation: z
    .strictObject({
      interval: positiveInteger
        .default(5000)
        .meta({ description: 'training steps from one evaluation to the next' }),
      episodes: positiveInteger.default(10).meta({
        description: 'greedy episodes of an evaluation during training; they choose the best checkpoint',
      }),
      finalEpisodes: positiveInteger
        .default(100)
        .meta({ description: 'fresh greedy episodes of the reported evaluation' }),
      environmentOptions: z
        .record(z.string(), z.unknown())
        .default({})
        .meta({ description: 'changes of environmentOptions for every evaluation' }),
      finalEnvironmentOptions: z
        .record(z.string(), z.unknown())
        .default({})
        .meta({ description: 'further changes for the reported evaluation and the recorded episode' }),
      maxEpisodeSteps: positiveInteger
        .default(100_000)
        .meta({ description: 'steps after which an evaluation cuts an episode, whatever the world says' }),
    })
    .prefault({}),
  logInterval: positiveInteger
    .default(1000)
    .meta({ description: 'steps from one training record to the next' }),
  checkpointSeconds: z
    .number()
    .positive()
    .default(30)
    .meta({ description: 'at most so long between checkpoints' }),
});

/** What people write; defaults may be left out. */
export type RecipeDocument = z.input<typeof recipeSchema>;
/** With all defaults. */
export type Recipe = z.output<typeof recipeSchema>;

/** Checks a recipe and fills in the defaults. Every problem, or the recipe. */
export function checkRecipe(
  document: unknown,
): { readonly recipe: Recipe } | { readonly problems: readonly RecipeProblem[] } {
  const result = recipeSchema.safeParse(document);
  if (!result.success) return { problems: problemsOf(recipeSchema, result.error.issues, document) };
  const recipe = result.data;
  if (recipe.steps % recipe.environments === 0) return { recipe };
  return {
    problems: [
      {
        path: ['steps'],
        value: recipe.steps,
        requirement: `a multiple of environments, ${recipe.environments}, so that the budget is met exactly`,
      },
    ],
  };
}

/** As `checkRecipe`, raising `invalid-value` or `unknown-name` for the first problem. */
export function parseRecipe(document: unknown): Recipe {
  const checked = checkRecipe(document);
  if ('recipe' in checked) return checked.recipe;
  const { problems } = checked;
  // A mistyped key says more than the key that is missing because of it.
  const telling = problems.find(({ code }) => code === 'unknown-name') ?? problems[0];
  const { path, value, requirement, hint, code = 'invalid-value' } = telling;
  return fail(code, {
    component: 'recipe',
    parameter: path.join('.') || 'document',
    value,
    requirement,
    ...(hint !== undefined && { hint }),
  });
}
