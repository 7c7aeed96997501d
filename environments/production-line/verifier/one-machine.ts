/** Work for one machine: not before `head`, and after it the job takes `tail` elsewhere. */
export interface OneMachineTask {
  readonly head: number;
  readonly work: number;
  readonly tail: number;
}

/**
 * The least possible greatest completion + tail on one machine where work can be interrupted: always go on with the task that has the
 * longest tail of those that are there. It is a lower bound for work that cannot be interrupted.
 */
export function preemptiveOneMachine(tasks: readonly OneMachineTask[]): number {
  const arrivals = tasks.map((task) => ({ ...task, left: task.work })).toSorted((a, b) => a.head - b.head);
  const there: typeof arrivals = [];
  let next = 0;
  let time = 0;
  let latest = 0;
  while (next < arrivals.length || there.length > 0) {
    if (there.length === 0) time = Math.max(time, arrivals[next].head);
    while (next < arrivals.length && arrivals[next].head <= time) there.push(arrivals[next++]);
    const task = there.reduce((a, b) => (b.tail > a.tail ? b : a));
    const until = next < arrivals.length ? arrivals[next].head : Infinity;
    if (time + task.left > until) {
      task.left -= until - time;
      time = until;
    } else {
      time += task.left;
      latest = Math.max(latest, time + task.tail);
      there.splice(there.indexOf(task), 1);
    }
  }
  return latest;
}
