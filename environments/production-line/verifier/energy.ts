import type { Interval, Problem } from '../problem.js';
import type { Schedule } from '../schedule.js';
import { union, within, without } from './intervals.js';

/**
 * What the energy of a schedule costs until its last task ends: of every machine the power while it works, while it is set up, and while it
 * does neither (pauses, blocking, repairs included) and is not closed, times the price.
 */
export function energyCostOf(problem: Problem, schedule: Schedule): number {
  const end = schedule.tasks.reduce((latest, task) => Math.max(latest, task.end), 0);
  return problem.machines.reduce((total, { power, closed = [] }, machine) => {
    if (power === undefined) return total;
    const tasks = schedule.tasks.filter((task) => task.machine === machine);
    const work = tasks.flatMap((task) => without({ start: task.start, end: task.end }, task.pauses));
    const setups = tasks.flatMap((task) => without({ start: task.setupStart, end: task.start }, task.pauses));
    const idle = without({ start: 0, end }, union([...closed, ...work, ...setups]));
    const { working, setup = 0, idle: idling = 0 } = power;
    return (
      total +
      working * paidFor(problem, work) +
      setup * paidFor(problem, setups) +
      idling * paidFor(problem, idle)
    );
  }, 0);
}

/** What a power of 1 costs for these times. */
function paidFor({ energyPrices = [{ from: 0, price: 1 }] }: Problem, times: readonly Interval[]): number {
  return energyPrices.reduce((total, { from, price }, index) => {
    const isLast = index === energyPrices.length - 1;
    const pieces = within(times, from, isLast ? Infinity : energyPrices[index + 1].from);
    return pieces.reduce((sum, { start, end }) => sum + price * (end - start), total);
  }, 0);
}
