import { fail, isLeptonError } from '../../src/errors.js';
import type { Environment, EnvironmentSpecification, Info } from '../contract.js';

/** What is checked. */
export interface Subject {
  readonly specification: EnvironmentSpecification;
  readonly options: Info;
  /** False where one object has to stand for every world. */
  readonly makesMany: boolean;
  /** A world as `makeEnvironment` gives it. */
  make(options?: Info): Environment;
}

/** What the call returns; what it throws comes out as `contract-broken`, which names the call. */
export function attempt<Result>(call: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    return fail('contract-broken', {
      component: 'environment',
      parameter: call,
      value: messageOf(error),
      requirement: 'a call that returns',
    });
  }
}

/** What an error says, without the hint. */
export function messageOf(error: unknown): string {
  const text = isLeptonError(error) ? error.message : String(error);
  return text.split('\n', 1)[0];
}
