import { cos, sin } from '../../src/numerics/index.js';
import type { Scene } from '../contract.js';

const rod = { width: 0.2, color: '#ca9865' };
const axle = { radius: 0.06, color: '#1f2933' };

/** The rod in metres, around the origin; it leans to the left for a small positive angle. */
export function drawPendulum(theta: number): Scene {
  const tip = [-sin(theta), cos(theta)] as const;
  return {
    width: [-1.2, 1.2],
    height: [-1.2, 1.2],
    shapes: [
      { kind: 'line', from: [0, 0], to: tip, width: rod.width, color: rod.color },
      { kind: 'circle', center: [0, 0], radius: axle.radius, color: axle.color },
    ],
  };
}
