import { describe, expect, it } from '@jest/globals';
import { crc32c } from '../../src/runs/crc32c.js';
import { MemoryStorage } from '../../src/runs/memory-storage.js';
import { TensorBoardLog } from '../../src/runs/tensorboard.js';
import { errorOf } from './errors-of.js';

const path = 'events.out.tfevents.1700000000.host.1.0';

/** CRC-32C by long division, one bit at a time, in big integers: nothing in common with the table. */
function slowCrc(bytes: Uint8Array): bigint {
  let remainder = 0xffffffffn;
  for (const byte of bytes) {
    remainder ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++)
      remainder = remainder & 1n ? (remainder >> 1n) ^ 0x82f63b78n : remainder >> 1n;
  }
  return remainder ^ 0xffffffffn;
}

function slowMask(bytes: Uint8Array): number {
  const crc = slowCrc(bytes);
  return Number(((((crc >> 15n) | (crc << 17n)) % 2n ** 32n) + 0xa282ead8n) % 2n ** 32n);
}

/** The data of every record, after its two checksums were checked. */
function recordsOf(file: Uint8Array): readonly Uint8Array[] {
  const records: Uint8Array[] = [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let position = 0;
  while (position < file.length) {
    const length = Number(view.getBigUint64(position, true));
    const data = file.subarray(position + 12, position + 12 + length);
    expect(view.getUint32(position + 8, true)).toBe(slowMask(file.subarray(position, position + 8)));
    expect(view.getUint32(position + 12 + length, true)).toBe(slowMask(data));
    records.push(data);
    position += 16 + length;
  }
  return records;
}

type Field = readonly [field: number, value: bigint | number | Uint8Array];

/** The fields of a protocol buffer message. */
function fieldsOf(message: Uint8Array): readonly Field[] {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const fields: Field[] = [];
  let position = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[position++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): number => (position += length) - length;
  while (position < message.length) {
    const key = Number(varint());
    const field = key >> 3;
    const wireType = key & 7;
    if (wireType === 0) fields.push([field, varint()]);
    else if (wireType === 1) fields.push([field, view.getFloat64(take(8), true)]);
    else if (wireType === 5) fields.push([field, view.getFloat32(take(4), true)]);
    else {
      const length = Number(varint());
      fields.push([field, message.subarray(take(length), position)]);
    }
  }
  return fields;
}

const textOf = (value: unknown): string => new TextDecoder().decode(value as Uint8Array);

describe('crc32c', () => {
  it('has the published check value', () => {
    expect(crc32c(new TextEncoder().encode('123456789')).toString(16)).toBe('e3069283');
  });

  it('of 32 zeros and of 32 ones is what RFC 3720, B.4 says', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  });
});

describe('TensorBoardLog', () => {
  it('begins with the file version and adds an event with step, time, tags and values', () => {
    const storage = new MemoryStorage();
    const log = new TensorBoardLog(storage, path, 1700000000.5);
    log.scalars(300, 1700000001.25, { 'evaluation/mean': 9.5, 'evaluation/größe': -0.1 });
    const [start, event, ...rest] = recordsOf(storage.read(path)!).map(fieldsOf);
    expect(rest).toEqual([]);
    expect(start[0]).toEqual([1, 1700000000.5]);
    expect(textOf(start[1][1])).toBe('brain.Event:2');
    expect(event.slice(0, 2)).toEqual([
      [1, 1700000001.25],
      [2, 300n],
    ]);
    expect(event[2][0]).toBe(5);
    const values = fieldsOf(event[2][1] as Uint8Array).map(([, value]) => fieldsOf(value as Uint8Array));
    const pairs = values.map(([tag, value]) => [tag[0], textOf(tag[1]), value[0], value[1]]);
    expect(pairs).toEqual([
      [1, 'evaluation/mean', 2, 9.5],
      [1, 'evaluation/größe', 2, Math.fround(-0.1)],
    ]);
  });

  it.each([0, 127, 128, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER])('writes step %d', (step) => {
    const storage = new MemoryStorage();
    new TensorBoardLog(storage, path, 0).scalars(step, 0, { a: NaN });
    const event = fieldsOf(recordsOf(storage.read(path)!)[1]);
    expect(event[1]).toEqual([2, BigInt(step)]);
  });

  it('goes on at the end of a file that is there, without a second start', () => {
    const storage = new MemoryStorage();
    new TensorBoardLog(storage, path, 0).scalars(1, 0, { a: 1 });
    new TensorBoardLog(storage, path, 9).scalars(2, 0, { a: 2 });
    const records = recordsOf(storage.read(path)!).map(fieldsOf);
    expect(records).toHaveLength(3);
    expect(records[2][1]).toEqual([2, 2n]);
  });

  it('refuses a step that is no count', () => {
    const log = new TensorBoardLog(new MemoryStorage(), path, 0);
    expect(errorOf(() => log.scalars(-1, 0, {}))?.code).toBe('invalid-value');
    expect(errorOf(() => log.scalars(0.5, 0, {}))?.code).toBe('invalid-value');
  });
});
