/** Operations whose times are fixed ahead: those of jobs that cannot wait. */
import type { Reservation } from './reserved-operations.js';
import { setupFrom } from './setups.js';
import { events, type ShopState } from './shop-state.js';

/** What is reserved on a machine and has not begun, and what of a list is planned there, in the order in which it will be done. */
export function reservationsOn(
  state: ShopState,
  machine: number,
  planned: readonly Reservation[],
): readonly Reservation[] {
  const list = (state.reserved.lists[machine] ??= listReserved(state, machine));
  const own = planned.filter((one) => one.machine === machine);
  return own.length === 0 ? list : [...list, ...own].sort(asTheyWillBeDone);
}

function listReserved({ plant, reserved }: ShopState, machine: number): readonly Reservation[] {
  const found: Reservation[] = [];
  for (let ticket = 0; ticket < reserved.count; ticket++) {
    const operation = reserved.operation[ticket];
    if (operation < 0 || reserved.machine[operation] !== machine) continue;
    found.push({
      ...{ operation, machine, family: plant.family[operation] },
      ...{ from: reserved.from[operation], setup: reserved.setup[operation] },
      ...{ start: reserved.start[operation], end: reserved.end[operation] },
    });
  }
  return found.sort(asTheyWillBeDone);
}

/** Of what begins at once, what takes no time goes first, and then what was reserved first. */
const asTheyWillBeDone = (a: Reservation, b: Reservation): number => a.start - b.start || a.end - b.end;

export function reserve(state: ShopState, one: Reservation, isLate: boolean): void {
  const { reserved } = state;
  const { operation } = one;
  reserved.lists[one.machine] = undefined;
  reserved.machine[operation] = one.machine;
  reserved.from[operation] = one.from;
  reserved.setup[operation] = one.setup;
  reserved.start[operation] = one.start;
  reserved.end[operation] = one.end;
  reserved.isLate[operation] = isLate ? 1 : 0;
  reserved.operation[reserved.count] = operation;
  pushReserved(state, reserved.count++, one.from);
}

/** What a machine makes next has changed: the set-ups of what is reserved there become shorter. */
export function adjustSetups(state: ShopState, machine: number): void {
  const { plant } = state;
  if (!plant.hasSetups) return;
  let family = state.family[machine];
  for (const one of reservationsOn(state, machine, [])) {
    const setup = setupFrom(plant, machine, family, one.operation);
    if (setup !== one.setup) {
      state.reserved.lists[machine] = undefined;
      state.reserved.setup[one.operation] = setup;
      state.reserved.from[one.operation] = one.start - setup;
      pushReserved(state, state.reserved.operation.indexOf(one.operation), one.start - setup);
    }
    ({ family } = one);
  }
}

/** What is reserved has begun: the machine is set up for it. */
export function beginReservation({ reserved }: ShopState, operation: number): void {
  reserved.lists[reserved.machine[operation]] = undefined;
  reserved.machine[operation] = -1;
}

/** An event of a reservation, by the place of its operation in the list of those. */
export function pushReserved(state: ShopState, ticket: number, time: number): void {
  const isInstant = state.reserved.end[state.reserved.operation[ticket]] === time;
  state.events.push(time, isInstant ? events.reservedInstant : events.reservedStart, ticket);
}
