import { check } from '../errors.js';

/** Raises `invalid-value` unless one can draw so often, and cut off so much. */
export function checkResampling(component: string, resamples: number, confidence: number): void {
  check(Number.isSafeInteger(resamples) && resamples > 0, {
    component,
    parameter: 'resamples',
    value: resamples,
    requirement: 'a positive integer',
  });
  check(confidence > 0 && confidence < 1, {
    component,
    parameter: 'confidence',
    value: confidence,
    requirement: 'between 0 and 1',
  });
}
