import { describe, expect, it } from '@jest/globals';
import type { Agent } from '../../agents/contract.js';
import { makeStepBuffers } from '../../environments/buffers.js';
import { Box } from '../../environments/spaces/box.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { Probes } from '../../experiments/probes.js';

const world = {
  observationSpace: new Box({ low: -1000, high: 1000, shape: [2] }),
  actionSpace: new Discrete(3),
  masked: true,
  count: 2,
};
const offers = 8 * 31 + 1;

/** Values its actions at x, 2 x and 3 x for an observation [x, ...]. */
const tellingAgent = {
  steps: 77,
  qValues: ({ observation }: { readonly observation: Float32Array }, _masks: unknown, count: number) =>
    Float32Array.from({ length: 3 * count }, (_, i) => observation[2 * Math.floor(i / 3)] * (1 + (i % 3))),
} as unknown as Agent;

/** Shows as many vector steps; in step t the first world is at [t, -t]. */
function offer(probes: Probes, count: number): void {
  const buffers = makeStepBuffers(world);
  for (let t = 0; t < count; t++) {
    (buffers.observations['observation'] as Float32Array).set([t, -t, 999, 999]);
    buffers.masks!.set([1, t % 2, 1, 0, 0, 1]);
    probes.offer(buffers);
  }
}

describe('probe states', () => {
  it('are the observations of the first world, one of every eight steps, until there are 32', () => {
    const probes = new Probes(world);
    offer(probes, offers - 1);
    expect(probes.complete).toBe(false);
    expect(probes.measure(tellingAgent)).toBeUndefined();
    offer(probes, 1);
    expect(probes.complete).toBe(true);
  });

  it('stay the same whatever comes after them', () => {
    const probes = new Probes(world);
    offer(probes, offers);
    const before = probes.save();
    offer(probes, 100);
    expect(probes.save()).toEqual(before);
  });

  it('are measured by the mean gap between the two best actions, and the mean of the best', () => {
    const probes = new Probes(world);
    offer(probes, offers);
    const times = Array.from({ length: 32 }, (_, i) => 8 * i);
    const mean = times.reduce((sum, t) => sum + t, 0) / 32;
    expect(probes.measure(tellingAgent)).toEqual({
      kind: 'probe',
      step: 77,
      actionGap: mean,
      meanMaxQ: 3 * mean,
      q: times.slice(0, 8).map((t) => [t, 2 * t, 3 * t]),
    });
  });

  it('are saved and restored, half of them too', () => {
    const [original, copy] = [new Probes(world), new Probes(world)];
    offer(original, 100);
    copy.load(original.save());
    expect(copy.save()).toEqual(original.save());
    for (const probes of [original, copy]) offer(probes, offers);
    expect(copy.measure(tellingAgent)).toEqual(original.measure(tellingAgent));
  });
});
