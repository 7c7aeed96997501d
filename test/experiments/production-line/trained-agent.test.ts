import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { builtInProblem } from '../../../environments/production-line/built-in-problems.js';
import { objectivesOf } from '../../../environments/production-line/verifier/objectives.js';
import { readConfiguration } from '../../../experiments/configuration.js';
import { loadPolicy } from '../../../experiments/policy.js';
import { scheduleByPolicy } from '../../../experiments/production-line/run-agent.js';
import { FileStorage } from '../../../src/runs/file-storage.node.js';
import { weightsHash } from '../../../src/runs/weights-hash.js';

const folder = 'experiments/trained/production-line';
interface Recorded {
  readonly training: readonly { readonly seed: number; readonly weightsHash: string }[];
}

describe('the DQN that comes with Lepton', () => {
  const storage = new FileStorage(folder);
  const policy = loadPolicy(storage);
  const { recipe } = readConfiguration(storage);
  const recorded = JSON.parse(readFileSync('experiments/results/production-line.json', 'utf8')) as Recorded;

  it('has the weights whose hash is recorded for seed 1', () => {
    expect(weightsHash(policy.weights)).toBe(recorded.training.find(({ seed }) => seed === 1)?.weightsHash);
  });

  // From the recorded comparison: a change of simulator, rules, features or network that changes a bit of a decision shows here.
  it.each([
    ['ta01', 1361],
    ['ta02', 1413],
    ['ta03', 1384],
    ['ta04', 1378],
    ['ta05', 1551],
  ])('schedules %s in %d, as recorded', (name, makespan) => {
    const problem = builtInProblem(name);
    const agent = { policy, environmentOptions: recipe.environmentOptions, name: 'DQN' };
    const { schedule } = scheduleByPolicy(problem, agent, 0);
    expect(objectivesOf(problem, schedule).makespan).toBe(makespan);
  });
});
