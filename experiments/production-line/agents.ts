import { check, fail } from '../../src/errors.js';
import { nearestName } from '../../src/nearest-name.js';
import { ruleNamed, rules } from '../../environments/production-line/rules/registry.js';

/** Who decides, as it is typed. */
export type AgentChoice =
  | { readonly kind: 'rule'; readonly rule: string }
  /** The best of many schedules that rules shaken by chance make. */
  | { readonly kind: 'best-of'; readonly samples: number }
  /** The best of many schedules in which the job with most operations remaining goes first, equal ones by chance. */
  | { readonly kind: 'random-mor'; readonly samples: number }
  | { readonly kind: 'best-rule' }
  /** The same, then tabu search where the problem is a plain job shop. */
  | { readonly kind: 'search' }
  | { readonly kind: 'neh' }
  /** The DQN that comes with Lepton. */
  | { readonly kind: 'dqn' }
  | { readonly kind: 'run'; readonly folder: string };

export const agentForms =
  'dqn, rule:NAME, best-rule, best-of:N, random-mor:N, search, neh, or the folder of a run';

/**
 * `dqn`, `rule:MWKR` (or `MWKR`), `best-of:128`, `search`, `neh`, `run:DIR`, or a folder.
 * @throws LeptonError `invalid-value`, `unknown-name`
 */
export function parseAgent(text: string): AgentChoice {
  const [, kind, rest = ''] = /^(rule|best-of|random-mor|run):(.*)$/s.exec(text) ?? [];
  if (kind === 'rule') return { kind, rule: ruleNamed(rest).name };
  if (kind === 'run') return { kind, folder: rest };
  if (kind === 'best-of' || kind === 'random-mor') {
    const samples = Number(rest);
    check(Number.isSafeInteger(samples) && samples > 0, {
      component: 'agent',
      parameter: kind,
      value: rest,
      requirement: `a number of samples, as in ${kind}:128`,
    });
    return { kind, samples };
  }
  if (text === 'dqn' || text === 'search' || text === 'neh' || text === 'best-rule') return { kind: text };
  if (rules.has(text)) return { kind: 'rule', rule: text };
  if (/[/\\]|^\.\.?$|seed\d/.test(text)) return { kind: 'run', folder: text };
  const near = nearestName(text, [
    'dqn',
    'search',
    'neh',
    'best-rule',
    ...[...rules.keys()].flatMap((name) => [name, `rule:${name}`]),
  ]);
  return fail('unknown-name', {
    component: 'agent',
    parameter: 'name',
    value: text,
    requirement: agentForms,
    hint: near === undefined ? 'run:DIR says that a name is a folder' : `did you mean ${near}?`,
  });
}
