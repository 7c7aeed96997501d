import { cos, sin } from '../../src/numerics/index.js';
import type { Scene, Shape } from '../contract.js';
import { goalPosition, maximumPosition, minimumPosition } from './dynamics.js';

const hill = { pieces: 60, width: 0.01, color: '#7b8794' };
const car = { halfLength: 0.09, low: 0.03, high: 0.1, color: '#1f2933' };
const wheel = { apart: 0.05, radius: 0.03, color: '#8184cb' };
const flag = { pole: 0.25, color: '#ca9865' };

/** The valley between its ends, the flag at the goal, and the car, tilted as the slope is. */
export function drawMountainCar(position: number): Scene {
  const goalHeight = heightAt(goalPosition);
  const top = goalHeight + flag.pole;
  const pennant = [
    [goalPosition, top],
    [goalPosition + 0.1, top - 0.04],
    [goalPosition, top - 0.08],
  ] as const;
  return {
    width: [minimumPosition, maximumPosition],
    height: [0, 1.3],
    shapes: [
      ...hillShapes,
      { kind: 'line', from: [goalPosition, goalHeight], to: pennant[0], width: 0.01, color: hill.color },
      { kind: 'polygon', points: pennant, color: flag.color },
      ...carShapes(position),
    ],
  };
}

function heightAt(position: number): number {
  return sin(3 * position) * 0.45 + 0.55;
}

function carShapes(position: number): readonly Shape[] {
  const slope = 1.35 * cos(3 * position); // of heightAt
  const length = Math.sqrt(1 + slope * slope);
  const [cosine, sine] = [1 / length, slope / length];
  const height = heightAt(position);
  const place = (along: number, above: number) =>
    [position + along * cosine - above * sine, height + along * sine + above * cosine] as const;
  const { halfLength, low, high } = car;
  const corners = [
    place(-halfLength, low),
    place(halfLength, low),
    place(halfLength, high),
    place(-halfLength, high),
  ];
  const wheels = [-wheel.apart, wheel.apart].map((along) => {
    return {
      kind: 'circle',
      center: place(along, wheel.radius),
      radius: wheel.radius,
      color: wheel.color,
    } as const;
  });
  return [{ kind: 'polygon', points: corners, color: car.color }, ...wheels];
}

const hillShapes: readonly Shape[] = Array.from({ length: hill.pieces }, (_, piece) => {
  const point = (index: number) => {
    const x = minimumPosition + ((maximumPosition - minimumPosition) * index) / hill.pieces;
    return [x, heightAt(x)] as const;
  };
  return { kind: 'line', from: point(piece), to: point(piece + 1), width: hill.width, color: hill.color };
});
