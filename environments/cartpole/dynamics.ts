/**
 * A pole on a cart on a track: "Neuronlike adaptive elements that can solve difficult learning control problems"
 * (Barto, Sutton and Anderson, 1983), in Gymnasium's form, frictionless. State in float64; the order of every operation
 * is Gymnasium's, so that the values agree.
 */
import { sineCosine } from '../../src/numerics/index.js';
import type { Pcg64 } from '../../src/random/pcg64.js';
import { Box } from '../spaces/box.js';

const gravity = 9.8; // m/s^2
const cartMass = 1.0; // kg
const poleMass = 0.1; // kg
const totalMass = poleMass + cartMass;
/** Half of the pole's length, m. */
export const halfLength = 0.5;
const poleMassLength = poleMass * halfLength;
const forceMagnitude = 10.0; // N
const tau = 0.02; // s between two states
const sineAndCosine = new Float64Array(2); // of the angle, within one push
/** Where the cart leaves the track, m. */
export const xThreshold = 2.4;
/** The angle from which the pole counts as fallen: 12 degrees in rad. */
const thetaThreshold = (12 * 2 * Math.PI) / 360;

/** Position, velocity, angle and angular velocity; the bounds are twice the limits of an episode. */
export function cartPoleObservationSpace(): Box {
  const high = [2 * xThreshold, Infinity, 2 * thetaThreshold, Infinity];
  return new Box({ low: high.map((bound) => -bound), high });
}

/**
 * The states of `count` worlds, one a row: cart position (m), cart velocity (m/s), pole angle from upright (rad), pole
 * angular velocity (rad/s). Row by row and not quantity by quantity: a step then touches one array, measurably faster.
 */
export function makeStates(count: number): Float64Array {
  return new Float64Array(4 * count); // [B, 4]
}

/** Draws a start state, each of the four uniform in [low, high). */
export function start(states: Float64Array, row: number, generator: Pcg64, low = -0.05, high = 0.05): void {
  for (let at = 4 * row; at < 4 * row + 4; at++) states[at] = generator.uniform(low, high);
}

/** Pushes the cart of one row, to the right for action 1, to the left for 0: one explicit Euler step. */
export function push(states: Float64Array, row: number, action: number): void {
  const at = 4 * row;
  const xDot = states[at + 1];
  const theta = states[at + 2];
  const thetaDot = states[at + 3];
  const force = (2 * action - 1) * forceMagnitude; // no branch: a policy's choices are hard to predict
  sineCosine(states, at + 2, sineAndCosine);
  const sinTheta = sineAndCosine[0];
  const cosTheta = sineAndCosine[1];

  const common = (force + poleMassLength * (thetaDot * thetaDot) * sinTheta) / totalMass;
  const thetaAcceleration =
    (gravity * sinTheta - cosTheta * common) /
    (halfLength * (4.0 / 3.0 - (poleMass * (cosTheta * cosTheta)) / totalMass));
  const xAcceleration = common - (poleMassLength * thetaAcceleration * cosTheta) / totalMass;

  // Positions move with the velocities from before the push.
  states[at] += tau * xDot;
  states[at + 1] = xDot + tau * xAcceleration;
  states[at + 2] = theta + tau * thetaDot;
  states[at + 3] = thetaDot + tau * thetaAcceleration;
}

/** Whether the cart left the track or the pole fell. */
export function hasFallen(states: Float64Array, row: number): boolean {
  return Math.abs(states[4 * row]) > xThreshold || Math.abs(states[4 * row + 2]) > thetaThreshold;
}

/** The observation of one row, as row `row` of `into` [B, 4]. */
export function observe(states: Float64Array, row: number, into: Float32Array): void {
  const at = 4 * row;
  into[at] = states[at];
  into[at + 1] = states[at + 1];
  into[at + 2] = states[at + 2];
  into[at + 3] = states[at + 3];
}

/** 1 a step, the last included; with Sutton and Barto's reward 0 a step and -1 for the fall. */
export function rewardOf(fallen: boolean, suttonBartoReward: boolean): number {
  if (suttonBartoReward) return fallen ? -1 : 0;
  return 1;
}
