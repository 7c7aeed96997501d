/**
 * Elementary functions in plain float64 arithmetic: no fused multiply-add and nothing that a JavaScript engine
 * may approximate in its own way, so that they give the same bits everywhere. `Math.sqrt` is exact already.
 */
export { exp, expm1 } from './exponential.js';
export { tanh } from './hyperbolic-tangent.js';
export { log, log1p } from './logarithm.js';
export { pow } from './power.js';
export { cos, sin, sineCosine } from './sine-cosine.js';
export { tan } from './tangent.js';
