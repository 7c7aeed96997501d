import { describe, expect, it } from '@jest/globals';
import type { AgentDocument } from '../../agents/create-agent.js';
import { makeActionBuffer, makeStepBuffers } from '../../environments/buffers.js';
import { makeVectorEnvironment } from '../../environments/registry.js';
import { Box } from '../../environments/spaces/box.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { buildAgent } from '../../experiments/build-agent.js';
import { tinyAgent } from '../agents/training.js';
import { echo } from '../agents/worlds.js';
import { errorOf } from '../runs/errors-of.js';

const observationSpace = new Box({ low: 0, high: 1, shape: [2] });
const make = (actionSpace: Box | Discrete, settings: AgentDocument = tinyAgent) =>
  buildAgent({
    environment: { observationSpace, actionSpace, masked: false, count: 1, autoreset: 'same-step' },
    settings,
    horizon: 10,
  });

describe('an agent that is built for a loop of one’s own', () => {
  it('acts, observes and learns there', () => {
    const environment = makeVectorEnvironment(echo(true), { count: 2, autoreset: 'same-step' });
    const agent = buildAgent({ environment, settings: tinyAgent, horizon: 100 });
    const actions = makeActionBuffer(environment.actionSpace, 2);
    let [current, next] = [makeStepBuffers(environment), makeStepBuffers(environment)];
    environment.reset([1, 2], current);
    for (let step = 0; step < 50; step++) {
      agent.act(current.observations, current.masks, actions, { explore: true });
      environment.step(actions, next);
      agent.observe({ observations: current.observations, actions, step: next });
      void agent.learn();
      [current, next] = [next, current];
    }
    expect([agent.steps, agent.updates]).toEqual([100, 100]);
    const { epsilon, loss } = agent.takeMeasures();
    expect(epsilon).toBeLessThan(1);
    expect(loss).toBeGreaterThan(0);
    expect(agent.takeMeasures()['loss']).toBeUndefined();
  });

  it.each([
    ['Box', new Box({ low: 0, high: 1, shape: [1] })],
    ['Discrete that begins elsewhere', new Discrete(3, 1)],
  ])('is refused for actions in a %s', (_what, actionSpace) => {
    const error = errorOf(() => make(actionSpace));
    expect(error?.code).toBe('unsupported');
    expect(error?.message).toContain(`agent: actionSpace is "${String(actionSpace)}", but must be Discrete`);
  });

  it('is refused where episodes do not begin again by themselves: it could not know which rows are steps', () => {
    const environment = makeVectorEnvironment(echo(true), { count: 2, autoreset: 'disabled' });
    const error = errorOf(() => buildAgent({ environment, settings: tinyAgent, horizon: 100 }));
    expect(error?.code).toBe('unsupported');
    expect(error?.message).toContain('is "disabled", but must be same-step or next-step');
  });

  it('is refused with settings that are none, by name', () => {
    const error = errorOf(() => make(new Discrete(2), { ...tinyAgent, discount: 1.5 }));
    expect(error?.code).toBe('invalid-value');
    expect(error?.message).toContain('agent: discount is 1.5');
  });
});
