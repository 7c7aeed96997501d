import { check, fail } from '../../src/errors.js';
import { nearestName } from '../../src/nearest-name.js';
import {
  type ObjectiveName,
  objectiveNames,
  type ObjectiveWeights,
} from '../../environments/production-line/simulator/objectives.js';
import type { MaintenancePolicy, Scheme } from '../../environments/production-line/simulator/options.js';
import { objectivesOf, type Objectives } from '../../environments/production-line/verifier/objectives.js';
import type { LinePlan } from './line-plan.js';

/** `non-delay`, `active`, or `bounded-delay:20`. @throws LeptonError `invalid-value` */
export function parseScheme(text: string): Scheme {
  if (text === 'non-delay' || text === 'active') return { kind: text };
  const bound = Number(/^bounded-delay:(.+)$/.exec(text)?.[1] ?? NaN);
  check(bound > 0, {
    component: 'schedule',
    parameter: 'scheme',
    value: text,
    requirement: 'non-delay, active, or bounded-delay with a time, as in bounded-delay:20',
  });
  return { kind: 'bounded-delay', bound };
}

/** `none`, `age:40` or `period:100`. @throws LeptonError `invalid-value` */
export function parseMaintenance(text: string): MaintenancePolicy {
  if (text === 'none') return { kind: 'none' };
  const [, kind, number] = /^(age|period):(.+)$/.exec(text) ?? [];
  const value = Number(number);
  check(value > 0, {
    component: 'schedule',
    parameter: 'maintenance',
    value: text,
    requirement: 'none, or an age or a period in the unit of the plant, as in age:2400 or period:10000',
  });
  return kind === 'age' ? { kind, age: value } : { kind: 'period', period: value };
}

/** What a schedule is compared by. `moved` and `meanShift` come with `reschedule`. */
export const planObjectives = objectiveNames.filter((name) => name !== 'moved' && name !== 'meanShift');

/** `makespan`, or `makespan=1,totalTardiness=2`. @throws LeptonError `invalid-value`, `unknown-name` */
export function parseObjective(text: string): ObjectiveWeights {
  const entries = text.split(',').map((part): readonly [ObjectiveName, number] => {
    const [name = '', weight = '1', ...more] = part.split('=').map((piece) => piece.trim());
    const known = planObjectives.find((one) => one === name);
    if (known === undefined) return unknownObjective(name);
    const value = Number(weight);
    check(weight !== '' && Number.isFinite(value) && value >= 0 && more.length === 0, {
      component: 'schedule',
      parameter: 'objective',
      value: part,
      requirement: `${name} with a weight of at least 0, as in makespan=1,totalTardiness=2`,
    });
    return [known, value];
  });
  return Object.fromEntries(entries);
}

function unknownObjective(name: string): never {
  const near = nearestName(name, planObjectives);
  return fail('unknown-name', {
    component: 'schedule',
    parameter: 'objective',
    value: name,
    requirement: `one of ${planObjectives.join(', ')}`,
    ...(near !== undefined && { hint: `did you mean ${near}?` }),
  });
}

/** The weighted sum; what the weights do not name does not count. */
export function weigh(weights: ObjectiveWeights, values: Objectives): number {
  let sum = 0;
  for (const [name, weight] of Object.entries(weights))
    if (name in values) sum += weight * values[name as keyof Objectives];
  return sum;
}

/** What a plan is worth by its own objective. */
export const valueOf = ({ problem, schedule, options }: LinePlan): number =>
  weigh(options.objective, objectivesOf(problem, schedule));

/** `weightedTardiness + 0.1 × makespan` */
export const objectiveText = (weights: ObjectiveWeights): string =>
  Object.entries(weights)
    .map(([name, weight]) => (weight === 1 ? name : `${weight} × ${name}`))
    .join(' + ');
