import { describe, expect, it } from '@jest/globals';
import type { ProgramSpecification } from '../../../src/engines/engine.js';
import { makeSchedule, type Schedule } from '../../../src/engines/plan/schedule.js';
import * as t from '../../../src/tensor/index.js';
import { Graph, type Tensor } from '../../../src/tensor/index.js';
import type { Update } from '../../../src/tensor/update.js';
import { specifications, worldOf, type World } from '../small-world.js';

const scheduleOf = (make: (world: World) => ProgramSpecification): Schedule & { readonly world: World } => {
  const world = worldOf({ label: 'store', specifications });
  const { outputs = {}, updates = [] } = make(world);
  return { ...makeSchedule(Object.values(outputs), updates), world };
};

describe('a schedule', () => {
  it('and are written in place where no later node reads the old value', () => {
    const { order, inPlace, world } = scheduleOf(({ a, m, x }) => {
      const moment = t.movingAverage(m, x, 0.9);
      return {
        updates: [
          { target: a, value: t.sub(a, moment) },
          { target: m, value: moment },
        ],
      };
    });
    expect([...inPlace.values()]).toEqual([world.m, world.a].reverse());
    expect(order.filter(({ operator }) => operator.name === 'copy')).toEqual([]);
  });

  it('and what reads an old value comes before what replaces it, even if a new value is read as well', () => {
    const { order } = scheduleOf(({ a, b, m, x }) => {
      const value = t.sub(a, x);
      return {
        updates: [
          { target: m, value: t.movingAverage(m, value, 0.9) },
          { target: a, value },
          { target: b, value: t.sub(b, t.exp(a)) },
        ],
      };
    });
    expect(order.filter(({ operator }) => operator.name === 'copy')).toEqual([]);
  });

  it('and none is copied in a network that learns by Adam', () => {
    const names = ['w0', 'w1', 'w2'].flatMap((name) => [name, `${name}/m`, `${name}/v`]);
    const square = new Map(names.map((name) => [name, { shape: [4, 4], type: 'float32' as const }]));
    const graph = new Graph();
    const source = { label: 'online', specifications: square };
    const weights = ['w0', 'w1', 'w2'].map((name) => graph.parameter(source, name));
    const hidden = weights.reduce((x, weight) => t.relu(t.matmul(x, weight)), graph.input('x', [2, 4]));
    const gradients = t.gradients(t.mean(t.square(hidden)), weights);
    const [stepSize, inverseRootCorrection] = [graph.input('step', []), graph.input('correction', [])];
    const updates = weights.flatMap((target, index): Update[] => {
      const [m, v] = [`w${index}/m`, `w${index}/v`].map((name) => graph.parameter(source, name)) as [
        Tensor,
        Tensor,
      ];
      const firstMoment = t.movingAverage(m, gradients[index], 0.9);
      const secondMoment = t.movingAverageOfSquares(v, gradients[index], 0.999);
      const moments = { firstMoment, secondMoment, stepSize, inverseRootCorrection };
      const value = t.adamStep({ parameter: target, ...moments, epsilon: 1e-8 });
      return [
        { target, value },
        { target: m, value: firstMoment },
        { target: v, value: secondMoment },
      ];
    });
    for (const some of [updates, updates.toReversed()]) {
      const { order, inPlace } = makeSchedule([], some);
      expect(inPlace.size).toBe(9);
      expect(order.filter(({ operator }) => operator.name === 'copy')).toEqual([]);
    }
  });

  it('where a later node reads the old value through a reshape, the update is copied', () => {
    const make = ({ a, b, x }: World): ProgramSpecification => ({
      updates: [
        { target: a, value: t.add(a, x) },
        { target: b, value: t.mul(t.add(a, x), t.reshape(t.reshape(a, [1, 3]), [3])) },
      ],
    });
    const { order, inPlace, world } = scheduleOf(make);
    expect([...inPlace].map(([node, target]) => [node.operator.name, target])).toEqual([
      ['copy', world.a],
      ['mul', world.b],
    ]);
    expect(order.at(-1)?.operator.name).toBe('copy');
  });

  it('and outputs are never in a store, because the caller may set that', () => {
    const { order, inPlace } = scheduleOf(({ a, x }) => {
      const value = t.add(a, x);
      return { outputs: { flat: t.reshape(value, [3, 1]) }, updates: [{ target: a, value }] };
    });
    expect([...inPlace.keys()]).toEqual([order.at(-1)]);
    expect(order.at(-1)?.operator.name).toBe('copy');
  });
});
