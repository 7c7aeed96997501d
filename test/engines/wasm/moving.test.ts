import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { BothSides, integers, numbers, randomNumbers } from './both-sides.js';

const seed = fc.integer({ min: 1, max: 1e9 });

function bytes(length: number, s: number): Uint8Array {
  const next = randomNumbers(s);
  return Uint8Array.from({ length }, () => next() * 256);
}

describe('kernels that move data', () => {
  it('broadcast has the bits of its twin', () => {
    fc.assert(
      fc.property(seed, fc.nat(4), fc.nat(5), fc.nat(40), (s, outer, repeat, inner) => {
        const sides = new BothSides();
        const a = sides.place(integers(outer * inner, 2147483647, s));
        sides.float32('broadcast', outer * repeat * inner, a, outer, repeat, inner);
      }),
    );
  });

  it('copyBlocks has the bits of its twin for any number of bytes', () => {
    const gap = fc.constantFrom(0, 0, 1, 5, 12);
    fc.assert(
      fc.property(
        seed,
        fc.nat(4),
        fc.nat(70),
        gap,
        gap,
        fc.nat(3),
        (s, blocks, size, outGap, aGap, misalign) => {
          const sides = new BothSides();
          const a = sides.place(bytes(blocks * (size + aGap), s), misalign);
          const out = {
            pointer: sides.reserve(blocks * (size + outGap), misalign),
            bytes: blocks * (size + outGap),
          };
          sides.run('copyBlocks', [out.pointer, a, blocks, size, size + outGap, size + aGap], out);
        },
      ),
      runs(200),
    );
  });

  it('copyBlocks copies long blocks', () => {
    const sides = new BothSides();
    const a = sides.place(bytes(9000, 1));
    const out = { pointer: sides.reserve(9000), bytes: 9000 };
    sides.run('copyBlocks', [out.pointer, a, 2, 4000, 5000, 4999], out);
    sides.run('copyBlocks', [out.pointer, a, 9, 1000, 1000, 1000], out);
  });

  it('zero writes so many bytes', () => {
    for (const n of [0, 1, 7, 64, 1000]) {
      const sides = new BothSides();
      const out = { pointer: sides.reserve(n), bytes: n };
      expect(sides.run('zero', [out.pointer, n], out).every((byte) => byte === 0)).toBe(true);
    }
  });

  it('transpose has the bits of its twin', () => {
    fc.assert(
      fc.property(seed, fc.nat(21), fc.nat(21), (s, rows, columns) => {
        const sides = new BothSides();
        const a = sides.place(integers(rows * columns, 2147483647, s));
        sides.float32('transpose', rows * columns, a, rows, columns);
      }),
    );
  });

  it('gather and scatter have the bits of their twins', () => {
    fc.assert(
      fc.property(seed, fc.nat(20), fc.integer({ min: 1, max: 9 }), (s, rows, columns) => {
        const sides = new BothSides();
        const a = sides.place(numbers(rows * columns, s, 5));
        const indices = sides.place(integers(rows, columns, s));
        sides.float32('gather', rows, a, indices, rows, columns);
        sides.float32('scatter', rows * columns, a, indices, rows, columns);
      }),
    );
  });

  it('gatherRows has the bits of its twin for rows of any number of bytes', () => {
    fc.assert(
      fc.property(
        seed,
        fc.nat(9),
        fc.nat(50),
        fc.integer({ min: 1, max: 7 }),
        (s, rows, rowBytes, tableRows) => {
          const sides = new BothSides();
          const table = sides.place(bytes(tableRows * rowBytes, s));
          const indices = sides.place(integers(rows, tableRows, s));
          const out = { pointer: sides.reserve(rows * rowBytes), bytes: rows * rowBytes };
          sides.run('gatherRows', [out.pointer, table, indices, rows, rowBytes], out);
        },
      ),
    );
  });

  it('scatterAddRows has the bits of its twin and adds rows that share an index', () => {
    fc.assert(
      fc.property(
        seed,
        fc.nat(12),
        fc.nat(11),
        fc.integer({ min: 1, max: 4 }),
        (s, rows, columns, tableRows) => {
          const sides = new BothSides();
          const a = sides.place(numbers(rows * columns, s));
          const indices = sides.place(integers(rows, tableRows, s));
          sides.float32('scatterAddRows', tableRows * columns, a, indices, rows, columns, tableRows);
        },
      ),
    );
    const sides = new BothSides();
    const a = sides.place(Float32Array.of(1, 2, 10, 20, 100, 200));
    const indices = sides.place(Int32Array.of(1, 0, 1));
    expect([...sides.float32('scatterAddRows', 6, a, indices, 3, 2, 3)]).toEqual([10, 20, 101, 202, 0, 0]);
  });
});
