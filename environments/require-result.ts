import { fail } from '../src/errors.js';

/** What the methods of a world return. */
export const resultForms = {
  reset: '{ observation, info }',
  step: '{ observation, reward, terminated, truncated, info }',
} as const;

/** Raises `contract-broken` where a world of one's own returned nothing, or no object. */
export function requireResult(method: keyof typeof resultForms, result: unknown): void {
  if (typeof result === 'object' && result !== null) return;
  fail('contract-broken', {
    component: 'environment',
    parameter: `result of ${method}`,
    value: result,
    requirement: resultForms[method],
  });
}
