import { describe, expect, it } from '@jest/globals';
import { activationNames, activations } from '../../src/networks/index.js';
import { gradients, sum } from '../../src/tensor/index.js';
import { evaluateAll } from '../engines/evaluate.js';
import { engines } from '../learning/engines.js';
import { golden } from './golden.js';

describe.each(engines)('activations on %s', (_name, create, tolerance) => {
  it.each(activationNames)('%s and its gradient equal those of PyTorch', (name) => {
    const given = [{ shape: [golden.points.length], values: golden.points }];
    const results = evaluateAll(create(), given, ([x]) => {
      const value = activations[name](x);
      return { value, gradient: gradients(sum(value), [x])[0] };
    });
    const expected = golden.activations[name];
    golden.points.forEach((_point, at) => {
      for (const part of ['value', 'gradient'] as const) {
        const wanted = expected[part][at];
        const error = Math.abs(results[part][at] - wanted);
        expect(error).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)));
      }
    });
  });
});

it('activations are those that the fixture has', () => {
  expect([...activationNames].sort()).toEqual(Object.keys(golden.activations).sort());
});
