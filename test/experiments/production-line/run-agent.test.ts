import { expect, it } from '@jest/globals';
import { randomPlant } from '../../../environments/production-line/random-plant.js';
import { runRule } from '../../../environments/production-line/rules/choose.js';
import { ruleNamed } from '../../../environments/production-line/rules/registry.js';
import { compileProblem } from '../../../environments/production-line/simulator/compile-problem.js';
import { scheduleOf } from '../../../environments/production-line/simulator/schedule-of.js';
import { scheduleByPolicy } from '../../../experiments/production-line/run-agent.js';

it('an agent meets the same durations, failures and defects as a rule on the same seed', () => {
  // Always the first of its rules: what it makes must be what that rule makes, also where chance has a part in it.
  const policy = { act: () => 0, qValues: () => Float32Array.of(1, 0) };
  const environmentOptions = { rules: ['CR', 'LPT'] };
  for (const seed of [0, 1, 2, 3]) {
    const problem = randomPlant(7, {
      ...{ jobs: 8, machines: 3 },
      features: ['flexible', 'arrivals', 'dueDates', 'failures', 'noise', 'rework'],
    });
    const { schedule } = scheduleByPolicy(problem, { policy, environmentOptions, name: 'first' }, seed);
    const byRule = scheduleOf(runRule(compileProblem(problem), ruleNamed('CR'), { seed }), 'CR');
    expect(schedule.tasks).toEqual(byRule.tasks);
  }
});
