import { isLeptonError } from '../../../src/errors.js';

/** The message of the LeptonError that an action raises; anything else that happens is passed on or said. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (isLeptonError(error)) return error.message;
    throw error;
  }
  return 'nothing was raised';
}
