import { describe, expect, it } from '@jest/globals';
import { clipByGlobalNorm, huber, softmaxCrossEntropy, squaredError } from '../../src/learning/index.js';
import { gradients, Graph, sum, type Tensor } from '../../src/tensor/index.js';
import { evaluateAll } from '../engines/evaluate.js';
import { engines, expectClose } from './engines.js';
import { golden } from './golden.js';

const { losses, crossEntropy, clipping } = golden;
const elementLosses: Readonly<Record<'squaredError' | 'huber1' | 'huber2.5', (error: Tensor) => Tensor>> = {
  squaredError,
  huber1: (error) => huber(error, 1),
  'huber2.5': (error) => huber(error, 2.5),
};

describe.each(engines)('losses on %s', (_name, create, tolerance) => {
  const engine = create();

  it.each(Object.entries(elementLosses))('%s and its gradient equal those of PyTorch', (name, loss) => {
    const given = [{ shape: [losses.errors.length], values: losses.errors }];
    const results = evaluateAll(engine, given, ([error]) => {
      const elements = loss(error);
      return { loss: elements, gradient: gradients(sum(elements), [error])[0] };
    });
    const expected = losses[name as keyof typeof elementLosses];
    expectClose(results['loss'], expected.loss, tolerance);
    expectClose(results['gradient'], expected.gradient, tolerance);
  });

  it('softmaxCrossEntropy and its gradient equal those of PyTorch', () => {
    const shape = [3, 5];
    const given = [
      { shape, values: crossEntropy.logits },
      { shape, values: crossEntropy.probabilities },
    ];
    const results = evaluateAll(engine, given, ([logits, probabilities]) => {
      const loss = softmaxCrossEntropy(logits, probabilities);
      return { loss, gradient: gradients(sum(loss), [logits])[0] };
    });
    expectClose(results['loss'], crossEntropy.loss, tolerance);
    expectClose(results['gradient'], crossEntropy.gradient, tolerance);
  });

  it.each(clipping)('clipByGlobalNorm to $maximumNorm equals clip_grad_norm_', (expected) => {
    const given = [
      { shape: [3], values: expected.gradients[0] },
      { shape: [2, 2], values: expected.gradients[1] },
    ];
    const results = evaluateAll(engine, given, (inputs) => {
      const { clipped, norm } = clipByGlobalNorm(inputs, expected.maximumNorm);
      return { norm, first: clipped[0], second: clipped[1] };
    });
    expectClose(results['norm'], [expected.norm], tolerance);
    expectClose(results['first'], expected.clipped[0], tolerance);
    expectClose(results['second'], expected.clipped[1], tolerance);
  });
});

describe('what losses refuse', () => {
  const x = new Graph().input('x', [2]);
  it('a delta or a norm that is not greater than 0', () => {
    for (const wrong of [0, -1, NaN]) {
      expect(() => huber(x, wrong)).toThrow(/huber: delta is .*, but must be greater than 0/);
      expect(() => clipByGlobalNorm([x], wrong)).toThrow(/maximumNorm/);
    }
  });
  it('logits and probabilities of different shapes', () => {
    expect(() => softmaxCrossEntropy(x.graph.input('y', [2, 1]), x)).toThrow(/softmaxCrossEntropy: shape/);
  });
});
