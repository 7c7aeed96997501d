/** First values of parameters, by the names of PyTorch's `torch.nn.init` where it has one. */
import { z } from 'zod';
import { eitherForm, nameOf, oneKeyRecord, strictRecord } from '../plain-data.js';
import type { RandomStream } from '../random/random-stream.js';
import { sizeOf, type Shape } from '../tensor/index.js';
import { kind, makeKind, schemasOf } from './kind.js';
import { randomOrthogonal } from './orthogonal.js';

export interface InitializedParameter {
  /** Weights: outputs last. */
  readonly shape: Shape;
  /** Values that one output is computed from; for a bias, those of its layer. */
  readonly fanIn: number;
  /** Outputs that one input has a part in. */
  readonly fanOut: number;
}

/** Draws the first values of a parameter, in row-major order. */
export type Initializer = (parameter: InitializedParameter, stream: RandomStream) => Float64Array;

const fill = ({ shape }: InitializedParameter, next: () => number): Float64Array =>
  new Float64Array(sizeOf(shape)).map(next);

const uniformWithin =
  (boundOf: (parameter: InitializedParameter) => number): Initializer =>
  (parameter, stream) => {
    const bound = boundOf(parameter);
    return fill(parameter, () => bound * (2 * stream.uniform() - 1));
  };

const normalWith =
  (deviationOf: (parameter: InitializedParameter) => number): Initializer =>
  (parameter, stream) => {
    const deviation = deviationOf(parameter);
    return fill(parameter, () => deviation * stream.normal());
  };

const constantly =
  (value: number): Initializer =>
  (parameter) =>
    fill(parameter, () => value);

const none = strictRecord({});
const gain = z.number().positive();
const kaiming = strictRecord({
  gain: gain.default(Math.sqrt(2)).meta({ description: 'by default that of ReLU' }),
  fan: nameOf(['in', 'out']).default('in').meta({ description: 'which direction keeps its variance' }),
});
const withGain = strictRecord({ gain: gain.default(1) });
const uniform = strictRecord({ low: z.number().default(0), high: z.number().default(1) });
const normal = strictRecord({
  mean: z.number().default(0),
  standardDeviation: z.number().positive().default(1),
});

/**
 * See "Delving Deep into Rectifiers" (He et al., 2015), eq. 10, for Kaiming, and "Understanding the difficulty of training deep
 * feedforward neural networks" (Glorot & Bengio, 2010), eq. 12 and 16, for Xavier. A uniform distribution of standard
 * deviation s reaches to sqrt(3) s.
 */
const kinds = {
  /** U(-b, b) with b = 1 / sqrt(fanIn): what PyTorch's `Linear` does with its weights and with its biases. */
  fanInUniform: kind(none, () => uniformWithin(({ fanIn }) => 1 / Math.sqrt(fanIn))),
  kaimingUniform: kind(kaiming, ({ gain, fan }) =>
    uniformWithin(({ fanIn, fanOut }) => gain * Math.sqrt(3 / (fan === 'in' ? fanIn : fanOut))),
  ),
  kaimingNormal: kind(kaiming, ({ gain, fan }) =>
    normalWith(({ fanIn, fanOut }) => gain / Math.sqrt(fan === 'in' ? fanIn : fanOut)),
  ),
  xavierUniform: kind(withGain, ({ gain }) =>
    uniformWithin(({ fanIn, fanOut }) => gain * Math.sqrt(6 / (fanIn + fanOut))),
  ),
  xavierNormal: kind(withGain, ({ gain }) =>
    normalWith(({ fanIn, fanOut }) => gain * Math.sqrt(2 / (fanIn + fanOut))),
  ),
  orthogonal: kind(withGain, ({ gain }): Initializer => ({ shape }, stream) => {
    const columns = shape.at(-1) as number;
    return randomOrthogonal(sizeOf(shape) / columns, columns, stream).map((value) => gain * value);
  }),
  uniform: kind(
    uniform,
    ({ low, high }): Initializer =>
      (parameter, stream) =>
        fill(parameter, () => low + (high - low) * stream.uniform()),
  ),
  normal: kind(
    normal,
    ({ mean, standardDeviation }): Initializer =>
      (parameter, stream) =>
        fill(parameter, () => mean + standardDeviation * stream.normal()),
  ),
  zeros: kind(none, () => constantly(0)),
  ones: kind(none, () => constantly(1)),
  constant: kind(z.number(), constantly),
};

const names = Object.keys(kinds).filter((name) => name !== 'constant') as Exclude<
  keyof typeof kinds,
  'constant'
>[];

/** An initialiser as plain data: a name, or `{ orthogonal: { gain: 1.41 } }`, `{ constant: 0.1 }`. */
export const initializerSchema = eitherForm(nameOf(names), oneKeyRecord(schemasOf(kinds)));

export function makeInitializer(specification: z.input<typeof initializerSchema>): Initializer {
  return typeof specification === 'string' ? kinds[specification].make({}) : makeKind(kinds, specification);
}
