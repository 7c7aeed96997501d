import { check, fail } from '../errors.js';

/**
 * The segments of a storage path. Refuses what would leave the run folder or mean something else on another operating
 * system: absolute paths, `..`, empty segments, backslashes, colons, control characters.
 *
 * @throws `invalid-value`.
 */
export function pathSegments(path: string): readonly string[] {
  const segments = path.split('/');
  check(segments.every(isPlainName), {
    component: 'storage',
    parameter: 'path',
    value: path,
    requirement: 'names joined by /, inside the run folder, without . or .. or \\ or :',
  });
  return segments;
}

/** As `pathSegments`, for a folder: the empty path is the run folder itself. */
export function folderSegments(folder: string): readonly string[] {
  return folder === '' ? [] : pathSegments(folder);
}

/** A log that is shorter than it was said to be has lost something: cutting cannot bring it back. */
export function requireShorter(path: string, length: number, present: number): void {
  if (Number.isSafeInteger(length) && length >= 0 && length <= present) return;
  const requirement = `at most the ${present} bytes that the file has`;
  fail('file-damaged', {
    component: 'storage',
    parameter: `length to cut ${path} to`,
    value: length,
    requirement,
  });
}

function isPlainName(name: string): boolean {
  const special = [...name].some((character) => character < ' ' || character === '\\' || character === ':');
  return name !== '' && name !== '.' && name !== '..' && !special;
}
