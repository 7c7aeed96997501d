/** Which Python and which Gymnasium there are to test against. */
import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it } from '@jest/globals';

const folder = fileURLToPath(new URL('../../fixtures/python', import.meta.url));

export const python = process.env['LEPTON_PYTHON'] ?? 'python3';

/** What comes before everything else where modules are looked for. */
export function setPythonPath(...folders: readonly ('stand-in' | 'without-gymnasium')[]): void {
  const paths = [...folders.map((name) => `${folder}/${name}`), folder];
  process.env['PYTHONDONTWRITEBYTECODE'] = '1';
  process.env['PYTHONPATH'] = [...paths, ...inherited].join(delimiter);
}

const inherited = process.env['PYTHONPATH'] === undefined ? [] : [process.env['PYTHONPATH']];

const versionOf = (module: string): string | undefined => {
  const program = `import ${module}; print(${module}.__version__)`;
  const { status, stdout } = spawnSync(python, ['-c', program], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

export const hasPython = spawnSync(python, ['--version']).status === 0;
const version = hasPython ? versionOf('gymnasium') : undefined;
export const isReal = version !== undefined;
const hasNumPy = isReal || versionOf('numpy') !== undefined;

/** For the titles of tests, so that a log tells. */
export const against = isReal
  ? `Gymnasium ${version}`
  : hasPython && hasNumPy
    ? 'a stand-in, since Gymnasium cannot be imported (LEPTON_PYTHON names another Python)'
    : 'nothing: skipped, since there is no Python with NumPy (LEPTON_PYTHON names another Python)';

/** A test that needs worlds: they need NumPy, which the stand-in does not replace. */
export const itWithWorlds = hasPython && hasNumPy ? it : it.skip;
/** A test that needs Gymnasium itself. */
export const itWithGymnasium = isReal ? it : it.skip;
/** A test that needs Python only. */
export const itWithPython = hasPython ? it : it.skip;

/** Makes the worlds of `test/fixtures/python/worlds.py`, and CartPole-v1, known to Python processes from here on. */
export function prepareWorlds(): void {
  if (isReal) setPythonPath();
  else setPythonPath('stand-in');
}
