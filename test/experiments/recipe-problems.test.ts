import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { problemsOf } from '../../experiments/recipe-problems.js';
import { recipeSchema } from '../../experiments/recipe.js';

/** A recipe whose agent has one more line. */
const withAgent = (line: string): unknown =>
  parse(`environment: CartPole-v1
steps: 500
agent:
  name: dqn
  network: { extractor: [{ dense: 8 }], head: {} }
  ${line}`);

function problems(document: unknown): string[] {
  const { error } = recipeSchema.safeParse(document);
  return problemsOf(recipeSchema, error?.issues ?? [], document).map(
    ({ path, value, requirement, hint }) =>
      `${path.join('.')} is ${JSON.stringify(value)}: ${requirement}${hint === undefined ? '' : `, ${hint}`}`,
  );
}

describe('problemsOf', () => {
  it('finds nothing in a recipe that is right', () => {
    expect(problems(withAgent('double: true'))).toEqual([]);
  });

  it.each([
    ['batchSize: 0', 'agent.batchSize is 0: at least 1'],
    ['batchSize: 2.5', 'agent.batchSize is 2.5: an integer'],
    ['discount: 2', 'agent.discount is 2: at most 1'],
    ['maximumGradientNorm: 0', 'agent.maximumGradientNorm is 0: greater than 0'],
    ['double: 1', 'agent.double is 1: true or false'],
    ['loss: hubber', 'agent.loss is "hubber": one of huber, squaredError, did you mean huber?'],
    ['learnigRate: 1', 'agent.learnigRate is 1: left out: there is no such key, did you mean learningRate?'],
    ['learningRate: fast', 'agent.learningRate is "fast": a number or a map of keys and values'],
  ])('says of %s what it must be', (line, problem) => {
    expect(problems(withAgent(line))).toEqual([problem]);
  });

  it('goes to the innermost place of the form that was meant', () => {
    expect(problems(withAgent('exploration: { linear: { from: 1, to: abc, fraction: 0.2 } }'))).toEqual([
      'agent.exploration.linear.to is "abc": a number',
    ]);
    expect(problems(withAgent('optimizer: { adamm: {} }'))).toEqual([
      'agent.optimizer.adamm is {}: left out: there is no such key, did you mean adam?',
    ]);
  });

  it('lists every problem of a document', () => {
    expect(problems({ ...(withAgent('discount: 2') as object), steps: 'x', stpes: 3 })).toEqual([
      'steps is "x": a number',
      'agent.discount is 2: at most 1',
      'stpes is 3: left out: there is no such key, did you mean steps?',
    ]);
  });

  it('knows an agent of no known name', () => {
    expect(problems({ environment: 'CartPole-v1', steps: 1, agent: { name: 'dqm' } })).toEqual([
      'agent.name is "dqm": one of dqn',
    ]);
  });
});
