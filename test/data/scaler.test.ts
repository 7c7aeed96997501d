import { expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import { applyScaler, fitScaler, invertScaler } from '../../src/data/scaler.js';

const kinds = ['standard', 'min-max', 'robust'] as const;

it.each([
  ['standard', 3, Math.sqrt(2)],
  ['min-max', 1, 4],
  ['robust', 3, 2],
] as const)('%s: center and scale of 1 to 5', (kind, center, scale) => {
  const scaler = fitScaler({ price: [1, 2, 3, 4, 5, 99] }, { kind, columns: ['price'], from: 0, to: 5 });
  expect(scaler.columns).toEqual({ price: { center, scale } });
});

it('a scaler ignores the rows that it is not fitted on, goes through JSON, and is inverted', () => {
  const values = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(values, values, fc.constantFrom(...kinds), (first, second, kind) => {
      const options = { kind, columns: ['x'], from: 2, to: 8 };
      const mixed = first.map((value, row) => (row >= 2 && row < 8 ? value : (second[row] ?? 0)));
      const scaler = fitScaler({ x: first }, options);
      expect(fitScaler({ x: mixed }, options)).toEqual(scaler);
      const again = JSON.parse(JSON.stringify(scaler)) as typeof scaler;
      const back = invertScaler(again, applyScaler(again, { x: first }));
      back['x']?.forEach((value, row) => expect(Math.abs(value - (first[row] ?? 0))).toBeLessThan(1e-6));
    }),
    { seed: 1 },
  );
});

it('refuses a column that is not there, rows that are not there, and what is not finite', () => {
  const fit = (columns: readonly string[], to: number, x = [1, 2]) =>
    fitScaler({ x }, { kind: 'standard', columns, from: 0, to });
  expect(() => fit(['y'], 2)).toThrow('column is "y", but must be one of x');
  expect(() => fit(['x'], 3)).toThrow('a range within the 2 rows');
  expect(() => fit(['x'], 2, [1, Number.NaN])).toThrow('scaler, row 1: x is NaN');
});
