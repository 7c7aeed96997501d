import type { Block, Task } from '../schedule.js';
import { nameOf, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';

/**
 * Blocks take the time that they take, are of a machine that has such a thing, and follow others of their kind. Maintenance has the machine
 * to itself and begins only where it is in order.
 */
export function blocks(evidence: Evidence): readonly Finding[] {
  return evidence.schedule.blocks.flatMap((block) => [
    ...(overlapsItsKind(evidence, block)
      ? [found(evidence, block, 'block', `it overlaps another ${block.kind} of the machine`)]
      : []),
    ...faultsOf[block.kind](evidence, block),
  ]);
}

const faultsOf = { maintenance: maintained, repair: repaired, breakdown: brokenDown };

function found(
  { problem }: Evidence,
  { machine, kind, start, end }: Block,
  invariant: 'block' | 'repair',
  what: string,
  tasks: readonly Task[] = [],
): Finding {
  const label = `${kind} of ${problem.machines[machine].name} from ${start} to ${end}`;
  return { invariant, message: `${label}: ${what}`, tasks };
}

function overlapsItsKind({ schedule, tolerance }: Evidence, block: Block): boolean {
  return schedule.blocks.some(
    (other) =>
      other !== block &&
      other.kind === block.kind &&
      other.machine === block.machine &&
      other.start < block.end - tolerance &&
      other.end > block.start + tolerance,
  );
}

/**
 * Maintenance, repairs of wear and repairs of breakdowns that come at random are never more at once than there are crews. A block may
 * begin with waiting for a crew: of a repair the last part, as long as the repair, is work, of a breakdown surely only its end. What takes
 * no time goes before or after what is done in that moment, and so does a breakdown whose crew may have come in the last moment.
 */
export function crews(evidence: Evidence): readonly Finding[] {
  const { problem, schedule, tolerance } = evidence;
  const { crews: available = Infinity } = problem;
  const work = schedule.blocks.flatMap(({ machine, kind, start, end }) => {
    const { maintenance, breakdowns } = problem.machines[machine];
    if (kind === 'breakdown') return breakdowns?.kind === 'exponential' ? [{ start: end, end }] : [];
    return [
      { start: kind === 'repair' ? Math.max(start, end - (maintenance?.repair.time ?? 0)) : start, end },
    ];
  });
  // Intervals that overlap go on to do so until the first of them ends, so that it is enough to count just before the ends.
  return work.flatMap((one): readonly Finding[] => {
    const time = one.end - (one.end - one.start > tolerance ? tolerance / 2 : 0);
    const others = work.filter(
      (other) => other !== one && other.start < time - tolerance / 4 && other.end > time + tolerance / 4,
    );
    if (others.length < available) return [];
    const message = `before ${one.end}, ${others.length + 1} crews work, but there are ${available}`;
    return [{ invariant: 'crews', message, tasks: [] }];
  });
}

function maintained(evidence: Evidence, block: Block): readonly Finding[] {
  const { problem, byMachine, schedule, tolerance } = evidence;
  const { maintenance } = problem.machines[block.machine];
  if (maintenance === undefined) return [found(evidence, block, 'block', 'it has none')];
  const findings: Finding[] = [];
  const { time } = maintenance.preventive;
  if (Math.abs(block.end - block.start - time) > tolerance)
    findings.push(found(evidence, block, 'block', `it takes ${time}`));
  const disturbed = byMachine[block.machine].filter(
    (task) => task.setupStart < block.end - tolerance && task.leave > block.start + tolerance,
  );
  for (const task of disturbed)
    findings.push(found(evidence, block, 'block', `${nameOf(evidence, task)}, is in its way`, [task]));
  const isBroken = schedule.blocks.some(
    ({ kind, machine, start, end }) =>
      kind === 'breakdown' &&
      machine === block.machine &&
      start < block.start - tolerance &&
      end > block.start + tolerance,
  );
  if (isBroken) findings.push(found(evidence, block, 'block', 'the machine is broken down then'));
  return findings;
}

/** A machine wears, and fails, while it processes. The repair may begin with waiting for a crew. */
function repaired(evidence: Evidence, block: Block): readonly Finding[] {
  const { problem, byMachine, tolerance } = evidence;
  const { maintenance } = problem.machines[block.machine];
  if (maintenance === undefined) return [found(evidence, block, 'repair', 'it does not wear')];
  const findings: Finding[] = [];
  const excess = block.end - block.start - maintenance.repair.time;
  if (excess < -tolerance || (problem.crews === undefined && excess > tolerance))
    findings.push(found(evidence, block, 'repair', `it takes ${maintenance.repair.time}`));
  const isAtWork = byMachine[block.machine].some(
    (task) => task.start <= block.start + tolerance && task.end >= block.end - tolerance,
  );
  if (!isAtWork)
    findings.push(found(evidence, block, 'repair', 'machines wear by work, and none is done then'));
  return findings;
}

function brokenDown(evidence: Evidence, block: Block): readonly Finding[] {
  const { problem, tolerance } = evidence;
  const { breakdowns } = problem.machines[block.machine];
  const listed = breakdowns?.kind === 'listed' ? breakdowns.intervals : [];
  const isKnown = listed.some(
    ({ start, end }) => Math.abs(start - block.start) <= tolerance && Math.abs(end - block.end) <= tolerance,
  );
  if (isKnown || breakdowns?.kind === 'exponential') return [];
  return [found(evidence, block, 'block', 'it is not on the list')];
}
