import { describe, expect, it } from '@jest/globals';
import { makeEnvironment } from '../../../environments/registry.js';
import { decode, outcomeOf, possibleActions } from '../../../environments/taxi/dynamics.js';
import { taxi } from '../../../environments/taxi/taxi.js';
import { readGolden, replay, startsOf } from '../golden.js';

const golden = readGolden('taxi');

describe('Taxi-v4', () => {
  it('replays golden episodes exactly, action masks, deliveries and time limits included', () => {
    const { ours, golden: expected } = replay(golden);
    expect(ours).toEqual(expected);
    const steps = golden.episodes.flatMap(({ steps }) => steps);
    expect(new Set(steps.map(({ reward }) => reward))).toEqual(new Set([-1, -10, 20]));
    expect(steps.some(({ truncated }) => truncated)).toBe(true);
  });

  it('draws the start states of Gymnasium for 200 seeds', () => {
    expect(startsOf(taxi({}))).toEqual(golden.starts);
  });

  it('reads a state as row, column, passenger and destination', () => {
    expect(decode(((3 * 5 + 1) * 5 + 2) * 4 + 0)).toEqual({
      row: 3,
      column: 1,
      passenger: 2,
      destination: 0,
    });
  });

  it('masks exactly the actions that change nothing, in all 500 states', () => {
    for (let state = 0; state < 500; state++) {
      const mask = new Uint8Array(6);
      possibleActions(state, mask);
      const changes = Array.from(mask, (_, action) => {
        const outcome = outcomeOf(state, action);
        return Number(outcome.state !== state || outcome.terminated);
      });
      expect(Array.from(mask)).toEqual(changes);
    }
  });

  it('gives a fresh mask each call', () => {
    const world = makeEnvironment('Taxi-v4');
    world.reset({ seed: 0 });
    const mask = world.actionMask!();
    mask.fill(7);
    expect(world.actionMask!()).not.toEqual(mask);
  });

  it('draws the passenger where he waits, and in the taxi once he was fetched', () => {
    const { draw } = taxi({});
    const passengerOf = (state: number) => draw(Float64Array.of(state)).shapes.at(-1);
    expect(passengerOf(((2 * 5 + 2) * 5 + 1) * 4)).toMatchObject({ center: [4.5, 4.5] });
    expect(passengerOf(((2 * 5 + 2) * 5 + 4) * 4)).toMatchObject({ center: [2.5, 2.5] });
  });
});
