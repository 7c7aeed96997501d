import { describe, expect, it } from '@jest/globals';
import { compileProblem } from '../../../../environments/production-line/simulator/compile-problem.js';
import { readOptions, type ShopOptions } from '../../../../environments/production-line/simulator/options.js';
import { randomJobShop } from '../../../../environments/production-line/random-problem.js';
import { Pcg64 } from '../../../../src/random/index.js';

const plant = compileProblem(randomJobShop(new Pcg64(1), { jobs: 2, machines: 2 }));

describe('options of a shop', () => {
  it.each<[ShopOptions, string]>([
    [{ scheme: { kind: 'bounded-delay', bound: 0 } }, 'scheme.bound is 0, but must be a positive time'],
    [{ maintenance: { kind: 'age', age: -1 } }, 'maintenance.age is -1, but must be a positive age'],
    [
      { maintenance: { kind: 'period', period: NaN } },
      'maintenance.period is NaN, but must be a positive time',
    ],
  ])('%j are refused', (options, message) => {
    expect(() => readOptions(plant, options)).toThrow(message);
  });

  it('are non-delay and without maintenance unless they say otherwise', () => {
    expect(readOptions(plant, {})).toMatchObject({
      scheme: { kind: 'non-delay' },
      maintenance: { kind: 'none' },
      decidesPairs: false,
    });
  });
});
