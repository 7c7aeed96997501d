import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fail } from '../errors.js';
import { decodeSafetensors, encodeSafetensors } from './safetensors.js';
import type { State } from './storage.js';

/** A safetensors file whose every byte is under a checksum. */
export interface SealedContent {
  readonly state: State;
  readonly metadata: Readonly<Record<string, string>>;
}

const formatVersion = '1';
const blank = '0'.repeat(64);

/**
 * Writes a state as a safetensors file with two notes of its own in the metadata: `formatVersion`, and `sha256`, the
 * SHA-256 of the whole file with these 64 digits set to `0`. So the checksum covers the header too, and anybody can
 * check it: replace the digits, hash the file.
 *
 * @param metadata the user's notes.
 * @param ownNotes the caller's notes, which the user's must not hide.
 * @throws `invalid-value` where `metadata` uses a name that is taken, and as `encodeSafetensors`.
 */
export function sealState(
  state: State,
  metadata: Readonly<Record<string, string>>,
  ownNotes: Readonly<Record<string, string>> = {},
): Uint8Array {
  const notes = { ...ownNotes, formatVersion, sha256: blank };
  const taken = Object.keys(notes).find((name) => Object.hasOwn(metadata, name));
  if (taken !== undefined) {
    const requirement = `another one than ${Object.keys(notes).join(', ')}`;
    fail('invalid-value', {
      component: 'checkpoint',
      parameter: 'name in metadata',
      value: taken,
      requirement,
    });
  }
  const bytes = encodeSafetensors(state, { ...metadata, ...notes });
  const position = digestPosition(bytes, blank);
  bytes.set(new TextEncoder().encode(digestOf(bytes, position)), position);
  return bytes;
}

/**
 * Reads what `sealState` wrote; the metadata comes back without the two notes.
 *
 * @param source what messages call the file.
 * @throws `file-damaged` where any byte was changed; `unsupported` where another version of Lepton wrote the file.
 */
export function openSealed(bytes: Uint8Array, source: string): SealedContent {
  const { state, metadata: notes } = decodeSafetensors(bytes, source);
  const { sha256: stated = '', formatVersion: version, ...metadata } = notes;
  const position = digestPosition(bytes, stated);
  if (stated.length !== blank.length || position < 0 || digestOf(bytes, position) !== stated) {
    const requirement = 'the SHA-256 of the file';
    fail('file-damaged', { component: source, parameter: 'sha256', value: stated.slice(0, 64), requirement });
  }
  if (version !== formatVersion) {
    const hint = 'read it with the version of Lepton that wrote it';
    const parts = {
      component: source,
      parameter: 'formatVersion',
      value: version,
      requirement: formatVersion,
      hint,
    };
    fail('unsupported', parts);
  }
  return { state, metadata };
}

/** Where the digest's digits lie. The quotes are unescaped, so no name and no note can look like this. */
function digestPosition(bytes: Uint8Array, digest: string): number {
  const end = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  // One character a byte, so that positions in the text are positions in the file.
  const header = new TextDecoder('latin1').decode(bytes.subarray(0, end));
  const key = '"sha256":"';
  const position = header.indexOf(`${key}${digest}"`);
  return position < 0 ? -1 : position + key.length;
}

function digestOf(bytes: Uint8Array, position: number): string {
  const hash = sha256.create();
  hash.update(bytes.subarray(0, position));
  hash.update(new TextEncoder().encode(blank));
  hash.update(bytes.subarray(position + blank.length));
  return bytesToHex(hash.digest());
}
