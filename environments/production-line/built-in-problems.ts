import { fail } from '../../src/errors.js';
import { nearestName } from '../../src/nearest-name.js';
import { readFlexible } from './formats/flexible.js';
import { readPlant } from './formats/plant.js';
import { readFlowShop, readStandard } from './formats/standard.js';
import { ft06 } from './instances/ft06.js';
import { smallFlexible, smallFlow } from './instances/small-shops.js';
import { workshop } from './instances/workshop.js';
import type { Problem } from './problem.js';
import {
  taillardFlowShop,
  taillardFlowShopCount,
  taillardJobShop,
  taillardJobShopCount,
} from './taillard.js';

const makers: ReadonlyMap<string, () => Problem> = new Map([
  ['ft06', () => readStandard(ft06, 'ft06')],
  ['small-flexible', () => readFlexible(smallFlexible, 'small-flexible')],
  ['small-flow', () => readFlowShop(smallFlow, 'small-flow')],
  ['workshop', () => readPlant(workshop, 'workshop')],
  ...numbered('ta', 2, taillardJobShopCount, taillardJobShop),
  ...numbered('tf', 3, taillardFlowShopCount, taillardFlowShop),
]);

/** `ft06`, `small-flexible`, `small-flow`, `workshop`, `ta01` to `ta80`, `tf001` to `tf120`. */
export const builtInProblemNames: readonly string[] = [...makers.keys()];

/** Whether a name is that of a problem that comes with Lepton. */
export const isBuiltInProblem = (name: string): boolean => makers.has(name.toLowerCase());

/**
 * A problem that comes with Lepton, by its name.
 * @throws LeptonError `unknown-name`
 */
export function builtInProblem(name: string): Problem {
  const make = makers.get(name.toLowerCase());
  if (make !== undefined) return make();
  const nearest = nearestName(name, builtInProblemNames);
  return fail('unknown-name', {
    component: 'production line',
    parameter: 'instance',
    value: name,
    requirement: 'ft06, small-flexible, small-flow, workshop, ta01 to ta80 or tf001 to tf120',
    ...(nearest !== undefined && { hint: `did you mean ${nearest}?` }),
  });
}

function numbered(
  family: string,
  digits: number,
  count: number,
  make: (number: number) => Problem,
): readonly (readonly [string, () => Problem])[] {
  return Array.from({ length: count }, (_, index) => [
    family + String(index + 1).padStart(digits, '0'),
    () => make(index + 1),
  ]);
}
