/**
 * Two links that hang from a fixed joint, with a motor between them: "Generalization in Reinforcement Learning:
 * Successful Examples Using Sparse Coarse Coding" (Sutton, 1996), with the equations of "Reinforcement Learning: An
 * Introduction" (Sutton and Barto, 1998), in Gymnasium's form: both links 1 m, 1 kg, their centres of mass in the
 * middle, moments of inertia 1 kg m^2. The order of every operation is Gymnasium's, so that the values agree.
 */
import { cos, sin } from '../../src/numerics/index.js';
import type { Pcg64 } from '../../src/random/pcg64.js';
import type { NumericArray } from '../contract.js';

const gravity = 9.8; // m/s^2
const timeStep = 0.2; // s between two states
/** Bounds of the joints' angular velocities, rad/s. */
export const maximumSpeeds = [4 * Math.PI, 9 * Math.PI] as const;

/**
 * Draws a start, each of the four uniform in [low, high), rounded to float32 as Gymnasium does. The state of a row:
 * angle of the first link from hanging down, angle of the second from the first (rad), their velocities (rad/s). [B, 4]
 */
export function start(
  states: Float64Array,
  row: number,
  generator: Pcg64,
  [low, high]: readonly [low: number, high: number],
): void {
  for (let at = 4 * row; at < 4 * row + 4; at++) states[at] = Math.fround(generator.uniform(low, high));
}

const slopes = [new Float64Array(4), new Float64Array(4), new Float64Array(4), new Float64Array(4)] as const;
const still = new Float64Array(4); // the slope of a state that does not move
const between = new Float64Array(4); // a state within one step

/** Applies a torque (N m) to the joint between the links for 0.2 s: one step of Runge and Kutta's method, order 4. */
export function swing(states: Float64Array, row: number, torque: number): void {
  const at = 4 * row;
  const [first, second, third, fourth] = slopes;
  slopeAt(advance(states, at, still, 0), torque, first);
  slopeAt(advance(states, at, first, timeStep / 2), torque, second);
  slopeAt(advance(states, at, second, timeStep / 2), torque, third);
  slopeAt(advance(states, at, third, timeStep), torque, fourth);
  for (let part = 0; part < 4; part++) {
    states[at + part] += (timeStep / 6) * (first[part] + 2 * second[part] + 2 * third[part] + fourth[part]);
  }
  states[at] = wrap(states[at]);
  states[at + 1] = wrap(states[at + 1]);
  states[at + 2] = clip(states[at + 2], maximumSpeeds[0]);
  states[at + 3] = clip(states[at + 3], maximumSpeeds[1]);
}

/** Whether the free end is more than one link's length above the fixed joint. */
export function isHigh(states: Float64Array, row: number): boolean {
  const theta1 = states[4 * row];
  return -cos(theta1) - cos(states[4 * row + 1] + theta1) > 1;
}

/** Sines and cosines in place of angles. [B, 6] */
export function observe(states: Float64Array, row: number, into: NumericArray): void {
  const at = 4 * row;
  const to = 6 * row;
  into[to] = cos(states[at]);
  into[to + 1] = sin(states[at]);
  into[to + 2] = cos(states[at + 1]);
  into[to + 3] = sin(states[at + 1]);
  into[to + 4] = states[at + 2];
  into[to + 5] = states[at + 3];
}

/** The state at `at`, moved along a slope for some time, in `between`. */
function advance(states: Float64Array, at: number, slope: Float64Array, time: number): Float64Array {
  for (let part = 0; part < 4; part++) between[part] = states[at + part] + time * slope[part];
  return between;
}

/** The time derivative of a state, written to `into`. */
function slopeAt(state: Float64Array, torque: number, into: Float64Array): void {
  const theta1 = state[0];
  const theta2 = state[1];
  const speed1 = state[2];
  const speed2 = state[3];
  const cosine = cos(theta2);
  const sine = sin(theta2);
  const d1 = 0.25 + (1 + 0.25 + cosine) + 1 + 1;
  const d2 = 0.25 + 0.5 * cosine + 1;
  const phi2 = 0.5 * gravity * cos(theta1 + theta2 - Math.PI / 2);
  const phi1 =
    -0.5 * (speed2 * speed2) * sine -
    speed2 * speed1 * sine +
    1.5 * gravity * cos(theta1 - Math.PI / 2) +
    phi2;
  const acceleration2 =
    (torque + (d2 / d1) * phi1 - 0.5 * (speed1 * speed1) * sine - phi2) / (0.25 + 1 - (d2 * d2) / d1);
  into[0] = speed1;
  into[1] = speed2;
  into[2] = -(d2 * acceleration2 + phi1) / d1;
  into[3] = acceleration2;
}

/** The same angle in [-pi, pi]. */
function wrap(angle: number): number {
  let wrapped = angle;
  while (wrapped > Math.PI) wrapped -= 2 * Math.PI;
  while (wrapped < -Math.PI) wrapped += 2 * Math.PI;
  return wrapped;
}

function clip(x: number, most: number): number {
  return Math.min(Math.max(x, -most), most);
}
