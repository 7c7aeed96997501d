/** Rows of numbers that only grow: what was done, as it is written down while the shop runs. */
export class Log {
  readonly width: number;
  count = 0;
  rows: Float64Array; // [capacity, width]

  constructor(width: number, capacity: number) {
    this.width = width;
    this.rows = new Float64Array(width * Math.max(1, capacity));
  }

  /** Adds a row of zeros; returns where it begins. */
  add(): number {
    const at = this.count++ * this.width;
    if (at === this.rows.length) {
      const { rows } = this;
      this.rows = new Float64Array(2 * rows.length);
      this.rows.set(rows);
    }
    return at;
  }

  /** Room for at least so many rows. */
  reserve(count: number): void {
    if (count * this.width <= this.rows.length) return;
    const { rows } = this;
    this.rows = new Float64Array(count * this.width);
    this.rows.set(rows);
  }
}

/** Columns of the log of tasks. */
export const task = {
  operation: 0,
  machine: 1,
  setupStart: 2,
  start: 3,
  end: 4,
  leave: 5,
  work: 6,
  attempt: 7,
  outcome: 8,
  speed: 9,
} as const;
export const taskWidth = 10;

/** Columns of the log of pauses; `row` is the place of the task's row. */
export const pause = { row: 0, start: 1, end: 2, reason: 3 } as const;
export const pauseWidth = 4;

/** Columns of the log of blocks. */
export const block = { machine: 0, start: 1, end: 2, kind: 3 } as const;
export const blockWidth = 4;

export const outcomes = ['good', 'rework', 'scrap'] as const;
export const pauseReasons = ['closed', 'breakdown', 'repair'] as const;
export const blockKinds = ['breakdown', 'repair', 'maintenance'] as const;
