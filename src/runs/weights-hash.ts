import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesOfArray } from './safetensors.js';
import type { State } from './storage.js';

/**
 * SHA-256 over a set of parameters, as 64 hexadecimal digits: equal exactly where names, types, shapes and bits are.
 *
 * For each parameter, in the order of its name (UTF-16 code units), these bytes are hashed: the UTF-8 text
 * `["name","float32",[4,120]]` (JSON without spaces), a newline, the elements little-endian. The text holds no newline
 * and says how many bytes follow it, so different parameters never give the same bytes.
 */
export function weightsHash(parameters: State): string {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  for (const name of [...parameters.keys()].sort()) {
    const { type, shape, data } = parameters.get(name)!;
    hash.update(encoder.encode(`${JSON.stringify([name, type, shape])}\n`));
    hash.update(bytesOfArray(data));
  }
  return bytesToHex(hash.digest());
}
