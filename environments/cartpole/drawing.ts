import { cos, sin } from '../../src/numerics/index.js';
import type { Scene } from '../contract.js';
import { halfLength, xThreshold } from './dynamics.js';

const cart = { halfWidth: 0.2, halfHeight: 0.12, color: '#1f2933' };
const pole = { width: 0.08, color: '#ca9865' };
const axle = { above: 0.06, radius: 0.04, color: '#8184cb' };
const track = { width: 0.01, color: '#7b8794' };

/** Cart, pole, axle and track in metres; the pole leans to the right for a positive angle. */
export function drawCartPole(x: number, theta: number): Scene {
  const { halfWidth, halfHeight } = cart;
  const joint = [x, axle.above] as const;
  const tip = [x + 2 * halfLength * sin(theta), axle.above + 2 * halfLength * cos(theta)] as const;
  const corners = [
    [x - halfWidth, -halfHeight],
    [x + halfWidth, -halfHeight],
    [x + halfWidth, halfHeight],
    [x - halfWidth, halfHeight],
  ] as const;
  return {
    width: [-xThreshold, xThreshold],
    height: [-0.8, 2.4],
    shapes: [
      { kind: 'line', from: [-xThreshold, 0], to: [xThreshold, 0], width: track.width, color: track.color },
      { kind: 'polygon', points: corners, color: cart.color },
      { kind: 'line', from: joint, to: tip, width: pole.width, color: pole.color },
      { kind: 'circle', center: joint, radius: axle.radius, color: axle.color },
    ],
  };
}
