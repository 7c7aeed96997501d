/** What was done, or is planned, when and where: what the simulator leaves, the verifier checks, files keep and the Gantt page shows. */
export interface Schedule {
  readonly problem: string;
  /** In the order in which they were started. */
  readonly tasks: readonly Task[];
  /** Times at which machines did something else, in order of their start. */
  readonly blocks: readonly Block[];
  /** The generation scheme: how far a machine may be kept idle for a job that is to come. */
  readonly scheme: string;
  /** Who decided: a rule, a run. */
  readonly decidedBy: string;
}

/** One operation on one machine. */
export interface Task {
  readonly job: number;
  readonly operation: number;
  readonly machine: number;
  /** When the machine begins to be set up for it, with the job there; equal to `start` where no set-up is needed. */
  readonly setupStart: number;
  readonly start: number;
  readonly end: number;
  /** When the job leaves the machine; later than `end` where it blocks it because there is no place for it. */
  readonly leave: number;
  /** Processing time without pauses: end - start = work + the pauses. */
  readonly work: number;
  /** Within [setupStart, end]: closed, broken down or under repair. Disjoint, in order; where reasons hold at once, one of them. */
  readonly pauses: readonly Pause[];
  /** 0, and 1, 2, ... where it is done again (rework). */
  readonly attempt: number;
  /** What came out: the job goes on, the operation is repeated, or the job is lost. */
  readonly outcome: 'good' | 'rework' | 'scrap';
  /** Index in the machine's `speeds`; 0 where there are none. */
  readonly speed: number;
  /** The user fixed it. */
  readonly pinned?: boolean;
}

/** A task does not go on from `start` to `end`, and why. */
export interface Pause {
  readonly start: number;
  readonly end: number;
  readonly reason: 'closed' | 'breakdown' | 'repair';
}

/**
 * A machine does something that is no task. Breakdowns and repairs within a task are pauses too; they are whole here, waiting for a crew
 * included. Blocks of different kinds may overlap.
 */
export interface Block {
  readonly machine: number;
  readonly kind: 'breakdown' | 'repair' | 'maintenance';
  readonly start: number;
  readonly end: number;
}
