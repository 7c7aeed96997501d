import type { Task } from '../schedule.js';
import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';

/** Every operation is done once, done again after rework only, and nothing comes after scrap. */
export function onceEach(evidence: Evidence): readonly Finding[] {
  const { problem, byJob, options } = evidence;
  const { partial = false } = options;
  return problem.jobs.flatMap(({ name, operations }, job) => {
    const findings: Finding[] = [];
    let goesOn = true;
    for (const [operation, { rework = 0, scrap = 0 }] of operations.entries()) {
      const tasks = byJob[job].filter((task) => task.operation === operation);
      const found = (what: string, which: readonly Task[]): Finding => ({
        invariant: 'once',
        message: `job ${name}, operation ${operation + 1}: ${what}`,
        tasks: which,
      });
      if (!goesOn) {
        if (tasks.length > 0)
          findings.push(found('it is done, but the job was lost or stopped before it', tasks));
        continue;
      }
      if (tasks.length === 0 && !partial) findings.push(found('it is never done', []));
      for (const [attempt, task] of tasks.entries()) {
        const what = faultOfAttempt(task, attempt, tasks.length, partial);
        if (what !== undefined) findings.push(found(what, tasks));
        if (task.outcome === 'rework' && rework === 0) findings.push(found('it cannot need rework', [task]));
        if (task.outcome === 'scrap' && scrap === 0) findings.push(found('it cannot become scrap', [task]));
      }
      goesOn = tasks.length === 0 ? !partial : tasks[tasks.length - 1].outcome === 'good';
    }
    return findings;
  });
}

function faultOfAttempt(task: Task, attempt: number, count: number, partial: boolean): string | undefined {
  const isLast = attempt === count - 1;
  if (task.attempt !== attempt) return `it is done twice, or attempt ${attempt + 1} is missing`;
  if (!isLast && task.outcome !== 'rework') return `it is done again though it was ${task.outcome}`;
  if (isLast && task.outcome === 'rework' && !partial) return 'it is to be done again and never is';
  return undefined;
}
