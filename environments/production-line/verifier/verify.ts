import type { Problem } from '../problem.js';
import type { Schedule } from '../schedule.js';
import { onceEach } from './attempts.js';
import { blocking, buffers } from './buffers.js';
import { closings, downtimes } from './downtimes.js';
import { lengths, works } from './durations.js';
import { gather, type Evidence, type VerifyOptions } from './evidence.js';
import type { Finding } from './finding.js';
import { frozen } from './frozen.js';
import { overlaps, setups } from './machines.js';
import { blocks, crews } from './maintenance.js';
import { resources } from './resources.js';
import { eligibleMachines, permutation, releases, routes } from './routes.js';
import { malformed } from './well-formed.js';

const invariants: readonly ((evidence: Evidence) => readonly Finding[])[] = [
  ...[onceEach, eligibleMachines, releases, routes, permutation],
  ...[overlaps, setups, works, lengths, downtimes, closings],
  ...[buffers, blocking, blocks, crews, resources, frozen],
];

/**
 * Whether a schedule keeps everything that the problem asks: no findings, and it does. It reads the types alone and shares no code with
 * the simulator, so that neither excuses the other. What each invariant means is in docs/production-line-proof.md.
 *
 * Nothing is thrown for a bad schedule; where numbers are no numbers or jobs do not exist, only that is found. The problem itself must be
 * one that `checkProblem` accepts.
 */
export function verifySchedule(
  problem: Problem,
  schedule: Schedule,
  options: VerifyOptions = {},
): readonly Finding[] {
  const faults = malformed(problem, schedule);
  if (faults.length > 0) return faults;
  const evidence = gather(problem, schedule, options);
  return invariants.flatMap((invariant) => invariant(evidence));
}
