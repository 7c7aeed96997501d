/** Where and when an operation will be done. */
export interface Reservation {
  readonly operation: number;
  readonly machine: number;
  /** Beginning of the set-up. */
  readonly from: number;
  readonly setup: number;
  readonly start: number;
  readonly end: number;
  readonly family: number;
}

/** The times that are fixed ahead for operations of jobs that cannot wait, as columns. N operations. */
export class ReservedOperations {
  /** How many have been reserved. */
  count = 0;
  /** In the order in which they were reserved; -1: its work has begun. */
  readonly operation: Int32Array; // [N]
  /** For each operation its machine, until its set-up begins; -1: none. */
  readonly machine: Int32Array; // [N]
  /** When its set-up begins. */
  readonly from: Float64Array; // [N]
  readonly setup: Float64Array; // [N]
  readonly start: Float64Array; // [N]
  readonly end: Float64Array; // [N]
  /** Whether it begins later than the job comes. */
  readonly isLate: Uint8Array; // [N]
  /** The same as lists, as far as they have been asked for since it changed. [M] */
  readonly lists: (readonly Reservation[] | undefined)[] = [];

  constructor(operationCount: number) {
    this.operation = new Int32Array(operationCount);
    this.machine = new Int32Array(operationCount);
    this.from = new Float64Array(operationCount);
    this.setup = new Float64Array(operationCount);
    this.start = new Float64Array(operationCount);
    this.end = new Float64Array(operationCount);
    this.isLate = new Uint8Array(operationCount);
  }

  clear(): void {
    this.count = 0;
    this.lists.length = 0;
    this.operation.fill(-1);
    this.machine.fill(-1);
    for (const part of [this.from, this.setup, this.start, this.end, this.isLate]) part.fill(0);
  }
}
