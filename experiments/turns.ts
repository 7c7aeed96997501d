import type { Clock } from './clock.js';

/** Seconds that a loop may hold the thread. */
const most = 0.05;

/** Gives signals, timers and pages their turn now and then, in a loop that holds the thread otherwise. Decides nothing. */
export class Turns {
  readonly #clock: Clock;
  #last: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#last = clock.seconds();
  }

  /** A promise where it is time, to be awaited; otherwise nothing. */
  give(now = this.#clock.seconds()): Promise<void> | undefined {
    if (now - this.#last <= most) return undefined;
    this.#last = now;
    return new Promise((resolve) => setTimeout(resolve, 0));
  }
}
