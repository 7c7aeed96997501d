/** What the formats that know no names have in common: `M1`, `J1`, and the name of the file. */
import type { Operation, Problem } from '../problem.js';

/** `la01` of `folder/la01.txt`. */
export function nameOfFile(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.[a-z]+$/i, '');
}

export function namelessShop(
  name: string,
  machines: number,
  routes: readonly (readonly Operation[])[],
): Problem {
  return {
    name,
    machines: Array.from({ length: machines }, (_, index) => ({ name: `M${index + 1}` })),
    jobs: routes.map((operations, index) => ({ name: `J${index + 1}`, operations })),
  };
}

/** An operation that one machine can do. */
export const on = (machine: number, duration: number): Operation => ({
  alternatives: [{ machine, duration }],
});
