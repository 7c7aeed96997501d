import { fail } from '../../../src/errors.js';
import { nearestName } from '../../../src/nearest-name.js';
import type { DispatchingRule } from './dispatching-rule.js';
import { dueDateRules } from './due-date-rules.js';
import { weightedWorkRules } from './weighted-work-rules.js';
import { workRules } from './work-rules.js';

/** All dispatching rules by their names. */
export const rules: ReadonlyMap<string, DispatchingRule> = new Map(
  [...workRules, ...weightedWorkRules, ...dueDateRules].map((rule) => [rule.name, rule]),
);

/** The seventeen of Liu, Piplani and Toro (2022), in their order. */
export const seventeenRules: readonly string[] = [
  'FIFO',
  'SPT',
  'LWKR',
  'EDD',
  'MS',
  'CR',
  'MDD',
  'MOD',
  'COVERT',
  'ATC',
  'WINQ',
  'PT+WINQ',
  'PT+WINQ+S',
  '2PT+WINQ+NPT',
  'AVPRO',
  'NPT',
  'LRO',
];

/**
 * A dispatching rule by its name.
 * @throws LeptonError `unknown-name`
 */
export function ruleNamed(name: string): DispatchingRule {
  const rule = rules.get(name);
  if (rule !== undefined) return rule;
  const near = nearestName(name, [...rules.keys()]);
  return fail('unknown-name', {
    component: 'ruleNamed',
    parameter: 'name',
    value: name,
    requirement: `one of ${[...rules.keys()].join(', ')}`,
    ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
  });
}
