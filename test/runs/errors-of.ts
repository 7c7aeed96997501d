import { isLeptonError, type LeptonError } from '../../src/errors.js';

/** The Lepton error that an action throws; undefined where it throws nothing. Anything else goes through. */
export function errorOf(action: () => unknown): LeptonError | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (isLeptonError(error)) return error;
    throw error;
  }
}
