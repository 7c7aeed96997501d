import type { Environment, EnvironmentSpecification, Info } from '../contract.js';
import { environmentSpecification } from '../registry.js';
import { checkAliasing } from './check-aliasing.js';
import { checkBatched, checkBatchedSnapshot } from './check-batched.js';
import { checkMaskedSteps, checkMasks } from './check-masks.js';
import { checkRendering } from './check-rendering.js';
import { checkReset, checkSeeding } from './check-reset.js';
import { checkSnapshot } from './check-snapshot.js';
import { checkActionSpace, checkObservationSpace } from './check-spaces.js';
import { checkDeterminism, checkOrder, checkStep } from './check-step.js';
import { error, type Finding, type Problem } from './finding.js';
import { attempt, messageOf, subjectOf, type Subject } from './subject.js';
import { shown } from './values.js';

interface Check {
  readonly name: string;
  readonly run: (subject: Subject) => Iterable<Problem>;
}

/** What stands in one line needs all lines above: after an error the lines below are left out. */
const stages: readonly (readonly Check[])[] = [
  [{ name: 'members', run: checkMembers }],
  [
    { name: 'observation-space', run: checkObservationSpace },
    { name: 'action-space', run: checkActionSpace },
  ],
  [{ name: 'reset', run: checkReset }],
  [{ name: 'seeding', run: checkSeeding }],
  [{ name: 'masks', run: checkMasks }],
  [{ name: 'step', run: checkStep }],
  [{ name: 'determinism', run: checkDeterminism }],
  [
    { name: 'order', run: checkOrder },
    { name: 'masks', run: checkMaskedSteps },
    { name: 'aliasing', run: checkAliasing },
    { name: 'snapshot', run: checkSnapshot },
    { name: 'render', run: checkRendering },
  ],
  [
    { name: 'batched', run: checkBatched },
    { name: 'snapshot', run: checkBatchedSnapshot },
  ],
  [{ name: 'close', run: checkClosing }],
];

/**
 * Checks that a world keeps the contract that everything else relies on: Gymnasium's `check_env`, and what it does not look
 * at: returned arrays, the batched form, snapshots, masks. See `docs/check-environment.md`.
 *
 * It plays some thousand steps with random actions and closes the worlds. Of one check the first error is told; checks that
 * stand on a failed one are left out.
 *
 * @param subject an id, a specification, or one world, which then also stands for the others of its kind
 * @param options as for `makeEnvironment`
 * @returns what is wrong, in the order of the checks; empty where all is well
 * @throws LeptonError `unknown-name` for an unknown id
 */
export function checkEnvironment(
  subject: string | EnvironmentSpecification | Environment,
  options: Info = {},
): readonly Finding[] {
  const checked = subjectOf(
    typeof subject === 'string' ? environmentSpecification(subject) : subject,
    options,
  );
  const findings: Finding[] = [];
  for (const stage of stages) {
    findings.push(...stage.flatMap((check) => runCheck(check, checked)));
    if (findings.some(({ level }) => level === 'error')) break;
  }
  return findings;
}

/** What a check finds, up to its first error. */
function runCheck({ name, run }: Check, subject: Subject): readonly Finding[] {
  const findings: Finding[] = [];
  try {
    for (const problem of run(subject)) {
      findings.push({ check: name, ...problem });
      if (problem.level === 'error') break;
    }
  } catch (raised) {
    const hint =
      'mend what raises, or check its arguments and raise a message that says what is wrong with them';
    findings.push({ check: name, ...error(messageOf(raised), hint) });
  } finally {
    subject.close();
  }
  return findings;
}

function* checkMembers({ create, make }: Subject): Iterable<Problem> {
  const world: unknown = attempt('create(options)', create);
  const members = (world ?? {}) as Readonly<Record<string, unknown>>;
  const missing = ['reset', 'step'].filter((method) => typeof members[method] !== 'function');
  const spaces = ['observationSpace', 'actionSpace'].filter((space) => members[space] === undefined);
  if (missing.length + spaces.length > 0) {
    yield error(
      `create() returned ${shown(world)}, which has no ${[...missing, ...spaces].join(', no ')}`,
      'return an Environment, not a promise of one',
    );
  }
  const optional = ['actionMask', 'render', 'close', 'snapshot', 'restore'];
  const wrong = optional.find((name) => members[name] !== undefined && typeof members[name] !== 'function');
  if (wrong !== undefined)
    yield error(
      `${wrong} is ${shown(members[wrong])}, but must be a method`,
      'make it a method, or leave it out',
    );
  make(); // raises where the time limit is none
}

/** `close` may be called twice. */
function* checkClosing({ make }: Subject): Iterable<Problem> {
  const world = make();
  world.reset({ seed: 0 });
  attempt('close()', () => world.close?.());
  try {
    world.close?.();
  } catch (raised) {
    yield error(
      `close() raised ${messageOf(raised)} when it was called again`,
      'remember that it is closed, and do nothing the second time',
    );
  }
}
