/** Synthetic markets: one file for each, all of them deterministic in their settings and their generator's state. */
export { blockBootstrap, blockBootstrapSchema } from './block-bootstrap.js';
export { garch, garchSchema } from './garch.js';
export { gbm, gbmSchema } from './gbm.js';
export { gjr, gjrSchema } from './gjr.js';
export { heston, hestonSchema } from './heston.js';
export { markovSwitching, markovSwitchingSchema } from './markov-switching.js';
export { merton, mertonSchema } from './merton.js';
export { ornsteinUhlenbeckPairs, ornsteinUhlenbeckPairsSchema } from './ornstein-uhlenbeck-pairs.js';
export { ramp, rampSchema } from './ramp.js';
export { sine, sineSchema } from './sine.js';
export {
  type GeneratedMarket,
  generatedMarketSchema,
  generateMarket,
  generatorNames,
  generatorSchema,
} from './specification.js';
export { triangle, triangleSchema } from './triangle.js';
