import { fail } from '../../src/errors.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { withoutChance } from '../../environments/production-line/rules/right-shift.js';
import type { Schedule } from '../../environments/production-line/schedule.js';
import type { VerifyOptions } from '../../environments/production-line/verifier/evidence.js';
import { verifySchedule } from '../../environments/production-line/verifier/verify.js';

/** The problem that a plan is made for: as planned, or with chance where the plan is one simulated day. */
export const problemToPlan = (problem: Problem, isSimulated: boolean): Problem =>
  isSimulated ? problem : withoutChance(problem);

/**
 * Raises `contract-broken` unless the verifier finds nothing: what is shown to a user has passed it.
 */
export function requireProof(problem: Problem, schedule: Schedule, options: VerifyOptions = {}): void {
  const findings = verifySchedule(problem, schedule, options);
  if (findings.length === 0) return;
  const [{ invariant, message }] = findings;
  fail('contract-broken', {
    component: `schedule of ${problem.name} by ${schedule.decidedBy}`,
    parameter: `the invariant "${invariant}"`,
    value: message,
    requirement: `kept${findings.length > 1 ? `; ${findings.length - 1} more findings` : ''}`,
    hint: 'this is a defect of Lepton: nothing was written; please report the problem and the command',
  });
}
