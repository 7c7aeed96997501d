/**
 * "Hierarchical Reinforcement Learning with the MAXQ Value Function Decomposition" (Dietterich, 2000), in Gymnasium's
 * form. A state is ((row 5 + column) 5 + passenger) 4 + destination.
 */
import { moveWithin } from '../tabular/grid.js';
import type { Outcome } from '../tabular/tabular-model.js';

export const grid = { rows: 5, columns: 5 } as const;
/** The stands, as row and column: red, green, yellow, blue. */
export const stands = [
  [0, 0],
  [0, 4],
  [4, 0],
  [4, 3],
] as const;
/** The cells, as row and column, with a wall on their right. */
export const walls = [
  [0, 1],
  [1, 1],
  [3, 0],
  [4, 0],
  [3, 2],
  [4, 2],
] as const;
/** The passenger's place when not at one of the four stands. */
export const inTaxi = 4;
const stateCount = 500;

const [PICK_UP, DROP_OFF] = [4, 5];
const directions = [
  [1, 0], // south
  [-1, 0], // north
  [0, 1], // east
  [0, -1], // west
] as const;

export interface TaxiState {
  readonly row: number;
  readonly column: number;
  /** 0 to 3: waits at that stand; 4: is in the taxi. */
  readonly passenger: number;
  /** The stand, 0 to 3. */
  readonly destination: number;
}

export function decode(state: number): TaxiState {
  const place = Math.floor(state / 20);
  return {
    row: Math.floor(place / 5),
    column: place % 5,
    passenger: Math.floor(state / 4) % 5,
    destination: state % 4,
  };
}

function encode({ row, column, passenger, destination }: TaxiState): number {
  return ((row * 5 + column) * 5 + passenger) * 4 + destination;
}

/** The probability of each state to be the first: equal where the passenger waits, and not at the destination. [S] */
export function startsOf(): readonly number[] {
  const states = Array.from({ length: stateCount }, (_, state) => decode(state));
  const isStart = states.map(
    ({ passenger, destination }) => passenger !== inTaxi && passenger !== destination,
  );
  const count = isStart.filter(Boolean).length;
  return isStart.map((starts) => (starts ? 1 / count : 0));
}

/** The one thing that comes of an action. */
export function outcomeOf(state: number, action: number): Outcome {
  const taxi = decode(state);
  const next = action === PICK_UP ? pickUp(taxi) : action === DROP_OFF ? dropOff(taxi) : drive(taxi, action);
  if (next === undefined) return { probability: 1, state, reward: -10, terminated: false };
  const delivered = action === DROP_OFF && next.passenger === taxi.destination;
  return { probability: 1, state: encode(next), reward: delivered ? 20 : -1, terminated: delivered };
}

/** Writes which actions change the state, one byte each. */
export function possibleActions(state: number, into: Uint8Array): void {
  const taxi = decode(state);
  for (let action = 0; action < 4; action++) into[action] = Number(encode(drive(taxi, action)) !== state);
  into[PICK_UP] = Number(pickUp(taxi) !== undefined);
  into[DROP_OFF] = Number(dropOff(taxi) !== undefined);
}

function drive(taxi: TaxiState, action: number): TaxiState {
  const [down, right] = directions[action];
  const leftOfWall = right === -1 ? taxi.column - 1 : taxi.column;
  const blocked = right !== 0 && walls.some(([row, column]) => row === taxi.row && column === leftOfWall);
  if (blocked) return taxi;
  const [row, column] = moveWithin(grid, taxi.row, taxi.column, [down, right]);
  return { ...taxi, row, column };
}

/** Undefined where the passenger does not wait here. */
function pickUp(taxi: TaxiState): TaxiState | undefined {
  const waitsHere = taxi.passenger !== inTaxi && taxi.passenger === standAt(taxi);
  return waitsHere ? { ...taxi, passenger: inTaxi } : undefined;
}

/** Undefined where there is nobody to drop off, or no stand. */
function dropOff(taxi: TaxiState): TaxiState | undefined {
  const stand = standAt(taxi);
  return taxi.passenger === inTaxi && stand !== -1 ? { ...taxi, passenger: stand } : undefined;
}

function standAt(taxi: TaxiState): number {
  return stands.findIndex(([row, column]) => row === taxi.row && column === taxi.column);
}
