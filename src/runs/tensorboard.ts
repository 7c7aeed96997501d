import { check } from '../errors.js';
import { crc32c } from './crc32c.js';
import { bytesField, concatenate, doubleField, floatField, varintField } from './protobuf.js';
import type { RunStorage } from './storage.js';

/** Numbers by tag, as `evaluation/mean`: TensorBoard groups the charts by what stands before the slash. */
export type Scalars = Readonly<Record<string, number>>;

/**
 * Writes scalars to an event file that TensorBoard reads. It is a log like the others: its length belongs into the
 * checkpoints, and after `truncateLogs` a new `TensorBoardLog` goes on at its end.
 */
export class TensorBoardLog {
  readonly #storage: RunStorage;
  readonly #path: string;

  /**
   * @param path TensorBoard finds files whose name holds `tfevents`, by custom
   *   `events.out.tfevents.<seconds, 10 digits>.<host>.<process>.<number>`.
   * @param wallTime seconds since 1970, written where the file is new.
   */
  constructor(storage: RunStorage, path: string, wallTime: number) {
    this.#storage = storage;
    this.#path = path;
    if (storage.length(path) === 0) storage.append(path, fileStart(wallTime));
  }

  /**
   * Adds one event. Values are stored as float32.
   *
   * @param step environment steps.
   * @param wallTime seconds since 1970.
   */
  scalars(step: number, wallTime: number, values: Scalars): void {
    this.#storage.append(this.#path, scalarEvent(step, wallTime, values));
  }
}

/** The record that every event file begins with: Event { wall_time = 1, file_version = 3 }. */
export function fileStart(wallTime: number): Uint8Array {
  return frame(concatenate([doubleField(1, wallTime), bytesField(3, 'brain.Event:2')]));
}

/** One record: Event { wall_time = 1, step = 2, summary = 5 { value = 1 { tag = 1, simple_value = 2 } } }. */
export function scalarEvent(step: number, wallTime: number, values: Scalars): Uint8Array {
  const requirement = 'a whole number of at least 0';
  const isStep = Number.isSafeInteger(step) && step >= 0;
  check(isStep, { component: 'TensorBoardLog', parameter: 'step', value: step, requirement });
  const summary = Object.entries(values).map(([tag, value]) =>
    bytesField(1, concatenate([bytesField(1, tag), floatField(2, value)])),
  );
  return frame(
    concatenate([doubleField(1, wallTime), varintField(2, step), bytesField(5, concatenate(summary))]),
  );
}

/** A TFRecord: length (64 bits), checksum of the length, data, checksum of the data; little-endian. */
function frame(data: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true);
  return concatenate([length, maskedChecksum(length), data, maskedChecksum(data)]);
}

/** Masked, because a CRC of data that holds its own CRC is no good check. */
function maskedChecksum(data: Uint8Array): Uint8Array {
  const crc = crc32c(data);
  const bytes = new Uint8Array(4);
  const rotated = ((crc >>> 15) | (crc << 17)) >>> 0;
  new DataView(bytes.buffer).setUint32(0, rotated + 0xa282ead8, true);
  return bytes;
}
