/** What energy costs: power at what a machine does, times the price of the time. */
import type { Plant } from './compile-problem.js';
import { never, type ShopState } from './shop-state.js';

/** Columns of `power`. */
const power = { working: 0, setup: 1, idle: 2 } as const;

/** What a power of 1 costs from time 0 to a time. */
function paidBy({ priceFrom, price, paidBefore }: Plant, time: number): number {
  let i = priceFrom.length - 1;
  while (i > 0 && priceFrom[i] > time) i--;
  return paidBefore[i] + price[i] * (time - priceFrom[i]);
}

/** What a power of 1 costs on a machine from one time to another, while it is not closed. */
function paidWhileOpen(plant: Plant, machine: number, from: number, to: number): number {
  let paid = paidBy(plant, to) - paidBy(plant, from);
  for (let i = plant.firstClosed[machine]; i < plant.firstClosed[machine + 1]; i++) {
    const start = Math.max(from, plant.closedStart[i]);
    const end = Math.min(to, plant.closedEnd[i]);
    if (start < end) paid -= paidBy(plant, end) - paidBy(plant, start);
  }
  return paid;
}

/** What set-up and work cost more than to idle for that time. */
function surcharge(plant: Plant, machine: number, setupStart: number, start: number, end: number): number {
  const at = 3 * machine;
  const idle = plant.power[at + power.idle];
  const setup = (plant.power[at + power.setup] - idle) * paidWhileOpen(plant, machine, setupStart, start);
  return setup + (plant.power[at + power.working] - idle) * paidWhileOpen(plant, machine, start, end);
}

/** Books a stretch of work without a pause but for closings. */
export function bookWork(
  state: ShopState,
  machine: number,
  setupStart: number,
  start: number,
  end: number,
): void {
  state.energySurcharge += surcharge(state.plant, machine, setupStart, start, end);
}

/** Books what a machine has done since it went on. */
export function bookRunning(state: ShopState, machine: number): void {
  state.energySurcharge += runningSurcharge(state, machine);
}

/** What has been paid by a time: all machines idle while they are open, and what they did cost more than that. */
export function energyCostBy(state: ShopState, time: number): number {
  const { plant } = state;
  let cost = state.energySurcharge;
  for (let machine = 0; machine < plant.machineCount; machine++) {
    cost += plant.power[3 * machine + power.idle] * paidWhileOpen(plant, machine, 0, time);
    if (state.settings.scheme.kind !== 'active' && state.finishAt[machine] < never)
      cost += runningSurcharge(state, machine);
  }
  return cost;
}

function runningSurcharge(state: ShopState, machine: number): number {
  const from = state.resumedAt[machine];
  const setup = Math.min(state.time - from, state.setupLeft[machine]);
  return surcharge(state.plant, machine, from, from + setup, state.time);
}
