/** What a run writes down on the way: logs, checkpoints, `run.json`. */
import { writeCheckpoint, writeWeights } from '../src/runs/checkpoint.js';
import { MetricsLog } from '../src/runs/metrics-log.js';
import type { MetricRecord } from '../src/runs/records.js';
import type { RunStorage, State } from '../src/runs/storage.js';
import { TensorBoardLog, type Scalars } from '../src/runs/tensorboard.js';
import type { Clock } from './clock.js';

/** Weights that were best in an evaluation during training. */
export interface Best {
  /** Environment steps done by then. */
  readonly step: number;
  /** Mean return of that evaluation. */
  readonly mean: number;
  readonly weights: State;
}

export class Journal {
  readonly #storage: RunStorage;
  readonly #clock: Clock;
  readonly #log: MetricsLog;
  readonly #tensorBoard: TensorBoardLog;
  readonly #eventsPath: string;

  constructor(storage: RunStorage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
    this.#log = new MetricsLog(storage);
    this.#eventsPath =
      existingEvents(storage) ??
      `${eventsPrefix}${String(Math.floor(clock.epochSeconds())).padStart(10, '0')}.lepton.0.0`;
    this.#tensorBoard = new TensorBoardLog(storage, this.#eventsPath, clock.epochSeconds());
  }

  metric(record: MetricRecord): void {
    this.#log.metric(record);
    const scalars = scalarsOf(record);
    if (Object.keys(scalars).length > 0)
      this.#tensorBoard.scalars(record.step, this.#clock.epochSeconds(), scalars);
  }

  timing(step: number, seconds: number, stepsPerSecond: number): void {
    this.#log.timing({ step, seconds, stepsPerSecond });
    this.#tensorBoard.scalars(step, this.#clock.epochSeconds(), { 'time/stepsPerSecond': stepsPerSecond });
  }

  best({ step, mean, weights }: Best): void {
    writeWeights(this.#storage, 'best', weights, { step: String(step), mean: String(mean) });
  }

  checkpoint(step: number, state: State, metadata: Readonly<Record<string, string>>): void {
    this.#log.flush();
    const logLengths = { ...this.#log.lengths(), [this.#eventsPath]: this.#storage.length(this.#eventsPath) };
    writeCheckpoint(this.#storage, { step, state, logLengths, metadata });
  }

  flush(): void {
    this.#log.flush();
  }
}

const eventsPrefix = 'events.out.tfevents.';

const existingEvents = (storage: RunStorage): string | undefined =>
  storage.list('').find((name) => name.startsWith(eventsPrefix));

function scalarsOf(record: MetricRecord): Scalars {
  switch (record.kind) {
    case 'episode':
      return { 'training/return': record.return, 'training/episodeLength': record.length };
    case 'training':
      return Object.fromEntries(
        Object.entries({ epsilon: record.epsilon, ...record.measures }).map(([name, value]) => [
          `learner/${name}`,
          value,
        ]),
      );
    case 'evaluation':
      return { 'evaluation/mean': record.mean, 'evaluation/min': record.min, 'evaluation/max': record.max };
    case 'probe':
      return { 'probes/actionGap': record.actionGap, 'probes/meanMaxQ': record.meanMaxQ };
  }
}
