import { never, type ShopState } from './shop-state.js';

/** Lets a job wait for every machine that can do its next operation or, where it has a place at one, for that one. */
export function enqueue(state: ShopState, job: number): void {
  const { plant } = state;
  const operation = state.nextOperation[job];
  const only = state.place[job];
  const isBound = only >= 0 && state.phase[job] === 1;
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++) {
    const machine = plant.machineOf[a];
    if ((isBound && machine !== only) || !isPlanned(state, operation, machine)) continue;
    insert(state, machine, job);
    state.queueWork[machine] += plant.durationOf[a];
    state.waitUntil[machine] = -never;
    if (machine < state.cursor) state.cursor = machine;
  }
}

/** Takes a job out of every queue that it is in. */
export function dequeue(state: ShopState, job: number): void {
  const { plant } = state;
  const operation = state.nextOperation[job];
  for (let a = plant.firstAlternative[operation]; a < plant.firstAlternative[operation + 1]; a++) {
    const machine = plant.machineOf[a];
    if (remove(state, machine, job)) {
      // An empty queue has no work, whatever sums of rounded numbers say.
      const work = state.queueWork[machine] - plant.durationOf[a];
      state.queueWork[machine] = state.queueLength[machine] === 0 ? 0 : work;
    }
  }
}

/** Whether the order that is to be kept, if there is one, lets a machine do an operation. */
export function isPlanned({ settings }: ShopState, operation: number, machine: number): boolean {
  const planned = settings.plan === undefined ? -1 : settings.plan.machine[operation];
  return planned < 0 || planned === machine;
}

/** Jobs wait in the order of their numbers, so that of equal candidates the first is that of the lowest job. */
function insert(state: ShopState, machine: number, job: number): void {
  const { queue } = state;
  const first = machine * state.plant.jobCount;
  let at = first + state.queueLength[machine]++;
  while (at > first && queue[at - 1] > job) {
    queue[at] = queue[at - 1];
    at--;
  }
  queue[at] = job;
}

function remove(state: ShopState, machine: number, job: number): boolean {
  const { queue } = state;
  const first = machine * state.plant.jobCount;
  const end = first + state.queueLength[machine];
  let at = first;
  while (at < end && queue[at] !== job) at++;
  if (at === end) return false;
  for (; at + 1 < end; at++) queue[at] = queue[at + 1];
  state.queueLength[machine]--;
  return true;
}
