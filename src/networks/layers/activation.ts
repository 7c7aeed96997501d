import { nameOf } from '../../plain-data.js';
import { activationNames, activations } from '../activations.js';
import { kind } from '../kind.js';
import { plainLayer } from './layer.js';

/** A function of each element: `{ activation: tanh }`. */
export const activation = kind(nameOf(activationNames), (name) =>
  plainLayer('activation', (x) => activations[name](x)),
);
