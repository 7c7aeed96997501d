import { describe, expect, it } from '@jest/globals';
import { readPicture } from '../../src/reports/picture.js';
import { replaysOf } from '../../src/reports/replay.js';
import { cartPoleRecording } from './fixtures.js';

describe('picture', () => {
  it('turns a scene upside down for the screen, in compact form', () => {
    const picture = readPicture({
      width: [-2, 2],
      height: [0, 1],
      shapes: [
        { kind: 'polygon', points: [[0, 0], [1, 0], [1, 0.5]], color: 'red' }, // prettier-ignore
        { kind: 'line', from: [0, 0], to: [1, 1], width: 0.25, color: 'blue' },
        { kind: 'circle', center: [-1, 0.5], radius: 0.123456, color: 'green' },
      ],
    });
    expect(picture).toEqual({
      view: [-2, -1, 4, 1],
      drawing: [
        ['polygon', 'red', 0, 0, 1, 0, 1, -0.5],
        ['line', 'blue', 0.25, 0, 0, 1, -1],
        ['circle', 'green', 0.1235, -1, -0.5],
      ],
    });
  });

  it('takes text as it is, and nothing for what is neither', () => {
    expect(readPicture('+-+')).toEqual({ drawing: '+-+' });
    for (const value of ['', null, 7, {}, { width: [1, 0], height: [0, 1], shapes: [] }])
      expect(readPicture(value)).toBeUndefined();
  });

  it('leaves out shapes that are none', () => {
    const shapes = [{ kind: 'circle', center: [0, NaN], radius: 1, color: 'red' }, { kind: 'star' }, null];
    expect(readPicture({ width: [0, 1], height: [0, 1], shapes })).toMatchObject({ drawing: [] });
  });
});

describe('replay', () => {
  it('holds each frame with the reward so far and the action by name', () => {
    const [replay] = replaysOf([{ label: 'seed 1', recording: cartPoleRecording(1, 3) }]);
    expect(replay).toMatchObject({
      label: 'seed 1',
      steps: 3,
      return: 3,
      every: 1,
      views: [[-2.4, -1.6, 4.8, 2.2]],
    });
    expect(replay.frames.map(({ step, total }) => [step, total])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(['push left', 'push right']).toContain(replay.frames[0].action);
    const q = replay.frames.flatMap((frame) => frame.q as number[]);
    expect(replay.range![0]).toBeCloseTo(Math.min(...q), 2);
    expect(replay.range![1]).toBeCloseTo(Math.max(...q), 2);
  });

  it('thins long recordings to a few megabytes, with true rewards and the last frame', () => {
    const recording = cartPoleRecording(1, 500);
    const frames = Array.from({ length: 40 }, () => recording.frames).flat();
    const [replay] = replaysOf([{ label: 'seed 1', recording: { ...recording, frames } }]);
    expect(replay.every).toBeGreaterThan(1);
    expect(JSON.stringify(replay).length).toBeLessThan(3_000_000);
    expect(replay.frames.every(({ step, total }) => step === total)).toBe(true);
    expect(replay.frames.at(-1)!.step).toBe(20_000);
  });

  it('is nothing for an episode without pictures', () => {
    const recording = { ...cartPoleRecording(1, 1), frames: [{ picture: undefined, action: 0, reward: 1 }] };
    expect(replaysOf([{ label: 'seed 1', recording }])).toEqual([]);
  });

  it('shows actions that are no names as numbers', () => {
    const frames = [{ picture: 'x', action: [0.123456, -1], reward: 0.5 }];
    const [replay] = replaysOf([
      { label: 'a', recording: { environment: 'E', seed: 1, return: 0.5, frames } },
    ]);
    expect(replay.frames).toEqual([{ step: 1, drawing: 'x', action: '0.1235, -1', total: 0.5 }]);
  });
});
