import { fail } from '../src/errors.js';

/** Bytes in and out of a snapshot keep the processor's byte order, which is little-endian wherever JavaScript runs. */
type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * A snapshot as one list of bytes: the parts one after the other, each after its length in 32 bits; the first says
 * whose it is. Raises `contract-broken` for a part that is no bytes: the snapshot of a world inside, say.
 */
export function packSnapshot(owner: string, parts: readonly Uint8Array[]): Uint8Array {
  parts.forEach(requireBytes);
  const all = [new TextEncoder().encode(owner), ...parts];
  const packed = new Uint8Array(all.reduce((length, part) => length + 4 + part.length, 0));
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const part of all) {
    view.setUint32(at, part.length, true);
    packed.set(part, at + 4);
    at += 4 + part.length;
  }
  return packed;
}

function requireBytes(part: unknown): void {
  if (Object.prototype.toString.call(part) === '[object Uint8Array]') return;
  fail('contract-broken', {
    component: 'environment',
    parameter: 'snapshot()',
    value: part,
    requirement: 'a Uint8Array',
    hint: 'packSnapshot and bytesOf make one; without snapshot and restore a resumed run begins a new episode',
  });
}

/** The parts that `packSnapshot` packed; raises `file-damaged` if they are another owner's or not `count` whole ones. */
export function unpackSnapshot(owner: string, snapshot: Uint8Array, count: number): readonly Uint8Array[] {
  const view = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + 4 <= snapshot.length) {
    const end = at + 4 + view.getUint32(at, true);
    parts.push(snapshot.slice(at + 4, end));
    at = end;
  }
  const [name, ...rest] = parts;
  const isWhole = at === snapshot.length && rest.length === count;
  if (!isWhole || new TextDecoder().decode(name) !== owner) damaged(owner, `${snapshot.length} other bytes`);
  return rest;
}

/** A copy of the numbers as bytes. */
export function bytesOf(numbers: Numbers): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).slice();
}

/** Puts bytes from `bytesOf` back into numbers of the same type and count; raises `file-damaged` if they do not fit. */
export function restoreNumbers(owner: string, numbers: Numbers, bytes: Uint8Array): void {
  if (bytes.length !== numbers.byteLength) damaged(owner, `a part of ${bytes.length} bytes`);
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).set(bytes);
}

function damaged(owner: string, value: string): never {
  fail('file-damaged', {
    component: owner,
    parameter: 'snapshot',
    value,
    requirement: 'what snapshot() of the same kind of environment returned',
  });
}
