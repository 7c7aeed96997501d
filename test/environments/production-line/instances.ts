import { readFileSync } from 'node:fs';
import { taillardJobShop } from '../../../environments/production-line/taillard.js';
import type { Job, Machine, Problem } from '../../../environments/production-line/problem.js';

/** An instance of the literature by its name: ft06 to ft20 and la01 to la40 from their files, ta01 to ta80 from their seeds. */
export function instanceOf(name: string): Problem {
  if (name.startsWith('ta')) return taillardJobShop(Number(name.slice(2)));
  const numbers = readFileSync(fileOf(name), 'utf8').trim().split(/\s+/).map(Number);
  const [jobs, machines] = numbers;
  return jobShop(
    name,
    Array.from({ length: jobs }, (_, job) =>
      Array.from({ length: machines }, (__, step) => {
        const at = 2 + 2 * (job * machines + step);
        return [numbers[at], numbers[at + 1]];
      }),
    ),
  );
}

const fileOf = (name: string) => new URL(`../../fixtures/jsp/${name}.txt`, import.meta.url);

/** A job shop from the routes of its jobs: machine and duration of each operation. */
export function jobShop(
  name: string,
  routes: readonly (readonly (readonly [machine: number, duration: number])[])[],
): Problem {
  const count = Math.max(...routes.flat().map(([machine]) => machine)) + 1;
  return {
    name,
    machines: Array.from({ length: count }, (_, machine): Machine => ({ name: `M${machine + 1}` })),
    jobs: routes.map((route, job): Job => ({
      name: `J${job + 1}`,
      operations: route.map(([machine, duration]) => ({ alternatives: [{ machine, duration }] })),
    })),
  };
}
