/** Observations and actions as the checks handle them: numbers, arrays of numbers, lists and records of these. */

type Typed = Float32Array | Int32Array | Uint8Array;
type Entries = Readonly<Record<string, unknown>>;

const isTyped = (value: unknown): value is Typed => ArrayBuffer.isView(value) && !isDataView(value);
const isDataView = (value: ArrayBufferView): boolean => !('length' in value);
const isRecord = (value: unknown): value is Entries => typeof value === 'object' && value !== null;

/** A copy that shares no array and no record with the value. */
export function copyOf<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (isTyped(value)) return value.slice();
  if (Array.isArray(value)) return value.map(copy);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
}

/** Whether two values hold the same numbers under the same keys; 0 and -0 differ, NaN equals itself. */
export function same(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return Object.is(a, b);
  if (isTyped(a) && isTyped(b)) {
    return a.length === b.length && a.every((element, index) => Object.is(element, b[index]));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}

/** Overwrites every number that lies in an array with another one, in place. */
export function scribble(value: unknown): void {
  if (isTyped(value) || Array.isArray(value)) {
    const list = value as unknown[];
    for (let index = 0; index < list.length; index++) {
      const element = list[index];
      if (typeof element === 'number') list[index] = element === 1 ? 0 : 1;
      else scribble(element);
    }
  } else if (isRecord(value)) {
    Object.values(value).forEach(scribble);
  }
}

/** A value in one line, for messages. */
export function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (isTyped(value)) return `${nameOf(value)} [${shorten(Array.from(value).join(', '))}]`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  return shorten(
    JSON.stringify(value, (_, part: unknown) => (isTyped(part) ? Array.from(part) : part)) ?? String(value),
  );
}

/** The name of an array's type: `Float32Array`. */
export const nameOf = (value: object): string =>
  Object.prototype.toString.call(value).slice('[object '.length, -1);

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text);
