import type { Task } from '../schedule.js';
import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { predecessorsOf, topologicalOrder } from './precedence.js';

/** Every operation is done once, done again after rework only, and nothing comes after scrap. */
export function onceEach(evidence: Evidence): readonly Finding[] {
  return evidence.problem.jobs.flatMap((_, job) => onceEachOf(evidence, job));
}

function onceEachOf(evidence: Evidence, job: number): readonly Finding[] {
  const { problem, byJob, options, tolerance } = evidence;
  const { partial = false } = options;
  const { name, operations } = problem.jobs[job];
  const predecessors = predecessorsOf(problem.jobs[job]);
  const findings: Finding[] = [];
  const goesOn = new Map<number, boolean>();
  const lostAt = byJob[job].reduce(
    (time, { outcome, end }) => (outcome === 'scrap' ? Math.min(time, end) : time),
    Infinity,
  );
  for (const operation of topologicalOrder(problem.jobs[job])) {
    const { rework = 0, scrap = 0 } = operations[operation];
    const tasks = byJob[job].filter((task) => task.operation === operation);
    const find = (what: string, which: readonly Task[]): void => {
      const message = `job ${name}, operation ${operation + 1}: ${what}`;
      findings.push({ invariant: 'once', message, tasks: which });
    };
    if (predecessors[operation].some((before) => goesOn.get(before) !== true)) {
      if (tasks.length > 0) find('it is done, but the job was lost or stopped before it', tasks);
      continue;
    }
    // Where a job is lost, what another of its branches had before it is not done any more.
    const mayStop = partial || lostAt < Infinity;
    if (tasks.length === 0 && !mayStop) find('it is never done', []);
    for (const [attempt, task] of tasks.entries()) {
      const what = faultOfAttempt(task, attempt, tasks.length, mayStop);
      if (what !== undefined) find(what, tasks);
      if (task.outcome === 'rework' && rework === 0) find('it cannot need rework', [task]);
      if (task.outcome === 'scrap' && scrap === 0) find('it cannot become scrap', [task]);
      if (task.setupStart > lostAt + tolerance) find('it begins after the job was lost', [task]);
    }
    goesOn.set(operation, tasks.length === 0 ? !mayStop : tasks[tasks.length - 1].outcome === 'good');
  }
  return findings;
}

function faultOfAttempt(task: Task, attempt: number, count: number, mayStop: boolean): string | undefined {
  const isLast = attempt === count - 1;
  if (task.attempt !== attempt) return `it is done twice, or attempt ${attempt + 1} is missing`;
  if (!isLast && task.outcome !== 'rework') return `it is done again though it was ${task.outcome}`;
  if (isLast && task.outcome === 'rework' && !mayStop) return 'it is to be done again and never is';
  return undefined;
}
