/** What is computed: symbolic tensors, operators, gradients. */
export { Graph, type ParameterSource, type ParameterSpecification } from './graph.js';
export { gradients } from './gradients.js';
export { sizeOf, type Shape } from './shape.js';
export type { Attributes, AttributeValue, Operand, Operator, Tensor, TensorType } from './tensor.js';
export type { Update } from './update.js';
export { abs } from './operators/abs.js';
export { add } from './operators/add.js';
export { argmax } from './operators/argmax.js';
export { cast } from './operators/cast.js';
export { equal, less, lessEqual } from './operators/comparisons.js';
export { concat } from './operators/concat.js';
export { div } from './operators/div.js';
export { exp } from './operators/exp.js';
export { gatherRows, scatterAddRows } from './operators/gather-rows.js';
export { gather, scatter } from './operators/gather.js';
export { log } from './operators/log.js';
export { matmul, type Transposed } from './operators/matmul.js';
export { max } from './operators/max.js';
export { maximum } from './operators/maximum.js';
export { mean } from './operators/mean.js';
export { minimum } from './operators/minimum.js';
export { mul } from './operators/mul.js';
export { neg } from './operators/neg.js';
export {
  adamStep,
  movingAverage,
  movingAverageOfSquares,
  type AdamStepInputs,
} from './operators/optimizer-steps.js';
export { relu, reluGradient } from './operators/relu.js';
export { reshape } from './operators/reshape.js';
export { sigmoid } from './operators/sigmoid.js';
export { sign } from './operators/sign.js';
export { pad, slice } from './operators/slice.js';
export { logSoftmax, softmax } from './operators/softmax.js';
export { sqrt } from './operators/sqrt.js';
export { square } from './operators/square.js';
export { standardize } from './operators/standardize.js';
export { stopGradient } from './operators/stop-gradient.js';
export { sub } from './operators/sub.js';
export { broadcastTo, sum } from './operators/sum-broadcast.js';
export { tanh } from './operators/tanh.js';
export { transpose } from './operators/transpose.js';
export { where } from './operators/where.js';
