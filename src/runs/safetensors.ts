import { decodeHeader, encodeHeader, placeTensors } from './safetensors-header.js';
import type { State, StateArray } from './storage.js';

/**
 * Writes a state as one safetensors file: the header's length, the header (JSON), the data without holes, all
 * little-endian. Equal states give equal bytes, whatever order the map has: the widest elements come first, then names
 * are sorted, so every array is aligned. See https://github.com/huggingface/safetensors, section "Format".
 *
 * @param metadata strings for the header's `__metadata__`.
 * @throws `invalid-value` where a shape does not fit its data, or a name is `__metadata__`.
 */
export function encodeSafetensors(state: State, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const places = placeTensors(state);
  const header = encodeHeader(places, metadata);
  const bytes = new Uint8Array(header.length + (places.at(-1)?.end ?? 0));
  bytes.set(header);
  for (const { name, begin } of places) {
    bytes.set(bytesOfArray(state.get(name)!.data), header.length + begin);
  }
  return bytes;
}

/**
 * Reads a safetensors file with tensors of the types F32, F64, I32 and U8. The arrays are copies. The map's order is
 * that of the header.
 *
 * @param source what messages call the file.
 * @throws `file-damaged` for every other input, saying what is wrong. A changed value in the data cannot be seen
 *   here: that is what the checksum of a `sealed` file is for.
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  source = 'safetensors',
): { readonly state: State; readonly metadata: Readonly<Record<string, string>> } {
  const { metadata, tensors, dataStart } = decodeHeader(bytes, source);
  const state = new Map<string, StateArray>();
  for (const { name, type, shape, begin, end } of tensors) {
    const content = bytes.subarray(dataStart + begin, dataStart + end);
    state.set(name, arrayOf(type, shape, content));
  }
  return { state, metadata };
}

/** A copy, because a file's bytes need not lie where elements of this width may. */
function arrayOf(type: StateArray['type'], shape: readonly number[], content: Uint8Array): StateArray {
  const { buffer } = new Uint8Array(content);
  switch (type) {
    case 'float32':
      return { type, shape, data: new Float32Array(buffer) };
    case 'float64':
      return { type, shape, data: new Float64Array(buffer) };
    case 'int32':
      return { type, shape, data: new Int32Array(buffer) };
    case 'uint8':
      return { type, shape, data: new Uint8Array(buffer) };
  }
}

/** The bytes of any typed array, not copied. */
export function bytesOfArray({ buffer, byteOffset, byteLength }: StateArray['data']): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
