import { check, fail } from '../../src/errors.js';
import { makeActionBuffer, makeStepBuffers, readObservation } from '../buffers.js';
import type { Environment, EnvironmentSpecification } from '../contract.js';
import { pythonVector, type PythonVector } from './python-vector.node.js';

const prefix = 'python:';

/** Whether a name means an environment of Python's Gymnasium: `python:CartPole-v1`. */
export function isPythonReference(name: string): boolean {
  return name.startsWith(prefix);
}

export interface PythonSettings {
  /** The executable. Default: what the environment variable `LEPTON_PYTHON` says, else `python3`. */
  readonly python?: string;
  /** How long making the environment may take. Default: what `LEPTON_PYTHON_START_SECONDS` says, else 120. */
  readonly startSeconds?: number;
}

/**
 * The specification of an environment of Python's Gymnasium. Each world, or batch of worlds, runs in a Python process of its own,
 * which ends when it is closed. Python is not started before the first one is made. See `docs/python-environments.md`.
 *
 * @param reference `python:` and an id as `gymnasium.make` takes it: `python:CartPole-v1`, `python:my_module:MyEnv-v0`
 * @throws LeptonError `invalid-value` where that is none. Making a world throws `file-not-found` where Python or a package is
 * missing, `unknown-name`, `unsupported` for a space that Lepton does not have, `contract-broken` where Python raises, ends or
 * hangs; `reset` and `step` throw the last
 */
export function pythonEnvironment(
  reference: string,
  settings: PythonSettings = {},
): EnvironmentSpecification {
  const id = reference.slice(prefix.length);
  check(isPythonReference(reference) && id !== '', {
    component: 'environment',
    parameter: 'reference',
    value: reference,
    requirement: 'like python:CartPole-v1 or python:my_module:MyEnv-v0',
  });
  const executable = (): { readonly python: string; readonly startSeconds: number } => ({
    python: settings.python ?? pythonFromEnvironment(),
    startSeconds: settings.startSeconds ?? startSecondsFromEnvironment(),
  });
  return {
    id: reference,
    description: `${id} of Python's Gymnasium.`,
    create: (options) =>
      singleOf(pythonVector({ id, count: 1, autoreset: 'disabled', options, ...executable() }), reference),
    createVector: (count, autoreset, { maxEpisodeSteps, ...options }) =>
      pythonVector({
        ...{ id, count, autoreset, options, ...executable() },
        maxEpisodeSteps: maxEpisodeSteps as number | undefined,
      }),
  };
}

const pythonFromEnvironment = (): string => process.env['LEPTON_PYTHON'] || 'python3';

function startSecondsFromEnvironment(): number {
  const value = process.env['LEPTON_PYTHON_START_SECONDS'] || '120';
  check(Number(value) > 0, {
    component: 'environment variable',
    parameter: 'LEPTON_PYTHON_START_SECONDS',
    value,
    requirement: 'a positive number',
  });
  return Number(value);
}

/** The one world of a batch, in the form for people. */
function singleOf(worlds: PythonVector, component: string): Environment {
  const { observationSpace, actionSpace, masked } = worlds;
  const out = makeStepBuffers(worlds);
  const actions = makeActionBuffer(actionSpace, 1);
  const observe = (): unknown => readObservation(observationSpace, out.observations, 0);
  return {
    observationSpace,
    actionSpace,
    reset({ seed, options } = {}) {
      worlds.begin(seed === undefined ? undefined : [seed], out, undefined, options);
      return { observation: observe(), info: {} };
    },
    step(action) {
      if (!actionSpace.contains(action)) return badAction(component, action, String(actionSpace));
      actions.set(typeof action === 'number' ? [action] : (action as ArrayLike<number>));
      worlds.step(actions, out);
      return {
        observation: observe(),
        reward: worlds.rewards[0],
        terminated: out.terminated[0] === 1,
        truncated: out.truncated[0] === 1,
        info: {},
      };
    },
    ...(masked && { actionMask: () => new Uint8Array(out.masks ?? []) }),
    close: () => worlds.close?.(),
  };
}

const badAction = (component: string, value: unknown, space: string): never =>
  fail('invalid-value', { component, parameter: 'action', value, requirement: `in ${space}` });
