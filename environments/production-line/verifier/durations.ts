import type { DurationNoise } from '../problem.js';
import type { Task } from '../schedule.js';
import { nameOf, type Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { lengthOf, within } from './intervals.js';

/** The work of a task is the planned time on that machine, divided by the speed, within what the noise allows. */
export function works(evidence: Evidence): readonly Finding[] {
  const { problem, schedule, tolerance } = evidence;
  const [low, high] = supportOf(problem.durations);
  return schedule.tasks.flatMap((task): readonly Finding[] => {
    const planned = plannedWork(evidence, task);
    if (planned === undefined) return [];
    const inside =
      task.work >= planned * low - tolerance && (planned === 0 || task.work <= planned * high + tolerance);
    if (inside && (planned > 0 || task.work <= tolerance)) return [];
    const expected = low === high ? `${planned}` : `from ${planned * low} to ${planned * high}`;
    return [
      {
        invariant: 'work',
        message: `${nameOf(evidence, task)}: it works ${task.work}, not ${expected}`,
        tasks: [task],
      },
    ];
  });
}

/** From start to end there are the work and the pauses, and nothing else. */
export function lengths(evidence: Evidence): readonly Finding[] {
  const { schedule, tolerance } = evidence;
  return schedule.tasks.flatMap((task): readonly Finding[] => {
    const paused = lengthOf(within(task.pauses, task.start, task.end));
    if (Math.abs(task.end - task.start - task.work - paused) <= tolerance) return [];
    return [
      {
        invariant: 'length',
        message: `${nameOf(evidence, task)}: that is not ${task.work} of work and ${paused} of pauses`,
        tasks: [task],
      },
    ];
  });
}

/** Planned time on the machine at the speed of the task; undefined where the machine cannot do it. */
export function plannedWork({ problem }: Evidence, task: Task): number | undefined {
  const { alternatives } = problem.jobs[task.job].operations[task.operation];
  const rate = problem.machines[task.machine].speeds?.[task.speed].rate ?? 1;
  const alternative = alternatives.find(({ machine }) => machine === task.machine);
  return alternative === undefined ? undefined : alternative.duration / rate;
}

/** The least and the greatest factor that the noise can give. */
export function supportOf(noise: DurationNoise | undefined): readonly [low: number, high: number] {
  if (noise === undefined) return [1, 1];
  return noise.kind === 'lognormal' ? [0, Infinity] : [noise.low, noise.high];
}
