import type { Task } from '../schedule.js';
import { nameOf, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';

/**
 * What had begun before the frozen time is as it was, with its end if it had ended, and nothing else begins before that time. What the
 * user fixed keeps its machine and its start.
 */
export function frozen(evidence: Evidence): readonly Finding[] {
  const { schedule, options, tolerance } = evidence;
  const { previous, frozenUntil = -Infinity } = options;
  if (previous === undefined) return [];
  const now = new Map(schedule.tasks.map((task) => [keyOf(task), task]));
  const earlier = new Set(previous.tasks.map(keyOf));
  const added = schedule.tasks.filter(
    (task) => task.setupStart < frozenUntil - tolerance && !earlier.has(keyOf(task)),
  );
  return [
    ...previous.tasks.flatMap((before) => keptFrom(evidence, before, now.get(keyOf(before)), frozenUntil)),
    ...added.map((task): Finding => {
      const message = `${nameOf(evidence, task)}: nothing new begins before ${frozenUntil}`;
      return { invariant: 'frozen', message, tasks: [task] };
    }),
  ];
}

function keptFrom(
  evidence: Evidence,
  before: Task,
  after: Task | undefined,
  frozenUntil: number,
): readonly Finding[] {
  const { tolerance } = evidence;
  const begun = before.setupStart < frozenUntil - tolerance;
  const ended = before.end <= frozenUntil;
  if (!begun && before.pinned !== true) return [];
  const label = nameOf(evidence, before);
  if (after === undefined) {
    const message = `${label}: it ${begun ? `had begun before ${frozenUntil}` : 'was fixed'} and is gone`;
    return [{ invariant: begun ? 'frozen' : 'pinned', message, tasks: [before] }];
  }
  const same = (a: number, b: number) => Math.abs(a - b) <= tolerance;
  const placed = after.machine === before.machine && same(after.start, before.start);
  const kept = placed && same(after.setupStart, before.setupStart) && after.speed === before.speed;
  const finished = !ended || same(after.end, before.end);
  if (begun ? kept && finished : placed) return [];
  const message = `${label}: it ${begun ? `had begun before ${frozenUntil}` : 'was fixed'} and is now ${nameOf(evidence, after)}`;
  return [{ invariant: begun ? 'frozen' : 'pinned', message, tasks: [before, after] }];
}

function keyOf({ job, operation, attempt }: Task): string {
  return `${job}/${operation}/${attempt}`;
}
