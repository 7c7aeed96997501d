import { acrobotV1 } from './acrobot/specification.js';
import { cartPoleV0, cartPoleV1 } from './cartpole/specification.js';
import { cliffWalkingSlipperyV1, cliffWalkingV1 } from './cliff-walking/specification.js';
import type { EnvironmentSpecification } from './contract.js';
import { frozenLake8x8V1, frozenLakeV1 } from './frozen-lake/specification.js';
import { market } from './market/market.js';
import { mountainCarV0 } from './mountain-car/specification.js';
import { pendulumV1 } from './pendulum/specification.js';
import { productionLine } from './production-line/specification.js';
import { taxiV4 } from './taxi/specification.js';

/** The worlds that Lepton brings, one folder each. */
export const builtInEnvironments: readonly EnvironmentSpecification[] = [
  cartPoleV1,
  cartPoleV0,
  mountainCarV0,
  acrobotV1,
  pendulumV1,
  frozenLakeV1,
  frozenLake8x8V1,
  cliffWalkingV1,
  cliffWalkingSlipperyV1,
  taxiV4,
  productionLine,
  market,
];
