import { describe, expect, it } from '@jest/globals';
import { activationNames, activations } from '../../src/networks/index.js';
import { gradients, sum, type Tensor } from '../../src/tensor/index.js';
import { evaluateAll } from '../engines/evaluate.js';
import { engines, expectClose } from '../learning/engines.js';
import { golden } from './golden.js';

describe.each(engines)('activations on %s', (_name, create, tolerance) => {
  it.each(activationNames)('%s and its gradient equal those of PyTorch', (name) => {
    const given = [{ shape: [golden.points.length], values: golden.points }];
    const results = evaluateAll(create(), given, ([x]) => {
      const value = activations[name](x as Tensor);
      return { value, gradient: gradients(sum(value), [x as Tensor])[0] as Tensor };
    });
    const expected = golden.activations[name];
    // Value by value: what is small beside 25 must be right too.
    expected.value.forEach((value, at) => {
      expectClose([results['value']![at]!], [value], value < -1e-3 || value > 1e-3 ? 20 * tolerance : 1e3);
      expectClose([results['gradient']![at]! + 1], [expected.gradient[at]! + 1], tolerance);
    });
  });
});

it('activations are those that the fixture has', () => {
  expect([...activationNames].sort()).toEqual(Object.keys(golden.activations).sort());
});
