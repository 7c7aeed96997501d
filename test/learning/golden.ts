import { readFileSync } from 'node:fs';
import type { OptimizerSpecification } from '../../src/learning/index.js';

interface LossAndGradient {
  readonly loss: readonly number[];
  readonly gradient: readonly number[];
}

interface Golden {
  readonly learningRates: readonly number[];
  readonly start: readonly number[];
  /** One for each learning rate. */
  readonly gradients: readonly (readonly number[])[];
  readonly optimizers: Readonly<
    Record<
      string,
      { readonly specification: OptimizerSpecification; readonly path: readonly (readonly number[])[] }
    >
  >;
  readonly losses: Readonly<Record<'squaredError' | 'huber1' | 'huber2.5', LossAndGradient>> & {
    readonly errors: readonly number[];
  };
  readonly crossEntropy: LossAndGradient & {
    readonly logits: readonly number[];
    readonly probabilities: readonly number[];
  };
  readonly clipping: readonly {
    readonly maximumNorm: number;
    readonly gradients: readonly [readonly number[], readonly number[]];
    readonly norm: number;
    readonly clipped: readonly [readonly number[], readonly number[]];
  }[];
}

/** What PyTorch says of some losses and optimisers; `golden.py` made it. */
export const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Golden;
