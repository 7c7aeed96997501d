import type { Agent } from '../agents/contract.js';
import { actionCount, makeObservationBuffers } from '../environments/buffers.js';
import type {
  NumericArray,
  ObservationBuffers,
  StepBuffers,
  VectorEnvironment,
} from '../environments/contract.js';
import type { ProbeRecord } from '../src/runs/records.js';
import { arrayEntry, arrayIn, arrayType, numbersEntry, numbersIn } from '../src/runs/state.js';
import type { State, StateArray } from '../src/runs/storage.js';

const wanted = 32;
/** Vector steps from one probe to the next: neighbours in an episode are too alike. */
const spacing = 8;
const shown = 8;

/**
 * A few fixed observations of the first episodes. Their Q-values over the run show what the loss does not: whether the agent
 * still tells its actions apart, or has forgotten what failure looks like.
 */
export class Probes {
  #count = 0;
  #offered = 0;
  readonly #observations: ObservationBuffers;
  readonly #masks: Uint8Array | undefined;

  constructor({
    observationSpace,
    actionSpace,
    masked,
  }: Pick<VectorEnvironment, 'observationSpace' | 'actionSpace' | 'masked'>) {
    this.#observations = makeObservationBuffers(observationSpace, wanted); // [P, ...shape]
    this.#masks = masked ? new Uint8Array(wanted * actionCount(actionSpace)) : undefined; // [P, A]
  }

  get complete(): boolean {
    return this.#count === wanted;
  }

  /** Shows one vector step; the first world's observation is kept every few steps until there are enough. */
  offer({ observations, masks }: StepBuffers): void {
    if (this.complete || this.#offered++ % spacing !== 0) return;
    for (const [key, kept] of Object.entries(this.#observations))
      keepRow(kept, observations[key], this.#count);
    if (this.#masks !== undefined) keepRow(this.#masks, masks as Uint8Array, this.#count);
    this.#count++;
  }

  /** What the agent thinks of them now; undefined until they are complete. */
  measure(agent: Agent): ProbeRecord | undefined {
    if (!this.complete) return undefined;
    const q = agent.qValues(this.#observations, this.#masks, wanted); // [P, A]
    const actions = q.length / wanted;
    const rows = Array.from({ length: wanted }, (_, row) => [
      ...q.subarray(row * actions, (row + 1) * actions),
    ]);
    const greatest = rows.map((row) => [...row].sort((a, b) => b - a));
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      kind: 'probe',
      step: agent.steps,
      actionGap: mean(greatest.map(([first, second]) => first - (second ?? first))),
      meanMaxQ: mean(greatest.map(([first]) => first)),
      q: rows.slice(0, shown),
    };
  }

  save(): State {
    const arrays = Object.entries(this.#observations).map(
      ([key, data]) => [`observations/${key}`, arrayEntry(data)] as const,
    );
    return new Map<string, StateArray>([
      ...arrays,
      ...(this.#masks === undefined ? [] : [['masks', arrayEntry(this.#masks)] as const]),
      ['counters', numbersEntry([this.#count, this.#offered])],
    ]);
  }

  load(state: State): void {
    for (const [key, kept] of Object.entries(this.#observations))
      kept.set(arrayIn(state, `observations/${key}`, arrayType(kept), [kept.length]));
    if (this.#masks !== undefined) this.#masks.set(arrayIn(state, 'masks', 'uint8', [this.#masks.length]));
    [this.#count, this.#offered] = numbersIn(state, 'counters', 2) as [number, number];
  }
}

function keepRow(kept: NumericArray, from: NumericArray, row: number): void {
  const size = kept.length / wanted;
  for (let i = 0; i < size; i++) kept[row * size + i] = from[i];
}
