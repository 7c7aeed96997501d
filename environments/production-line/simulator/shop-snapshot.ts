import { bytesOf, packSnapshot, restoreNumbers, unpackSnapshot } from '../../snapshot.js';
import type { ShopRandomness } from './randomness.js';
import type { ShopState } from './shop-state.js';

const owner = 'production-line-shop/3';
const numberCount = 16;

/** Everything that changes, as bytes. */
export function snapshotOf(state: ShopState, randomness: ShopRandomness): Uint8Array {
  const { events, tasks, pauses, blocks } = state;
  return packSnapshot(owner, [
    bytesOf(numbersOf(state)),
    ...state.arrays().map(bytesOf),
    bytesOf(events.times.subarray(0, events.count)),
    bytesOf(events.codes.subarray(0, events.count)),
    ...[tasks, pauses, blocks].map(({ rows, width, count }) => bytesOf(rows.subarray(0, width * count))),
    ...randomness.saveState(),
  ]);
}

/** @throws LeptonError `file-damaged` */
export function restoreShop(state: ShopState, randomness: ShopRandomness, snapshot: Uint8Array): void {
  const arrays = state.arrays();
  const { events } = state;
  const count = 1 + arrays.length + 5 + randomness.partCount();
  const parts = unpackSnapshot(owner, snapshot, count);
  const numbers = new Float64Array(numberCount);
  restoreNumbers(owner, numbers, parts[0]);
  for (const [i, array] of arrays.entries()) restoreNumbers(owner, array, parts[1 + i]);
  let at = 1 + arrays.length;
  const log = [state.tasks, state.pauses, state.blocks];
  const eventCount = numbers[0];
  events.reserve(eventCount);
  restoreNumbers(owner, events.times.subarray(0, eventCount), parts[at++]);
  restoreNumbers(owner, events.codes.subarray(0, eventCount), parts[at++]);
  for (const [i, one] of log.entries()) {
    one.reserve(numbers[1 + i]);
    restoreNumbers(owner, one.rows.subarray(0, one.width * numbers[1 + i]), parts[at++]);
  }
  setNumbers(state, numbers);
  state.reserved.lists.length = 0;
  randomness.restoreState(parts.slice(at));
}

function numbersOf(state: ShopState): Float64Array {
  return Float64Array.of(
    state.events.count,
    state.tasks.count,
    state.pauses.count,
    state.blocks.count,
    state.time,
    state.jobsLeft,
    state.cursor,
    state.makespan,
    state.setupTime,
    state.maintenanceCost,
    state.repairCost,
    state.crewsFree,
    state.askedForCrew,
    state.ignoresOrder,
    state.energySurcharge,
    state.reserved.count,
  );
}

function setNumbers(state: ShopState, numbers: Float64Array): void {
  state.events.count = numbers[0];
  state.tasks.count = numbers[1];
  state.pauses.count = numbers[2];
  state.blocks.count = numbers[3];
  state.time = numbers[4];
  state.jobsLeft = numbers[5];
  state.cursor = numbers[6];
  state.makespan = numbers[7];
  state.setupTime = numbers[8];
  state.maintenanceCost = numbers[9];
  state.repairCost = numbers[10];
  state.crewsFree = numbers[11];
  state.askedForCrew = numbers[12];
  state.ignoresOrder = numbers[13];
  state.energySurcharge = numbers[14];
  state.reserved.count = numbers[15];
}
