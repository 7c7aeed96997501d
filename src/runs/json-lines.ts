import type { z } from 'zod';
import { readJson, readText } from './checked-json.js';
import type { RunStorage } from './storage.js';

/** So many characters are kept back at most, so that a record costs no call to the system. */
const bufferedCharacters = 1 << 16;
const newline = 0x0a;

/**
 * One record as a line of JSON. Equal records give equal bytes: `kind` and `step` come first, every other key in
 * sorted order. NaN and both infinities become null, and -0 becomes 0.
 */
export function jsonLine(record: object): string {
  return `${JSON.stringify(record, sortKeys)}\n`;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const rank = (key: string): string => (key === 'kind' ? '\u0000' : key === 'step' ? '\u0001' : key);
  const entries = Object.entries(value).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
  return Object.fromEntries(entries);
}

/** Appends lines to one file, many at a time. What was not flushed is lost with the process. */
export class LineWriter {
  readonly #storage: RunStorage;
  readonly #path: string;
  #pending = '';

  constructor(storage: RunStorage, path: string) {
    this.#storage = storage;
    this.#path = path;
  }

  add(line: string): void {
    this.#pending += line;
    if (this.#pending.length >= bufferedCharacters) this.flush();
  }

  flush(): void {
    if (this.#pending === '') return;
    const lines = this.#pending;
    // First: what a full disk took half of is not written a second time.
    this.#pending = '';
    this.#storage.append(this.#path, lines);
  }
}

/**
 * The records of a JSON-lines file; none where there is no file. A last line without its newline is left out: the
 * process was killed while it wrote it.
 *
 * @throws `file-damaged` with the line's number where a whole line is not such a record.
 */
export function readJsonLines<Value>(
  storage: RunStorage,
  path: string,
  schema: z.ZodType<Value>,
): readonly Value[] {
  const bytes = storage.read(path) ?? new Uint8Array(0);
  const text = readText(bytes.subarray(0, bytes.lastIndexOf(newline) + 1), path);
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => readJson(schema, line, `${path}: line ${index + 1}`));
}
