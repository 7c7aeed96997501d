import type { Task } from '../schedule.js';

/** What a schedule has to keep, by name; docs/production-line-proof.md says what each one asks. */
export type Invariant =
  | 'well-formed'
  | 'once'
  | 'eligible'
  | 'release'
  | 'route'
  | 'no-wait'
  | 'overlap'
  | 'permutation'
  | 'setup'
  | 'work'
  | 'length'
  | 'pauses'
  | 'downtime'
  | 'closing'
  | 'buffer'
  | 'blocking'
  | 'block'
  | 'repair'
  | 'crews'
  | 'resource'
  | 'frozen'
  | 'pinned';

/** One thing that is wrong with a schedule. */
export interface Finding {
  readonly invariant: Invariant;
  /** With names and times, for people. */
  readonly message: string;
  /** The tasks that contradict it, or each other; none where one is missing or where it is about a block. */
  readonly tasks: readonly Task[];
}
