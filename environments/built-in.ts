import { cartPoleV0, cartPoleV1 } from './cartpole/specification.js';
import type { EnvironmentSpecification } from './contract.js';

/** The worlds that Lepton brings, one folder each. */
export const builtInEnvironments: readonly EnvironmentSpecification[] = [cartPoleV1, cartPoleV0];
