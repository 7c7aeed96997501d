import { fail } from '../../errors.js';
import type { Tensor } from '../tensor.js';

/** Raises `invalid-value` unless all inputs are float32. */
export function requireFloat(operator: string, inputs: readonly Tensor[]): void {
  for (const input of inputs) {
    if (input.type !== 'float32') {
      fail('invalid-value', {
        component: operator,
        parameter: 'type of an input',
        value: input.type,
        requirement: 'float32',
        hint: 'use cast(tensor, "float32")',
      });
    }
  }
}
