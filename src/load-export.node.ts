import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail } from './errors.js';
import { nearestName } from './nearest-name.js';

export interface ExportRequest {
  /** What the errors are about. */
  readonly component: string;
  /** A module, relative to `folder`, and the name of its export: `./my-world.js#create`. */
  readonly reference: string;
  readonly folder: string;
  /** A reference as it should be. */
  readonly example: string;
}

type Module = Readonly<Record<string, unknown>>;

/**
 * What a module of the user's own exports under a name. This alone runs code that Lepton did not bring.
 *
 * @throws LeptonError `invalid-value`, `file-not-found`, `unknown-name` for a missing export, `contract-broken` for a
 * module that raises when it is loaded
 */
export async function loadExport(request: ExportRequest): Promise<unknown> {
  const [file, name] = splitReference(request);
  const path = resolve(request.folder, file);
  const module = await importModule(request, path);
  return Object.hasOwn(module, name) ? module[name] : missingExport(request, module, name, path);
}

function splitReference({ component, reference, example }: ExportRequest) {
  const [file, name, ...rest] = reference.split('#');
  if (file !== '' && name !== undefined && name !== '' && rest.length === 0) return [file, name] as const;
  return fail('invalid-value', {
    component,
    parameter: 'reference',
    value: reference,
    requirement: `a module and the name of its export, like "${example}"`,
  });
}

async function importModule({ component, reference }: ExportRequest, path: string): Promise<Module> {
  try {
    await access(path);
  } catch {
    fail('file-not-found', {
      component,
      parameter: reference,
      value: path,
      requirement: 'a module that exists and can be read',
    });
  }
  try {
    return (await import(pathToFileURL(path).href)) as Module;
  } catch (error) {
    return fail('contract-broken', {
      component,
      parameter: reference,
      value: String(error),
      requirement: 'a module that loads without an error',
    });
  }
}

function missingExport({ component }: ExportRequest, module: Module, name: string, path: string): never {
  const exports = Object.keys(module);
  const nearest = nearestName(name, exports);
  return fail('unknown-name', {
    component,
    parameter: 'export',
    value: name,
    requirement: `an export of ${path}: ${exports.join(', ') || 'it has none'}`,
    ...(nearest !== undefined && { hint: `did you mean ${nearest}?` }),
  });
}
