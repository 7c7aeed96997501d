import { cos, sin } from '../../src/numerics/index.js';
import type { Scene } from '../contract.js';

const link = { width: 0.16, color: '#1f2933' };
const joint = { radius: 0.1, color: '#8184cb' };
const goal = { height: 1, width: 0.02, color: '#ca9865' };

/** Both links in metres, hanging from the origin, and the height that the free end must reach. */
export function drawAcrobot(theta1: number, theta2: number): Scene {
  const elbow = [sin(theta1), -cos(theta1)] as const;
  const end = [elbow[0] + sin(theta1 + theta2), elbow[1] - cos(theta1 + theta2)] as const;
  const from = [-2.2, goal.height] as const;
  return {
    width: [-2.2, 2.2],
    height: [-2.2, 2.2],
    shapes: [
      { kind: 'line', from, to: [2.2, goal.height], width: goal.width, color: goal.color },
      { kind: 'line', from: [0, 0], to: elbow, width: link.width, color: link.color },
      { kind: 'line', from: elbow, to: end, width: link.width, color: link.color },
      { kind: 'circle', center: [0, 0], radius: joint.radius, color: joint.color },
      { kind: 'circle', center: elbow, radius: joint.radius, color: joint.color },
    ],
  };
}
