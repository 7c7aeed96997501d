/**
 * How many multiples of an interval lie in the last `justDone` of `steps` steps: how often something that is due every
 * `interval` steps is due now, whatever number of environments step together.
 */
export function timesDue(steps: number, justDone: number, interval: number): number {
  return Math.floor(steps / interval) - Math.floor((steps - justDone) / interval);
}
