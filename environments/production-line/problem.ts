/**
 * What is to be made, and with what: plain data, as a file, a generator or a program gives it (`check-problem.ts` says what is wrong
 * with it). Machines, jobs and operations are counted from 0 in the order of their lists. Times are numbers in the plant's unit, counted
 * from its origin; a time of 0 is now, or the beginning of the plan.
 */
export interface Problem {
  readonly name: string;
  readonly machines: readonly Machine[];
  readonly jobs: readonly Job[];
  /** Every machine makes the jobs in the same order: a permutation flow shop. */
  readonly permutation?: boolean;
  /** Time to carry a job from one machine to another, from row to column. [M, M] */
  readonly transport?: readonly (readonly number[])[];
  /** How real processing times spread about the planned ones; absent: they are as planned. */
  readonly durations?: DurationNoise;
  /** Crews that maintain, repair wear and repair breakdowns that come at random; absent: as many as are needed at once. */
  readonly crews?: number;
  /** Operators and tools that operations need besides a machine. */
  readonly resources?: readonly Resource[];
  /**
   * What a unit of power costs for a unit of time, from a time on until the next one: the first `from` is 0, the others follow in order,
   * the last price stays. Absent: 1, so that the cost is the energy.
   */
  readonly energyPrices?: readonly { readonly from: number; readonly price: number }[];
  /** What the numbers mean in the real world. */
  readonly calendar?: { readonly unit: TimeUnit; /** ISO 8601, of time 0. */ readonly origin: string };
}

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day';

/** Factors on planned processing times. `uniform`: in [low, high]. `triangular`: with its mode at 1. `lognormal`: median 1. */
export type DurationNoise =
  | { readonly kind: 'uniform' | 'triangular'; readonly low: number; readonly high: number }
  | { readonly kind: 'lognormal'; readonly sigma: number };

export interface Machine {
  readonly name: string;
  /**
   * Places in front of the machine for jobs that wait for it, besides the one that it works on; absent: unlimited. A job that finds none
   * blocks the machine it is on. Jobs wait for their first operation outside, in no place.
   */
  readonly buffer?: number;
  /** When the machine is closed (shifts, breaks, holidays): disjoint, in order. */
  readonly closed?: readonly Interval[];
  /**
   * Set-up time between product families, from row to column; row F is from the beginning, if there is one. The family before is that of the
   * last task on the machine, whatever came of it. [F, F] or [F + 1, F]
   */
  readonly setups?: readonly (readonly number[])[];
  /** The machine's family at the beginning; absent: none, the first job needs no set-up unless `setups` has a row for it. */
  readonly family?: number;
  readonly breakdowns?: Breakdowns;
  readonly maintenance?: Maintenance;
  /** Speeds to choose from as factors on the rate of work, with what they do to wear: at least { rate: 1, wear: 1 }. */
  readonly speeds?: readonly { readonly rate: number; readonly wear: number }[];
  readonly power?: Power;
}

/** Power of a machine while it works, is set up, and does neither though it is not closed; absent: 0. */
export interface Power {
  readonly working: number;
  readonly setup?: number;
  readonly idle?: number;
}

/** What several operations can need at the same time, as far as there is enough of it: operators, tools, pallets. */
export interface Resource {
  readonly name: string;
  /** So many are there at once. */
  readonly count: number;
  /** When none is there (shifts, breaks): disjoint, in order. What needs one pauses then. */
  readonly closed?: readonly Interval[];
}

/** From `start` on, and no longer at `end`, in the unit of the plant. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Failures that come by the clock, whatever the machine does. The job on it is resumed afterwards. */
export type Breakdowns =
  /** Known beforehand, or reported: disjoint, in order. */
  | { readonly kind: 'listed'; readonly intervals: readonly Interval[] }
  /** Time between failures and time to repair, both exponential with these means. */
  | {
      readonly kind: 'exponential';
      readonly meanTimeBetweenFailures: number;
      readonly meanTimeToRepair: number;
    };

/**
 * Wear by use and what can be done about it. Age grows with the processing time, times the operation's `stress`, times the speed's
 * `wear`. Failures follow a Weibull hazard (shape / scale) (age / scale)^(shape - 1).
 */
export interface Maintenance {
  readonly shape: number;
  readonly scale: number;
  readonly repair: {
    readonly time: number;
    readonly cost: number; /** `minimal`: age stays. `renewal`: age 0. */
    readonly effect: 'minimal' | 'renewal';
  };
  /** What preventive maintenance leaves of the age: 0 is as good as new. */
  readonly preventive: { readonly time: number; readonly cost: number; readonly remainingAge: number };
  /** Readings that hint at age: age / scale plus Gaussian noise of this deviation. */
  readonly sensor?: { readonly deviation: number };
  readonly initialAge?: number;
}

export interface Job {
  readonly name: string;
  readonly operations: readonly Operation[];
  /** Not before this time; absent: 0. */
  readonly release?: number;
  /** The job is not known before this time; absent: known from the beginning. At most its release. */
  readonly known?: number;
  readonly due?: number;
  /** Of its tardiness and flow time; absent: 1. */
  readonly weight?: number;
  /** Each operation starts the moment the one before it ends. */
  readonly noWait?: boolean;
  readonly product?: string;
}

export interface Operation {
  readonly name?: string;
  /** Machines that can do it, with the planned processing time on each; 0 is allowed. */
  readonly alternatives: readonly { readonly machine: number; readonly duration: number }[];
  /** Of the product, for set-ups; absent: 0. */
  readonly family?: number;
  /**
   * It stops when the machine closes and goes on when it opens; absent or false: it starts only where set-up and processing, as planned, fit
   * before the next closing. If it then takes longer it is paused all the same.
   */
  readonly pausable?: boolean;
  /** Resources that it holds from the beginning of its set-up to its end; `count` absent: 1. */
  readonly needs?: readonly { readonly resource: number; readonly count?: number }[];
  /**
   * Operations of the same job that must be done before (by their number in the list, in any order, without cycles); absent: the one before
   * it in the list. Those that do not wait for each other may be done at once, on different machines.
   */
  readonly after?: readonly number[];
  /** Wear of the machine for a unit of time; absent: 1. */
  readonly stress?: number;
  /** Probability that it must be done again, and that the job is lost. */
  readonly rework?: number;
  readonly scrap?: number;
}
