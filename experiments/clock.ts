/** Time, for people: progress, throughput, when to save. Nothing that a run computes depends on it. */
export interface Clock {
  /** Seconds from some start, never backwards. */
  readonly seconds: () => number;
  /** Seconds since 1970. */
  readonly epochSeconds: () => number;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  seconds: () => performance.now() / 1000,
  epochSeconds: () => Date.now() / 1000,
};
