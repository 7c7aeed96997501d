import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decodeSafetensors, encodeSafetensors } from '../../src/runs/safetensors.js';
import { openSealed, sealState } from '../../src/runs/sealed-file.js';
import { errorOf } from './errors-of.js';
import { someState, sorted } from './some-state.js';

describe('a sealed file', () => {
  it('gives back the state and the notes, without its own', () => {
    const { state, metadata } = openSealed(sealState(someState(), { note: 'é' }, { kind: 'x' }), 'file');
    expect(sorted(state)).toEqual(sorted(someState()));
    expect(metadata).toEqual({ note: 'é', kind: 'x' });
  });

  it('states the SHA-256 of itself with the digits set to 0', () => {
    const bytes = Buffer.from(sealState(someState(), { note: 'é' }));
    const stated = decodeSafetensors(bytes).metadata['sha256'];
    const blanked = bytes.toString('latin1').replace(stated, '0'.repeat(64));
    expect(createHash('sha256').update(blanked, 'latin1').digest('hex')).toBe(stated);
  });

  it('shows every single changed byte: header, padding, checksum and data', () => {
    const bytes = sealState(someState(), { note: 'x' });
    for (let position = 0; position < bytes.length; position++) {
      for (const flip of [0x01, 0x20, 0x80]) {
        const changed = bytes.slice();
        changed[position] ^= flip;
        expect(errorOf(() => openSealed(changed, 'file'))?.code).toBe('file-damaged');
      }
    }
  });

  it('is not any safetensors file, and says so with the name of the file', () => {
    const error = errorOf(() => openSealed(encodeSafetensors(someState()), 'best.safetensors'));
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toContain('best.safetensors: sha256');
  });

  it('is not fooled by names and notes that look like the checksum', () => {
    const name = `"sha256":"${'0'.repeat(64)}"`;
    const state = new Map([[name, { type: 'uint8' as const, shape: [1], data: Uint8Array.of(1) }]]);
    const opened = openSealed(sealState(state, { [name]: name, sha25: '0'.repeat(64) }), 'file');
    expect(opened.state).toEqual(state);
  });

  it('of another format version is unsupported, not damaged', () => {
    const text = Buffer.from(sealState(someState(), {})).toString('latin1');
    const stated = /"sha256":"([0-9a-f]+)"/.exec(text)![1];
    const other = text.replace('"formatVersion":"1"', '"formatVersion":"2"').replace(stated, '0'.repeat(64));
    const digest = createHash('sha256').update(other, 'latin1').digest('hex');
    const bytes = Buffer.from(other.replace('0'.repeat(64), digest), 'latin1');
    expect(errorOf(() => openSealed(bytes, 'file'))?.code).toBe('unsupported');
  });

  it('refuses notes under its own names', () => {
    expect(errorOf(() => sealState(someState(), { sha256: '' }))?.code).toBe('invalid-value');
    expect(errorOf(() => sealState(someState(), { kind: '' }, { kind: 'x' }))?.code).toBe('invalid-value');
  });
});
