/**
 * A pendulum that a motor too weak to lift it swings up, in Gymnasium's form: 1 m, 1 kg, 20 steps a second. The order
 * of every operation is Gymnasium's, so that the values agree.
 */
import { cos, sin } from '../../src/numerics/index.js';
import type { Pcg64 } from '../../src/random/pcg64.js';
import type { NumericArray } from '../contract.js';

/** N m */
export const maximumTorque = 2;
/** rad/s */
export const maximumSpeed = 8;
const timeStep = 0.05; // s between two states

/**
 * Draws a start: angle uniform in [-angle, angle), speed in [-speed, speed). The state of a row: angle from upright,
 * counterclockwise (rad, not wrapped), angular velocity (rad/s). [B, 2]
 */
export function start(
  states: Float64Array,
  row: number,
  generator: Pcg64,
  [angle, speed]: readonly [angle: number, speed: number],
): void {
  states[2 * row] = generator.uniform(-angle, angle);
  states[2 * row + 1] = generator.uniform(-speed, speed);
}

/** Applies a torque to one row for 0.05 s. The torque is a float32, as Gymnasium's is, and so is the product with 3. */
export function turn(states: Float64Array, row: number, torque: number, gravity: number): void {
  const at = 2 * row;
  const theta = states[at];
  const acceleration = ((3 * gravity) / 2) * sin(theta) + Math.fround(3 * torque);
  const speed = clip(states[at + 1] + acceleration * timeStep, maximumSpeed);
  states[at] = theta + speed * timeStep;
  states[at + 1] = speed;
}

/** What a state and a torque cost: zero for standing still upright. */
export function costOf(states: Float64Array, row: number, torque: number): number {
  const angle = normalized(states[2 * row]);
  const speed = states[2 * row + 1];
  const effort = Math.fround(Math.fround(0.001) * Math.fround(torque * torque));
  return angle * angle + 0.1 * (speed * speed) + effort;
}

/** Cosine and sine in place of the angle. [B, 3] */
export function observe(states: Float64Array, row: number, into: NumericArray): void {
  const theta = states[2 * row];
  into[3 * row] = cos(theta);
  into[3 * row + 1] = sin(theta);
  into[3 * row + 2] = states[2 * row + 1];
}

export function clip(x: number, most: number): number {
  return Math.min(Math.max(x, -most), most);
}

/** The same angle in [-pi, pi). */
function normalized(angle: number): number {
  const turn = 2 * Math.PI;
  const rest = (angle + Math.PI) % turn;
  return (rest < 0 ? rest + turn : rest) - Math.PI;
}
