import { fail } from '../src/errors.js';
import { loadExport } from '../src/load-export.node.js';
import type { Environment, EnvironmentSpecification, Info } from './contract.js';
import { isPythonReference, pythonEnvironment } from './python/python-environment.node.js';

const component = 'environment';

/** Whether a name means a world in a module, `./my-world.js#create`, and not a registered one. */
export function isModuleReference(name: string): boolean {
  return name.includes('#') && !isPythonReference(name);
}

/** Whether a name means a world that `loadEnvironment` finds, in a module or in Python, and not a registered one. */
export function isReference(name: string): boolean {
  return name.includes('#') || isPythonReference(name);
}

/**
 * The specification behind `./my-world.js#create`: a module, relative to `folder`, and the name of an export of it. The
 * export is a specification, or a function that makes an `Environment` from the options. Its id is the reference. Behind
 * `python:CartPole-v1`: see `pythonEnvironment`.
 *
 * @throws LeptonError `invalid-value`, `file-not-found`, `unknown-name` for a missing export, `contract-broken` for one
 * that is neither, or for a module that raises when it is loaded
 */
export async function loadEnvironment(reference: string, folder: string): Promise<EnvironmentSpecification> {
  if (isPythonReference(reference)) return pythonEnvironment(reference);
  const example = './my-world.js#create';
  return specificationOf(reference, await loadExport({ component, reference, folder, example }));
}

function specificationOf(reference: string, exported: unknown): EnvironmentSpecification {
  if (typeof exported === 'function') {
    const create = exported as (options: Info) => unknown;
    return { id: reference, description: '', create: (options) => asEnvironment(reference, create(options)) };
  }
  const specification = exported as Partial<EnvironmentSpecification> | null | undefined;
  if (typeof specification?.create === 'function') {
    const { description = '' } = specification;
    return { ...(exported as EnvironmentSpecification), description, id: reference };
  }
  return fail('contract-broken', {
    component,
    parameter: reference,
    value: exported,
    requirement: 'a function that returns an Environment, or an EnvironmentSpecification',
  });
}

function asEnvironment(reference: string, made: unknown): Environment {
  const environment = made as Partial<Environment> | null | undefined;
  const missing = (['reset', 'step', 'observationSpace', 'actionSpace'] as const).filter(
    (member) => environment?.[member] === undefined,
  );
  if (missing.length === 0) return made as Environment;
  return fail('contract-broken', {
    component,
    parameter: reference,
    value: `a function whose result has no ${missing.join(', ')}`,
    requirement: 'a function that returns an Environment, not a promise of one',
  });
}
