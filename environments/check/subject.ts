import { fail, isLeptonError } from '../../src/errors.js';
import type { Environment, EnvironmentSpecification, Info } from '../contract.js';
import { makeEnvironment } from '../registry.js';

/** What is checked. */
export interface Subject {
  readonly specification: EnvironmentSpecification;
  readonly options: Info;
  /** False where one object has to stand for every world. */
  readonly makesMany: boolean;
  /** The bare world. */
  create(): Environment;
  /** A world as `makeEnvironment` gives it. */
  make(options?: Info): Environment;
  /** Closes every world so far, except the one that stands for all. */
  close(): void;
}

/** @param source a specification, or one world, which then stands for the others of its kind */
export function subjectOf(source: EnvironmentSpecification | Environment, options: Info): Subject {
  const makesMany = 'create' in source;
  const specification = makesMany ? source : { id: 'environment', description: '', create: () => source };
  const open: Environment[] = [];
  const opened = (world: Environment): Environment => {
    if (makesMany) open.push(world);
    return world;
  };
  return {
    specification,
    options,
    makesMany,
    create() {
      const { maxEpisodeSteps: _theirs, ...own } = options;
      return opened(specification.create(own));
    },
    make: (own = options) => opened(makeEnvironment(specification, own)),
    close() {
      for (const world of open.splice(0)) {
        try {
          world?.close?.();
        } catch {
          // There is a check of closing.
        }
      }
    },
  };
}

const raising = 'a call of the environment';

/** What the call returns; what it throws comes out as `contract-broken`, which names the call. */
export function attempt<Result>(call: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    return fail('contract-broken', {
      component: raising,
      parameter: call,
      value: messageOf(error),
      requirement: 'a call that returns',
    });
  }
}

/** What an error says, in one line and without the hint. */
export function messageOf(error: unknown): string {
  if (isLeptonError(error) && error.parts.component === raising) {
    return `${error.parts.parameter} raised ${String(error.parts.value)}`;
  }
  const text = isLeptonError(error) ? error.message : String(error);
  return text.split('\n', 1)[0];
}
