/**
 * How many multiples of `interval` the counter passed with its last steps: how often something is due that happens every
 * `interval` steps, where steps come several at a time.
 *
 * @param steps the counter now
 * @param newSteps how many of them are new
 */
export function timesDue(steps: number, newSteps: number, interval: number): number {
  return Math.floor(steps / interval) - Math.floor((steps - newSteps) / interval);
}
