import type { Schedule } from '../schedule.js';
import { plantOperation, type Plant } from '../simulator/compile-problem.js';
import type { FixedOrder } from '../simulator/options.js';

/** An order to be kept that fixes nothing yet. */
function freeOrder({ operationCount }: Plant) {
  return {
    notBefore: new Float64Array(operationCount), // [N]
    after: new Int32Array(operationCount).fill(-1), // [N]
    machine: new Int32Array(operationCount).fill(-1), // [N]
    speed: new Int32Array(operationCount), // [N]
    work: new Float64Array(operationCount).fill(NaN), // [N]
  };
}

/** The same order of jobs on every machine of a flow shop, as early as possible. */
export function orderOfJobs(plant: Plant, jobs: ArrayLike<number>): FixedOrder {
  const order = freeOrder(plant);
  for (let i = 1; i < jobs.length; i++) {
    const first = plant.firstOperation[jobs[i]];
    for (let k = 0; k < plant.firstOperation[jobs[i] + 1] - first; k++)
      order.after[first + k] = plant.firstOperation[jobs[i - 1]] + k;
  }
  return order;
}

/**
 * The order of a schedule: every machine keeps its sequence, nothing begins before its time there, and what had begun before `now` takes
 * the time that it took there. Repeated attempts keep no place. Jobs and operations that the schedule does not have are free.
 */
export function orderOfSchedule(plant: Plant, schedule: Schedule, now: number): FixedOrder {
  const order = freeOrder(plant);
  const last = new Int32Array(plant.machineCount).fill(-1); // [M]
  for (const task of schedule.tasks) {
    if (task.attempt > 0) continue;
    const operation = plantOperation(plant, task.job, task.operation);
    order.notBefore[operation] = task.setupStart;
    order.machine[operation] = task.machine;
    order.speed[operation] = task.speed;
    order.after[operation] = last[task.machine];
    last[task.machine] = operation;
    if (task.setupStart < now) order.work[operation] = task.work;
  }
  return order;
}
