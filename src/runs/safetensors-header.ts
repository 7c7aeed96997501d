import { fail } from '../errors.js';
import type { State, StateArray } from './storage.js';

/** Where one tensor lies: `begin` and `end` count bytes from the first byte after the header. */
export interface TensorPlace {
  readonly name: string;
  readonly type: StateArray['type'];
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly TensorPlace[];
  /** Offset in the file of the first byte after the header. */
  readonly dataStart: number;
}

/** Bytes before the JSON text: its length, an unsigned 64-bit integer. */
const lengthBytes = 8;
const dtypes = { float32: 'F32', float64: 'F64', int32: 'I32', uint8: 'U8' } as const;
const types = new Map(
  Object.entries(dtypes).map(([type, dtype]) => [dtype as string, type as StateArray['type']]),
);
const widths = { float32: 4, float64: 8, int32: 4, uint8: 1 } as const;

/**
 * Puts every array in its place. The format allows no holes, so the widest elements come first: then each array is
 * aligned to its own elements. Equal widths are in the order of the names.
 */
export function placeTensors(state: State): readonly TensorPlace[] {
  const names = [...state.keys()].sort();
  const entries = names.map((name) => ({ name, array: state.get(name)! }));
  entries.sort((a, b) => widths[b.array.type] - widths[a.array.type]);
  let begin = 0;
  return entries.map(({ name, array: { type, shape, data } }) => {
    requireMatchingShape(name, shape, data.length);
    const end = begin + data.length * widths[type];
    const place = { name, type, shape, begin, end };
    begin = end;
    return place;
  });
}

function requireMatchingShape(name: string, shape: readonly number[], length: number): void {
  const component = 'safetensors';
  if (name === '__metadata__') {
    const requirement = 'another name: this one is reserved by the format';
    fail('invalid-value', { component, parameter: 'name of a tensor', value: name, requirement });
  }
  if (shape.every(isSize) && elements(shape) === length) return;
  const requirement = `sizes whose product is the number of elements, ${length}`;
  fail('invalid-value', { component, parameter: `shape of ${quoted(name)}`, value: shape, requirement });
}

/** The length field and the JSON text, padded with spaces to a multiple of 8 bytes. */
export function encodeHeader(
  tensors: readonly TensorPlace[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  // Joined by hand, because an object would move names like "0" to the front and swallow "__proto__".
  const notes = Object.keys(metadata)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`);
  const parts = tensors.map(({ name, type, shape, begin, end }) => {
    const info = { dtype: dtypes[type], shape, data_offsets: [begin, end] };
    return `${JSON.stringify(name)}:${JSON.stringify(info)}`;
  });
  if (notes.length > 0) parts.unshift(`"__metadata__":{${notes.join(',')}}`);
  const text = new TextEncoder().encode(`{${parts.join(',')}}`);
  const padded = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(lengthBytes + padded).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.set(text, lengthBytes);
  return bytes;
}

/**
 * Reads and checks the header: every tensor of a known type, its shape agreeing with its bytes, and the tensors
 * covering the data exactly, without hole or overlap. Anything else is `file-damaged`; `source` names the file.
 */
export function decodeHeader(bytes: Uint8Array, source: string): SafetensorsHeader {
  const { text, dataStart } = headerText(bytes, source);
  const { __metadata__: notes, ...infos } = parseObject(text, source);
  const metadata = notes === undefined ? {} : decodeMetadata(notes, source);
  const tensors = Object.keys(infos).map((name) => decodePlace(name, infos[name], source));
  requireCoverage(tensors, bytes.length - dataStart, source);
  return { metadata, tensors, dataStart };
}

function headerText(bytes: Uint8Array, source: string): { text: string; dataStart: number } {
  if (bytes.length < lengthBytes) damaged(source, 'length of the file', bytes.length, 'at least 8 bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  const room = bytes.length - lengthBytes;
  if (length > BigInt(room))
    damaged(source, 'length of the header', length, `at most the ${room} bytes that follow it`);
  const dataStart = lengthBytes + Number(length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(lengthBytes, dataStart),
    );
    return { text, dataStart };
  } catch {
    return damaged(source, 'header', 'other bytes', 'UTF-8');
  }
}

function parseObject(text: string, source: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  return isObject(parsed) ? parsed : damaged(source, 'header', clipped(text), 'a JSON object');
}

function decodeMetadata(notes: unknown, source: string): Record<string, string> {
  if (!isObject(notes)) return damaged(source, '__metadata__', kindOf(notes), 'an object of strings');
  const texts = Object.entries(notes).map(([key, value]): [string, string] => {
    if (typeof value === 'string') return [key, value];
    return damaged(source, `__metadata__ ${quoted(key)}`, kindOf(value), 'a string');
  });
  return Object.fromEntries(texts);
}

function decodePlace(name: string, info: unknown, source: string): TensorPlace {
  if (!isObject(info)) return damaged(source, `tensor ${quoted(name)}`, kindOf(info), 'an object');
  const { dtype, shape, data_offsets: offsets } = info;
  const type = typeof dtype === 'string' ? types.get(dtype) : undefined;
  if (type === undefined) {
    const value = typeof dtype === 'string' ? clipped(dtype) : kindOf(dtype);
    return damaged(source, `dtype of ${quoted(name)}`, value, 'F32, F64, I32 or U8');
  }
  if (!isSizes(shape)) return damaged(source, `shape of ${quoted(name)}`, kindOf(shape), 'an array of sizes');
  if (!isSizes(offsets) || offsets.length !== 2) {
    return damaged(source, `data_offsets of ${quoted(name)}`, kindOf(offsets), 'an array of two sizes');
  }
  const [begin, end] = offsets as [number, number];
  const size = elements(shape) * widths[type];
  if (end - begin !== size) {
    const requirement = `as many as its shape and dtype need, ${size}`;
    return damaged(source, `number of bytes of ${quoted(name)}`, end - begin, requirement);
  }
  return { name, type, shape, begin, end };
}

function requireCoverage(tensors: readonly TensorPlace[], length: number, source: string): void {
  let covered = 0;
  for (const { name, begin, end } of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered)
      damaged(source, `first byte of ${quoted(name)}`, begin, `${covered}, where the one before ends`);
    covered = end;
  }
  if (covered !== length)
    damaged(source, 'number of bytes after the header', length, `${covered}, as the header says`);
}

function damaged(source: string, parameter: string, value: unknown, requirement: string): never {
  return fail('file-damaged', { component: source, parameter, value, requirement });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isSize);
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

// What a hostile header holds may be huge or deeply nested: messages never show it whole.
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'another array';
  return value === null || typeof value !== 'object' ? clipped(String(value)) : 'an object';
}

function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function quoted(name: string): string {
  return JSON.stringify(clipped(name));
}
