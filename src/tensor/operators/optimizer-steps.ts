/** The inner steps of optimisers, one pass each over a whole parameter. No gradients flow through them. */
import { check } from '../../errors.js';
import { equalShapes, showShape, sizeOf, type Shape } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';
import { requireFloat } from './require-float.js';

/** Magnitudes below this become 0 in moments: denormals of dead units would make every later step slow. */
export const momentFloor = 1e-30;

/** The first `whole` inputs have the shape of the result, the others are scalars. */
const elementwise = (name: string, whole: number, operationsPerElement: number): Operator => ({
  name,
  infer: (inputs) => {
    requireFloat(name, inputs);
    const { shape } = inputs[0];
    inputs.forEach((input, position) => {
      const required: Shape = position < whole ? shape : [];
      check(equalShapes(input.shape, required), {
        component: name,
        parameter: `shape of input ${position}`,
        value: input.shape,
        requirement: showShape(required),
      });
    });
    return { shape, type: 'float32' };
  },
  flops: (node) => operationsPerElement * sizeOf(node.shape),
});

const movingAverageOperator = elementwise('movingAverage', 2, 3);
const movingAverageOfSquaresOperator = elementwise('movingAverageOfSquares', 2, 4);
const adamStepOperator = elementwise('adamStep', 3, 6);

/** decay * average + (1 - decay) * value; results below 1e-30 in magnitude become 0. */
export const movingAverage = (average: Tensor, value: Tensor, decay: number): Tensor =>
  average.graph.apply(movingAverageOperator, [average, value], { keep: decay, blend: 1 - decay });

/** decay * average + (1 - decay) * value^2; results below 1e-30 become 0. */
export const movingAverageOfSquares = (average: Tensor, value: Tensor, decay: number): Tensor =>
  average.graph.apply(movingAverageOfSquaresOperator, [average, value], { keep: decay, blend: 1 - decay });

export interface AdamStepInputs {
  readonly parameter: Tensor;
  readonly firstMoment: Tensor;
  readonly secondMoment: Tensor;
  /** learningRate / (1 - beta1^t). [] */
  readonly stepSize: Tensor;
  /** 1 / sqrt(1 - beta2^t). [] */
  readonly inverseRootCorrection: Tensor;
  readonly epsilon: number;
}

/** parameter - stepSize * m / (sqrt(v) * inverseRootCorrection + epsilon). */
export function adamStep({
  parameter,
  firstMoment,
  secondMoment,
  stepSize,
  inverseRootCorrection,
  epsilon,
}: AdamStepInputs): Tensor {
  return parameter.graph.apply(
    adamStepOperator,
    [parameter, firstMoment, secondMoment, stepSize, inverseRootCorrection],
    { epsilon },
  );
}
