/**
 * A pole on a cart on a track: "Neuronlike adaptive elements that can solve difficult learning control problems"
 * (Barto, Sutton and Anderson, 1983), in Gymnasium's form, frictionless. State in float64; the order of every operation
 * is Gymnasium's, so that the values agree.
 */
import { sineCosine } from '../../src/numerics/index.js';
import type { Pcg64 } from '../../src/random/pcg64.js';
import { Box } from '../spaces/box.js';

/** Worlds side by side, one a row. */
export interface CartPoleStates {
  readonly x: Float64Array; // [B] cart position, m
  readonly xDot: Float64Array; // [B] cart velocity, m/s
  readonly theta: Float64Array; // [B] pole angle from upright, rad
  readonly thetaDot: Float64Array; // [B] pole angular velocity, rad/s
}

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
export const thetaThreshold = (12 * 2 * Math.PI) / 360;

/** Position, velocity, angle and angular velocity; the bounds are twice the limits of an episode. */
export function cartPoleObservationSpace(): Box {
  const high = [2 * xThreshold, Infinity, 2 * thetaThreshold, Infinity];
  return new Box({ low: high.map((bound) => -bound), high });
}

export function makeStates(count: number): CartPoleStates {
  return {
    x: new Float64Array(count),
    xDot: new Float64Array(count),
    theta: new Float64Array(count),
    thetaDot: new Float64Array(count),
  };
}

/** Draws a start state, each of the four uniform in [low, high). */
export function start(states: CartPoleStates, row: number, generator: Pcg64, low = -0.05, high = 0.05): void {
  states.x[row] = generator.uniform(low, high);
  states.xDot[row] = generator.uniform(low, high);
  states.theta[row] = generator.uniform(low, high);
  states.thetaDot[row] = generator.uniform(low, high);
}

/** Pushes the cart of one row, to the right for action 1, to the left for 0: one explicit Euler step. */
export function push(states: CartPoleStates, row: number, action: number): void {
  const xDot = states.xDot[row];
  const theta = states.theta[row];
  const thetaDot = states.thetaDot[row];
  const force = (2 * action - 1) * forceMagnitude; // no branch: a policy's choices are hard to predict
  sineCosine(theta, sineAndCosine);
  const [sinTheta, cosTheta] = [sineAndCosine[0], sineAndCosine[1]];

  const common = (force + poleMassLength * (thetaDot * thetaDot) * sinTheta) / totalMass;
  const thetaAcceleration =
    (gravity * sinTheta - cosTheta * common) /
    (halfLength * (4.0 / 3.0 - (poleMass * (cosTheta * cosTheta)) / totalMass));
  const xAcceleration = common - (poleMassLength * thetaAcceleration * cosTheta) / totalMass;

  // Positions move with the velocities from before the push.
  states.x[row] += tau * xDot;
  states.xDot[row] = xDot + tau * xAcceleration;
  states.theta[row] = theta + tau * thetaDot;
  states.thetaDot[row] = thetaDot + tau * thetaAcceleration;
}

/** Whether the cart left the track or the pole fell. */
export function hasFallen({ x, theta }: CartPoleStates, row: number): boolean {
  return Math.abs(x[row]) > xThreshold || Math.abs(theta[row]) > thetaThreshold;
}

/** The observation of one row, as row `row` of `into` [B, 4]. */
export function observe(states: CartPoleStates, row: number, into: Float32Array): void {
  into[4 * row] = states.x[row];
  into[4 * row + 1] = states.xDot[row];
  into[4 * row + 2] = states.theta[row];
  into[4 * row + 3] = states.thetaDot[row];
}

/** 1 a step, the last included; with Sutton and Barto's reward 0 a step and -1 for the fall. */
export function rewardOf(fallen: boolean, suttonBartoReward: boolean): number {
  if (suttonBartoReward) return fallen ? -1 : 0;
  return 1;
}
