import { fail, type ErrorCode, type ErrorParts } from '../../src/errors.js';

/** What bridge.py says when something failed. */
export interface Failure {
  readonly reason: 'missing-package' | 'unknown-id' | 'unsupported' | 'make' | 'reset' | 'step';
  /** The class of the exception. */
  readonly type: string;
  readonly message: string;
  /** The last lines of the traceback. */
  readonly trace: readonly string[];
}

/**
 * Says what Python said, in the way of all errors here.
 *
 * @param component the environment
 * @param python the executable
 */
export function failPython(component: string, python: string, failure: Failure): never {
  const [code, parts] = mistakeOf(python, failure);
  return fail(code, { component, ...parts });
}

function mistakeOf(
  python: string,
  { reason, type, message, trace }: Failure,
): readonly [ErrorCode, Omit<ErrorParts, 'component'>] {
  const raised = `${type}: ${message}`;
  switch (reason) {
    case 'missing-package':
      return [
        'file-not-found',
        {
          parameter: `a package for ${python}`,
          value: raised,
          requirement: 'installed',
          hint: `${python} -m pip install gymnasium installs Gymnasium itself; LEPTON_PYTHON names another Python`,
        },
      ];
    case 'unknown-id':
      return [
        'unknown-name',
        {
          parameter: 'id',
          value: raised,
          requirement: 'an id that gymnasium.make knows',
          hint: 'modules of your own, as in python:my_module:MyEnv-v0, are found in the current folder and on PYTHONPATH',
        },
      ];
    case 'unsupported':
      return [
        'unsupported',
        {
          parameter: 'space',
          value: message,
          requirement: 'Discrete, Box, MultiDiscrete, MultiBinary, or a Dict or Tuple of these',
          hint: 'a Gymnasium wrapper can turn it into one of these',
        },
      ];
    case 'make':
      return [
        'contract-broken',
        {
          parameter: 'gymnasium.make',
          value: raised,
          requirement: 'a call that returns',
          hint: `environmentOptions are its keyword arguments; the traceback ends\n${indented(trace)}`,
        },
      ];
    case 'reset':
    case 'step':
      return [
        'contract-broken',
        {
          parameter: `${reason} in Python`,
          value: raised,
          requirement: 'a call that returns',
          hint: `the traceback ends\n${indented(trace)}`,
        },
      ];
  }
}

const indented = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n');
