import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../fast-check.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/runs/safetensors.js';
import type { State } from '../../src/runs/storage.js';
import { errorOf } from './errors-of.js';
import { someState, sorted } from './some-state.js';

/** A file with this header text (or these bytes) and this data. */
function fileOf(header: string | Uint8Array, data: readonly number[] = [], length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const decodeError = (bytes: Uint8Array) => errorOf(() => decodeSafetensors(bytes));

describe('encodeSafetensors', () => {
  it('gives back every type, shape, bit and name', () => {
    const { state, metadata } = decodeSafetensors(
      encodeSafetensors(someState(), { b: '1', __proto: 'é"\n' }),
    );
    expect(sorted(state)).toEqual(sorted(someState()));
    expect(metadata).toEqual({ b: '1', __proto: 'é"\n' });
  });

  it('gives the same bytes whatever order the map and the metadata have', () => {
    const reversed = new Map([...someState()].reverse());
    expect(encodeSafetensors(reversed, { y: '', x: '' })).toEqual(
      encodeSafetensors(someState(), { x: '', y: '' }),
    );
  });

  it('writes exactly the documented bytes', () => {
    const state: State = new Map([
      ['b', { type: 'uint8', shape: [1], data: Uint8Array.of(9) }],
      ['a', { type: 'int32', shape: [], data: Int32Array.of(258) }],
    ]);
    const header =
      '{"__metadata__":{"k":"v"},"a":{"dtype":"I32","shape":[],"data_offsets":[0,4]},' +
      '"b":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    expect(encodeSafetensors(state, { k: 'v' })).toEqual(fileOf(padded, [2, 1, 0, 0, 9]));
  });

  it('aligns every array to its own elements', () => {
    const bytes = encodeSafetensors(someState());
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
      string,
      { dtype: string; data_offsets: [number, number] }
    >;
    for (const { dtype, data_offsets: offsets } of Object.values(header)) {
      expect(offsets[0] % { F64: 8, F32: 4, I32: 4, U8: 1 }[dtype]!).toBe(0);
    }
  });

  it('writes a view on a larger buffer, not the buffer', () => {
    const data = Float32Array.of(1, 2, 3).subarray(1, 2);
    const { state } = decodeSafetensors(
      encodeSafetensors(new Map([['a', { type: 'float32', shape: [1], data }]])),
    );
    expect(state.get('a')!.data).toEqual(Float32Array.of(2));
  });

  it('refuses a shape that does not fit, and the reserved name', () => {
    const data = new Uint8Array(3);
    const encode = (name: string, shape: readonly number[]) => () =>
      encodeSafetensors(new Map([[name, { type: 'uint8', shape, data }]]));
    expect(errorOf(encode('a', [2]))?.message).toContain('shape of "a" is [2]');
    expect(errorOf(encode('a', [-1, -3]))?.code).toBe('invalid-value');
    expect(errorOf(encode('a', [1.5, 2]))?.code).toBe('invalid-value');
    expect(errorOf(encode('__metadata__', [3]))?.code).toBe('invalid-value');
  });

  it('any state comes back, at any alignment of the file in memory', () => {
    const array = fc.oneof(
      fc.float32Array().map((data) => ({ type: 'float32' as const, shape: [data.length], data })),
      fc.float64Array().map((data) => ({ type: 'float64' as const, shape: [1, data.length], data })),
      fc.int32Array().map((data) => ({ type: 'int32' as const, shape: [data.length, 1], data })),
      fc.uint8Array().map((data) => ({ type: 'uint8' as const, shape: [data.length], data })),
    );
    const name = fc.string({ unit: 'binary' }).filter((text) => text !== '__metadata__');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, array)),
        fc.dictionary(name, name),
        fc.nat(9),
        (entries, metadata, shift) => {
          const state = new Map(entries);
          const bytes = encodeSafetensors(state, metadata);
          const moved = new Uint8Array(bytes.length + shift);
          moved.set(bytes, shift);
          const decoded = decodeSafetensors(moved.subarray(shift));
          expect(sorted(decoded.state)).toEqual(sorted(state));
          expect({ ...decoded.metadata }).toEqual({ ...metadata });
        },
      ),
    );
  });
});

describe('decodeSafetensors', () => {
  it('reads a file of the official Python library', () => {
    const file = readFileSync(new URL('fixtures/python.safetensors', import.meta.url));
    const { state, metadata } = decodeSafetensors(file);
    expect(metadata).toEqual({ by: 'python' });
    expect(Object.fromEntries(state)).toEqual({
      'head/bias': { type: 'float32', shape: [3], data: Float32Array.of(-0, Infinity, 1e-45) },
      'extractor/0/weight': {
        type: 'float32',
        shape: [2, 3],
        data: Float32Array.of(0, 0.25, 0.5, 0.75, 1, 1.25),
      },
      count: { type: 'int32', shape: [], data: Int32Array.of(2147483647) },
      exact: { type: 'float64', shape: [2], data: Float64Array.of(0.1, 5e-324) },
      mask: { type: 'uint8', shape: [3], data: Uint8Array.of(1, 0, 255) },
      nothing: { type: 'float32', shape: [0, 4], data: new Float32Array(0) },
      naïve: { type: 'uint8', shape: [1], data: Uint8Array.of(7) },
    });
  });

  it('gives copies, so that what happens to the file does not matter', () => {
    const bytes = encodeSafetensors(someState());
    const { state } = decodeSafetensors(bytes);
    bytes.fill(0);
    expect(sorted(state)).toEqual(sorted(someState()));
  });

  it('refuses a file that was cut at any place', () => {
    const bytes = encodeSafetensors(someState(), { note: 'x' });
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeError(bytes.subarray(0, length))?.code).toBe('file-damaged');
    }
  });

  it('refuses bytes after the last tensor', () => {
    const bytes = encodeSafetensors(someState());
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(decodeError(longer)?.message).toContain('number of bytes after the header');
  });

  const tensor = (info: string) => `{"a":${info}}`;
  it.each([
    ['header that is no JSON', '{"a"', 'a JSON object'],
    ['header that is an array', '[]', 'a JSON object'],
    ['header that is null', 'null', 'a JSON object'],
    ['tensor that is a number', tensor('1'), 'tensor "a"'],
    ['tensor that is null', tensor('null'), 'tensor "a"'],
    ['unknown dtype', tensor('{"dtype":"F16","shape":[0],"data_offsets":[0,0]}'), 'dtype of "a" is "F16"'],
    ['inherited dtype', tensor('{"dtype":"toString","shape":[0],"data_offsets":[0,0]}'), 'dtype of "a"'],
    ['missing shape', tensor('{"dtype":"U8","data_offsets":[0,0]}'), 'shape of "a" is "undefined"'],
    ['negative shape', tensor('{"dtype":"U8","shape":[-1,-4],"data_offsets":[0,4]}'), 'shape of "a"'],
    ['broken shape', tensor('{"dtype":"U8","shape":[0.5,8],"data_offsets":[0,4]}'), 'shape of "a"'],
    ['huge shape', tensor('{"dtype":"F32","shape":[9e15,9e15],"data_offsets":[0,4]}'), 'bytes of "a" is 4'],
    ['infinite shape', tensor('{"dtype":"F32","shape":[1e999,0],"data_offsets":[0,0]}'), 'shape of "a"'],
    [
      'overflowing shape',
      tensor('{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}'),
      '"a" is 0',
    ],
    ['one offset', tensor('{"dtype":"U8","shape":[4],"data_offsets":[0]}'), 'data_offsets of "a"'],
    [
      'offsets beyond the file',
      tensor('{"dtype":"U8","shape":[8],"data_offsets":[0,8]}'),
      'after the header is 4',
    ],
    ['offsets backwards', tensor('{"dtype":"U8","shape":[4],"data_offsets":[4,0]}'), 'bytes of "a" is -4'],
    [
      'size that the shape does not have',
      tensor('{"dtype":"F32","shape":[2],"data_offsets":[0,4]}'),
      'bytes of "a" is 4',
    ],
    ['hole', tensor('{"dtype":"U8","shape":[3],"data_offsets":[1,4]}'), 'first byte of "a" is 1'],
    ['no tensor for the data', '{}', 'after the header is 4'],
    ['metadata that is text', '{"__metadata__":"x"}', '__metadata__'],
    ['metadata that is not strings', '{"__metadata__":{"k":1}}', '__metadata__ "k"'],
  ])('refuses a %s', (_what, header, words) => {
    const error = decodeError(fileOf(header, [0, 0, 0, 0]));
    expect(error?.code).toBe('file-damaged');
    expect(error?.message).toContain(words);
  });

  it('refuses tensors that overlap', () => {
    const info = '{"dtype":"U8","shape":[3],"data_offsets":[0,3]}';
    const other = '{"dtype":"U8","shape":[2],"data_offsets":[2,4]}';
    expect(decodeError(fileOf(`{"a":${info},"b":${other}}`, [1, 2, 3, 4]))?.message).toContain(
      'first byte of "b" is 2',
    );
  });

  it.each([2n ** 64n - 1n, 2n ** 63n, 2n ** 53n + 1n, 1000n])('refuses a header length of %s', (length) => {
    expect(decodeError(fileOf('{}', [], length))?.message).toContain('length of the header');
  });

  it('refuses a header that is not UTF-8, and one nested a hundred thousand deep', () => {
    expect(decodeError(fileOf(Uint8Array.of(0x7b, 0xff, 0x7d)))?.message).toContain('UTF-8');
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const header of [
      deep,
      tensor(deep),
      tensor(`{"dtype":"U8","shape":${deep}}`),
      `{"__metadata__":${deep}}`,
    ]) {
      const error = decodeError(fileOf(header));
      expect(error?.code).toBe('file-damaged');
      expect(error?.message.length).toBeLessThan(300);
    }
  });

  it('never shows a huge name or value whole', () => {
    const long = 'x'.repeat(1e6);
    expect(decodeError(fileOf(`{"${long}":{"dtype":"${long}"}}`))?.message.length).toBeLessThan(300);
  });

  it('takes prototype names as the names they are', () => {
    const info = '{"dtype":"U8","shape":[1],"data_offsets":';
    const header = `{"__metadata__":{"__proto__":"m"},"__proto__":${info}[0,1]},"constructor":${info}[1,2]}}`;
    const { state, metadata } = decodeSafetensors(fileOf(header, [5, 6]));
    expect([...state].map(([name, { data }]) => [name, ...data])).toEqual([
      ['__proto__', 5],
      ['constructor', 6],
    ]);
    expect(Object.entries(metadata)).toEqual([['__proto__', 'm']]);
    expect(({} as Record<string, unknown>)['dtype']).toBeUndefined();
  });

  it('changed bytes give an error of ours or a state in which every shape fits its data', () => {
    const bytes = encodeSafetensors(someState(), { note: 'x' });
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = bytes.slice();
        for (const [position, value] of changes) changed[position] = value;
        const error = errorOf(() => {
          for (const { shape, data } of decodeSafetensors(changed).state.values()) {
            expect(data).toHaveLength(shape.reduce((product, size) => product * size, 1));
          }
        });
        expect(error === undefined || error.code === 'file-damaged').toBe(true);
      }),
      runs(3000),
    );
  });

  it('any JSON in the place of a header gives an error of ours or a state', () => {
    const info = fc.record({
      dtype: fc.constantFrom('F32', 'U8', 'F64', 'I64', null),
      shape: fc.oneof(fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 3 }), fc.jsonValue()),
      data_offsets: fc.oneof(fc.tuple(fc.integer({ min: -1, max: 17 }), fc.nat(17)), fc.jsonValue()),
    });
    const header = fc.dictionary(
      fc.constantFrom('a', 'b', '__metadata__', '__proto__', ''),
      fc.oneof(info, fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.oneof(header, fc.jsonValue()), fc.uint8Array({ maxLength: 16 }), (json, data) => {
        const error = decodeError(fileOf(JSON.stringify(json), [...data]));
        expect(error === undefined || error.code === 'file-damaged').toBe(true);
      }),
      runs(2000),
    );
  });
});
