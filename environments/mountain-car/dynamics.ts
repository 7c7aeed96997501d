/**
 * An underpowered car in a valley: "Efficient Memory-based Learning for Robot Control" (Moore, 1990), in Gymnasium's
 * form. State in float64; the order of every operation is Gymnasium's, so that the values agree.
 */
import { cos } from '../../src/numerics/index.js';
import type { Pcg64 } from '../../src/random/pcg64.js';

export const minimumPosition = -1.2;
export const maximumPosition = 0.6;
export const maximumSpeed = 0.07;
export const goalPosition = 0.5;
const force = 0.001;
const gravity = 0.0025;

/** Draws a start: position uniform in [low, high), at rest. The state of a row: position, velocity. [B, 2] */
export function start(
  states: Float64Array,
  row: number,
  generator: Pcg64,
  [low, high]: readonly [low: number, high: number],
): void {
  states[2 * row] = generator.uniform(low, high);
  states[2 * row + 1] = 0;
}

/** Accelerates the car of one row: to the left for action 0, not at all for 1, to the right for 2. */
export function drive(states: Float64Array, row: number, action: number): void {
  const at = 2 * row;
  const pull = (action - 1) * force + cos(3 * states[at]) * -gravity;
  const velocity = clip(states[at + 1] + pull, -maximumSpeed, maximumSpeed);
  const position = clip(states[at] + velocity, minimumPosition, maximumPosition);
  states[at] = position;
  states[at + 1] = position === minimumPosition && velocity < 0 ? 0 : velocity; // the left wall stops the car
}

/** Whether the car is at the flag, not rolling back faster than `goalVelocity` says. */
export function isAtGoal(states: Float64Array, row: number, goalVelocity: number): boolean {
  return states[2 * row] >= goalPosition && states[2 * row + 1] >= goalVelocity;
}

function clip(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}
