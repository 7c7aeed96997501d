import { describe, expect, it } from '@jest/globals';
import { CartPole } from '../../../environments/cartpole/cartpole.js';
import type { Environment } from '../../../environments/contract.js';
import { orderEnforcing } from '../../../environments/wrappers/order-enforcing.js';
import { timeLimit } from '../../../environments/wrappers/time-limit.js';
import { Clock, MaskedGrid, TwoStateChain } from '../../fixtures/worlds.js';

const optionalMembers = ['actionMask', 'render', 'close', 'snapshot', 'restore'] as const;
const wrongOrder = expect.objectContaining({ code: 'wrong-order' });

describe.each([
  ['timeLimit', (inner: Environment) => timeLimit(inner, 5)],
  ['orderEnforcing', (inner: Environment) => orderEnforcing(inner)],
])('%s', (_name, wrapped) => {
  it('has an optional member exactly when the inner world has it', () => {
    const closing = Object.assign(new Clock(), { close: () => undefined });
    for (const inner of [new CartPole(), new MaskedGrid(), new Clock(), closing]) {
      const outer = wrapped(inner);
      expect(optionalMembers.filter((member) => outer[member])).toEqual(
        optionalMembers.filter((member) => (inner as Environment)[member]),
      );
      expect([outer.observationSpace, outer.actionSpace]).toEqual([
        inner.observationSpace,
        inner.actionSpace,
      ]);
    }
  });

  it('passes seeds, options, masks and pictures through', () => {
    const [inner, outer] = [new CartPole(), wrapped(new CartPole())];
    const options = { seed: 3, options: { low: 0, high: 0.2 } };
    expect(outer.reset(options)).toEqual(inner.reset(options));
    expect(outer.step(1)).toEqual(inner.step(1));
    expect(outer.render?.()).toEqual(inner.render());
    const [grid, wrappedGrid] = [new MaskedGrid(), wrapped(new MaskedGrid())];
    grid.reset({ seed: 4 });
    wrappedGrid.reset({ seed: 4 });
    expect(wrappedGrid.actionMask?.()).toEqual(grid.actionMask());
  });

  it('a snapshot holds the wrapper too', () => {
    const play = (world: Environment): unknown[] => [0, 0, 0].map((action) => world.step(action));
    const world = wrapped(new TwoStateChain());
    world.reset();
    play(world);
    const snapshot = world.snapshot!();
    const rest = (of: Environment): unknown => [of.step(0), of.step(1)];
    const expected = rest(world);
    const resumed = wrapped(new TwoStateChain());
    resumed.restore!(snapshot);
    expect(rest(resumed)).toEqual(expected);
  });

  it('refuses the snapshot of something else', () => {
    const snapshot = new CartPole().snapshot();
    const restore = () => wrapped(new CartPole()).restore!(snapshot);
    expect(restore).toThrow(expect.objectContaining({ code: 'file-damaged' }));
  });
});

describe('timeLimit', () => {
  it('truncates exactly at its last step, and again in the next episode', () => {
    const world = timeLimit(new TwoStateChain(), 3);
    for (let episode = 0; episode < 2; episode++) {
      world.reset();
      expect([0, 0, 0].map((action) => world.step(action).truncated)).toEqual([false, false, true]);
    }
  });

  it('keeps terminated where both happen in one step', () => {
    const world = timeLimit(new TwoStateChain(), 2);
    world.reset();
    world.step(1);
    expect(world.step(1)).toMatchObject({ terminated: true, truncated: true });
  });

  it('raises when it is stepped on', () => {
    const world = timeLimit(new TwoStateChain(), 1);
    world.reset();
    world.step(0);
    expect(() => world.step(0)).toThrow(wrongOrder);
  });

  it.each([0, -1, 2.5, NaN])('refuses %p steps', (steps) => {
    expect(() => timeLimit(new TwoStateChain(), steps)).toThrow('a positive integer');
  });
});

describe('orderEnforcing', () => {
  it('raises before the first reset and after an end, until the next reset', () => {
    const world = orderEnforcing(new TwoStateChain());
    expect(() => world.step(0)).toThrow('before the first reset()');
    world.reset();
    world.step(1);
    world.step(1);
    expect(() => world.step(0)).toThrow(wrongOrder);
    world.reset();
    expect(world.step(0).terminated).toBe(false);
  });
});
