import { fail } from '../errors.js';

/** A state as bytes: the length of the tag, the tag (ASCII, with a version), the payload. */
export function writeState(tag: string, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + tag.length + payload.length);
  bytes[0] = tag.length;
  for (let i = 0; i < tag.length; i++) bytes[1 + i] = tag.charCodeAt(i);
  bytes.set(payload, 1 + tag.length);
  return bytes;
}

/**
 * The payload of a state that `writeState` made with this tag (a view of `bytes`).
 * @throws LeptonError `file-damaged` where the tag or the length is another
 */
export function readState(tag: string, bytes: Uint8Array, length?: number): Uint8Array {
  const payload = bytes.subarray(1 + tag.length);
  const expected = writeState(tag, payload);
  const sameTag = bytes.length === expected.length && expected.every((byte, index) => byte === bytes[index]);
  if (!sameTag || (length !== undefined && payload.length !== length)) {
    damaged(tag, `${bytes.length} bytes of something else`);
  }
  return payload;
}

/** Throws `file-damaged` for a state that its owner cannot have written. */
export function damaged(tag: string, value: string): never {
  fail('file-damaged', {
    component: 'random',
    parameter: 'state',
    value,
    requirement: `an undamaged state "${tag}", as saveState gave it`,
  });
}

/** Words of 32 bits as bytes, little-endian on every machine. */
export function bytesOfWords(words: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * words.length));
  words.forEach((word, index) => view.setUint32(4 * index, word, true));
  return new Uint8Array(view.buffer);
}

/** The reverse of `bytesOfWords`. */
export function wordsOfBytes(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length >>> 2 }, (_, index) => view.getUint32(4 * index, true));
}
