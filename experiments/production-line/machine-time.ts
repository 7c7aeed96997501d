import type { Problem } from '../../environments/production-line/problem.js';
import type { Schedule, Task } from '../../environments/production-line/schedule.js';

/** What a machine does, the more telling first: of two things at one time the earlier of this list counts. */
export const activities = ['working', 'setup', 'maintenance', 'down', 'closed', 'blocked', 'idle'] as const;
export type Activity = (typeof activities)[number];

/** A stretch of one machine's time. */
export interface Stretch {
  readonly activity: Activity;
  readonly start: number;
  readonly end: number;
}

export type TimeByActivity = Readonly<Record<Activity, number>>;

/** The whole time of one machine from `from` to `to`, in stretches without a gap. */
export function machineTime(
  problem: Problem,
  schedule: Schedule,
  machine: number,
  from: number,
  to: number,
): readonly Stretch[] {
  const raw = [
    ...schedule.tasks.filter((task) => task.machine === machine).flatMap(stretchesOf),
    ...schedule.blocks
      .filter((block) => block.machine === machine)
      .map(({ kind, start, end }): Stretch => ({
        activity: kind === 'maintenance' ? 'maintenance' : 'down',
        start,
        end,
      })),
    ...(problem.machines[machine].closed ?? []).map(({ start, end }): Stretch => ({
      activity: 'closed',
      start,
      end,
    })),
  ].filter(({ start, end }) => end > from && start < to && end > start);
  return sweep(raw, from, to);
}

/** What the machine does for a task: pauses are left to what interrupts. */
function stretchesOf({ setupStart, start, end, leave, pauses }: Task): readonly Stretch[] {
  const without = (activity: Activity, first: number, last: number): Stretch[] => {
    const stretches: Stretch[] = [];
    let at = first;
    for (const pause of pauses) {
      if (pause.end <= first || pause.start >= last) continue;
      if (pause.start > at) stretches.push({ activity, start: at, end: pause.start });
      at = Math.max(at, pause.end);
    }
    if (at < last) stretches.push({ activity, start: at, end: last });
    return stretches;
  };
  return [
    ...without('setup', setupStart, start),
    ...without('working', start, end),
    ...pauses.map((pause): Stretch => ({
      activity: pause.reason === 'closed' ? 'closed' : 'down',
      start: pause.start,
      end: pause.end,
    })),
    { activity: 'blocked', start: end, end: leave },
  ];
}

function sweep(raw: readonly Stretch[], from: number, to: number): readonly Stretch[] {
  const edges = raw
    .flatMap(({ activity, start, end }) => [
      { time: Math.max(start, from), activity, by: 1 },
      { time: Math.min(end, to), activity, by: -1 },
    ])
    .toSorted((a, b) => a.time - b.time);
  const active = new Map<Activity, number>();
  const result: Stretch[] = [];
  let at = from;
  const close = (time: number): void => {
    if (time <= at) return;
    const activity = activities.find((one) => (active.get(one) ?? 0) > 0) ?? 'idle';
    const last = result.at(-1);
    if (last?.activity === activity) result[result.length - 1] = { ...last, end: time };
    else result.push({ activity, start: at, end: time });
    at = time;
  };
  for (const { time, activity, by } of edges) {
    close(time);
    active.set(activity, (active.get(activity) ?? 0) + by);
  }
  close(to);
  return result;
}

export function sumByActivity(stretches: readonly Stretch[]): TimeByActivity {
  const sums = { working: 0, setup: 0, maintenance: 0, down: 0, closed: 0, blocked: 0, idle: 0 };
  for (const { activity, start, end } of stretches) sums[activity] += end - start;
  return sums;
}
