/** The inner steps of optimisers, one pass each over a whole parameter. No gradients flow through them. */
import { fail } from '../../errors.js';
import { equalShapes, showShape, sizeOf } from '../shape.js';
import type { Operator, Tensor } from '../tensor.js';

/** Magnitudes below this become 0 in moments: denormals of dead units would make every later step slow. */
export const momentFloor = 1e-30;

const elementwise = (name: string, operationsPerElement: number): Operator => ({
  name,
  infer: (inputs) => {
    const [first, ...others] = inputs as [Tensor, ...Tensor[]];
    for (const other of others) {
      if (other.shape.length > 0 && !equalShapes(other.shape, first.shape)) {
        fail('invalid-value', {
          component: name,
          parameter: 'shape',
          value: other.shape,
          requirement: showShape(first.shape),
        });
      }
    }
    return { shape: first.shape, type: 'float32' };
  },
  flops: (node) => operationsPerElement * sizeOf(node.shape),
});

const movingAverageOperator = elementwise('movingAverage', 3);
const movingAverageOfSquaresOperator = elementwise('movingAverageOfSquares', 4);
const adamStepOperator = elementwise('adamStep', 6);

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
