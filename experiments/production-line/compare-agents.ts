import { Streams } from '../../src/random/streams.js';
import { bootstrapInterval, type Interval } from '../../src/statistics/bootstrap.js';
import { mean } from '../../src/statistics/summary.js';
import { bestKnown } from '../../environments/production-line/best-known.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { lowerBounds } from '../../environments/production-line/verifier/bounds.js';

/** What all agents came to on one instance. */
export interface ComparedInstance {
  readonly name: string;
  readonly jobs: number;
  readonly machines: number;
  /** The best known makespan, or else the lower bound. */
  readonly reference: number;
  readonly isBestKnown: boolean;
  /** Makespans, a row for each agent, a column for each seed. [A, S] */
  readonly makespans: readonly (readonly number[])[];
}

export interface ComparedGroup {
  readonly name: string;
  readonly instances: number;
  /** Mean gaps in percent. [A] */
  readonly gaps: readonly number[];
}

export interface Comparison {
  readonly agents: readonly string[];
  readonly seeds: readonly (number | string)[];
  readonly instances: readonly ComparedInstance[];
  /** By size, and all. */
  readonly groups: readonly ComparedGroup[];
  /** Gap of each agent minus that of the first, over the instances; the first has none. [A] */
  readonly differences: readonly (Interval | undefined)[];
}

/** What to hold the makespan of an instance against. */
export function referenceOf(problem: Problem): Pick<ComparedInstance, 'reference' | 'isBestKnown'> {
  const best = bestKnown(problem.name);
  return best === undefined
    ? { reference: lowerBounds(problem).best, isBestKnown: false }
    : { reference: best.upper, isBestKnown: true };
}

/** Means, and paired intervals over the instances (of several seeds their mean counts). */
export function compareResults(
  agents: readonly string[],
  seeds: readonly (number | string)[],
  instances: readonly ComparedInstance[],
): Comparison {
  const gaps = instances.map(({ makespans, reference }) =>
    makespans.map((row) => 100 * (mean(row) / reference - 1)),
  ); // [I, A]
  const sizes = new Map<string, number[]>();
  for (const [index, { jobs, machines }] of instances.entries()) {
    const size = `${jobs}x${machines}`;
    sizes.set(size, [...(sizes.get(size) ?? []), index]);
  }
  const group = (name: string, members: readonly number[]): ComparedGroup => ({
    name,
    instances: members.length,
    gaps: agents.map((_, agent) => mean(members.map((index) => gaps[index][agent]))),
  });
  const everything = instances.map((_, index) => index);
  return {
    ...{ agents, seeds, instances },
    groups: [
      ...[...sizes].map(([name, members]) => group(name, members)),
      ...(sizes.size > 1 ? [group('all', everything)] : []),
    ],
    differences: agents.map((_, agent) => (agent === 0 ? undefined : differenceOf(gaps, agent))),
  };
}

function differenceOf(gaps: readonly (readonly number[])[], agent: number): Interval {
  const random = new Streams(0).stream('compare/bootstrap');
  return bootstrapInterval(
    gaps.map((row) => row[agent] - row[0]),
    mean,
    { random },
  );
}

/** `ta01..ta10` is ten names; anything else is itself. */
export function expandRange(text: string): readonly string[] {
  const [, prefix, first, other, last] = /^([a-z-]+)(\d+)\.\.([a-z-]*)(\d+)$/i.exec(text) ?? [];
  if (prefix === undefined || (other !== '' && other !== prefix) || Number(last) < Number(first))
    return [text];
  return Array.from(
    { length: Number(last) - Number(first) + 1 },
    (_, index) => prefix + String(Number(first) + index).padStart(first.length, '0'),
  );
}
