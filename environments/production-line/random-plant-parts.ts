/** What the machines of a random plant are made of. */
import type { Pcg64 } from '../../src/random/index.js';
import type {
  DurationNoise,
  Interval,
  Machine,
  Maintenance,
  Operation,
  Power,
  Problem,
  Resource,
} from './problem.js';
import { draw } from './random-draws.js';

/** Of products, for set-ups. */
export const familyCount = 3;

export const plantSpeeds: NonNullable<Machine['speeds']> = [
  { rate: 1, wear: 1 },
  { rate: 1.25, wear: 2 },
  { rate: 0.5, wear: 0.25 },
];

export function plantSetups(random: Pcg64): Pick<Required<Machine>, 'setups'> & Pick<Machine, 'family'> {
  const withBeginning = random.random() < 0.5;
  const setups = Array.from({ length: familyCount + (withBeginning ? 1 : 0) }, (_, from) =>
    Array.from({ length: familyCount }, (__, to) => (from === to ? 0 : draw(random, [1, 6]))),
  ); // [F, F] or [F + 1, F]
  return { setups, ...(random.random() < 0.5 && { family: draw(random, [0, familyCount - 1]) }) };
}

export function plantWear(random: Pcg64): Maintenance {
  return {
    shape: [1, 1.5, 2, 3][draw(random, [0, 3])],
    scale: draw(random, [40, 120]),
    repair: { time: draw(random, [3, 10]), cost: 15, effect: random.random() < 0.5 ? 'minimal' : 'renewal' },
    preventive: { time: draw(random, [1, 4]), cost: 5, remainingAge: random.random() < 0.5 ? 0 : 0.25 },
    ...(random.random() < 0.5 && { sensor: { deviation: 0.1 } }),
    ...(random.random() < 0.5 && { initialAge: draw(random, [1, 30]) }),
  };
}

export function plantNoise(random: Pcg64): DurationNoise {
  const kind = draw(random, [0, 2]);
  if (kind === 2) return { kind: 'lognormal', sigma: 0.2 };
  return { kind: kind === 0 ? 'uniform' : 'triangular', low: 0.75, high: 1.5 };
}

export const plantTransport = (random: Pcg64, machines: number): readonly (readonly number[])[] =>
  Array.from({ length: machines }, (_, from) =>
    Array.from({ length: machines }, (__, to) => (from === to ? 0 : draw(random, [0, 4]))),
  ); // [M, M]

/** Operators, who have shifts, and tools, of which there may be two. */
export const plantResources = (random: Pcg64, horizon: number): readonly Resource[] => [
  { name: 'operators', count: 2, closed: disjoint(random, horizon) },
  { name: 'tools', count: draw(random, [1, 2]) },
];

/** Nothing, one or both operators, the tool, or all of that. */
export function plantNeeds(random: Pcg64): NonNullable<Operation['needs']> {
  const operators = draw(random, [0, 2]);
  return [
    ...(operators > 0 ? [{ resource: 0, count: operators }] : []),
    ...(random.random() < 0.5 ? [{ resource: 1 }] : []),
  ];
}

/** Up to two of the operations before one in the list. */
export function plantBefore(random: Pcg64, index: number): readonly number[] {
  if (index === 0) return [];
  const drawn = Array.from({ length: draw(random, [0, 2]) }, () => draw(random, [0, index - 1]));
  return [...new Set(drawn)].sort((a, b) => a - b);
}

export function plantPower(random: Pcg64): Power {
  const idle = draw(random, [0, 3]);
  return { working: idle + draw(random, [1, 9]), setup: idle + draw(random, [0, 4]), idle };
}

/** From time 0 on another price now and then, integers. */
export function plantPrices(random: Pcg64, horizon: number): NonNullable<Problem['energyPrices']> {
  const changes = disjoint(random, horizon).flatMap(({ start, end }) => [start, end]);
  const times = [0, ...changes.filter((time) => time > 0)];
  return times.map((from) => ({ from, price: draw(random, [0, 5]) }));
}

/** Up to four intervals of 2 to 8 with at least 5 between them; the first may begin at 0. */
export function disjoint(random: Pcg64, horizon: number): readonly Interval[] {
  const intervals: { start: number; end: number }[] = [];
  let time = draw(random, [0, 10]);
  for (let left = draw(random, [1, 4]); left > 0; left--) {
    const end = time + draw(random, [2, 8]);
    intervals.push({ start: time, end });
    time = end + draw(random, [5, Math.max(5, Math.floor(horizon / 3))]);
  }
  return intervals;
}
