import type { LogLengths } from './checkpoint.js';
import { jsonLine, LineWriter, readJsonLines } from './json-lines.js';
import { metricRecordSchema, timingRecordSchema } from './record-schemas.js';
import type { MetricRecord, TimingRecord } from './records.js';
import type { RunStorage } from './storage.js';

export const metricsPath = 'metrics.jsonl';
export const timingPath = 'timing.jsonl';

/**
 * The two logs of a run: what was measured (`metrics.jsonl`: equal runs have equal bytes) and how long it took
 * (`timing.jsonl`). Lines are buffered; a viewer sees them after `flush`. On resume, `truncateLogs` comes first, then a
 * new `MetricsLog` goes on at the end.
 */
export class MetricsLog {
  readonly #storage: RunStorage;
  readonly #metrics: LineWriter;
  readonly #timing: LineWriter;

  constructor(storage: RunStorage) {
    this.#storage = storage;
    this.#metrics = new LineWriter(storage, metricsPath);
    this.#timing = new LineWriter(storage, timingPath);
  }

  metric(record: MetricRecord): void {
    this.#metrics.add(jsonLine(record));
  }

  timing(record: TimingRecord): void {
    this.#timing.add(jsonLine(record));
  }

  flush(): void {
    this.#metrics.flush();
    this.#timing.flush();
  }

  /** Flushes, and says how long the logs are now: for the checkpoint. */
  lengths(): LogLengths {
    this.flush();
    return {
      [metricsPath]: this.#storage.length(metricsPath),
      [timingPath]: this.#storage.length(timingPath),
    };
  }
}

/**
 * The records of `metrics.jsonl`, in order. What was NaN or infinite when it was written is NaN.
 *
 * @throws `file-damaged` with the line's number; a half-written last line is left out.
 */
export function readMetrics(storage: RunStorage): readonly MetricRecord[] {
  return readJsonLines(storage, metricsPath, metricRecordSchema);
}

/** The records of `timing.jsonl`, in order. Errors as `readMetrics`. */
export function readTimings(storage: RunStorage): readonly TimingRecord[] {
  return readJsonLines(storage, timingPath, timingRecordSchema);
}
