/** How long something takes, on a machine that may be busy: many short rounds, their median and their spread. */

export interface Measurement {
  readonly name: string;
  /** `ms`, `us`, `ns` a call, or `steps/s`, `GFLOP/s`. */
  readonly unit: string;
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly rounds: number;
}

export interface MeasureOptions {
  readonly name: string;
  readonly unit: string;
  /** From seconds a call to the unit. */
  readonly convert: (secondsPerCall: number) => number;
  /** Seconds of one round; at least one call. Default: 0.1 */
  readonly roundSeconds?: number;
  /** Default: 15 */
  readonly rounds?: number;
}

const now = (): number => performance.now() / 1000;

/** Runs `call` until optimised code is in place, then in rounds. */
export function measure(
  call: () => void,
  { name, unit, convert, roundSeconds = 0.1, rounds = 15 }: MeasureOptions,
): Measurement {
  const calls = callsIn(call, roundSeconds);
  const seconds = Array.from({ length: rounds }, () => timeCalls(call, calls));
  return summarizeRounds(name, unit, seconds.map(convert));
}

export function summarizeRounds(name: string, unit: string, values: readonly number[]): Measurement {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return {
    name,
    unit,
    median,
    minimum: sorted[0],
    maximum: sorted.at(-1) as number,
    rounds: sorted.length,
  };
}

/** Seconds a call, over `calls` calls. */
export function timeCalls(call: () => void, calls: number): number {
  const start = now();
  for (let i = 0; i < calls; i++) call();
  return (now() - start) / calls;
}

/** How many calls take about so many seconds, once warm. */
export function callsIn(call: () => void, seconds: number): number {
  let calls = 1;
  for (;;) {
    const taken = timeCalls(call, calls) * calls;
    if (taken >= seconds / 2) return Math.max(1, Math.round((calls * seconds) / taken));
    calls *= 2;
  }
}
