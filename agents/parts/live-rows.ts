import type { Autoreset, StepBuffers } from '../../environments/contract.js';
import { arrayEntry, arrayIn } from '../../src/runs/state.js';
import type { State } from '../../src/runs/storage.js';

/**
 * Which rows of the coming vector step are steps at all. Under `next-step` a world whose episode has ended only resets in the
 * next call: its action is ignored and nothing happens that could be learned from. Under `same-step` every row is a step.
 */
export class LiveRows {
  /** 1 for a step, 0 for a row that only resets; undefined: all are steps. [B] */
  readonly rows: Uint8Array | undefined;
  readonly #environments: number;

  constructor(autoreset: Autoreset, environments: number) {
    this.rows = autoreset === 'next-step' ? new Uint8Array(environments).fill(1) : undefined; // [B]
    this.#environments = environments;
  }

  get count(): number {
    const { rows } = this;
    if (rows === undefined) return this.#environments;
    let count = 0;
    for (let row = 0; row < rows.length; row++) count += rows[row];
    return count;
  }

  /** Looks at what came of a vector step: where an episode ended, the next call only resets. */
  follow({ terminated, truncated }: StepBuffers): void {
    const { rows } = this;
    if (rows === undefined) return;
    for (let row = 0; row < rows.length; row++)
      rows[row] = terminated[row] === 0 && truncated[row] === 0 ? 1 : 0;
  }

  save(): State {
    return new Map(this.rows === undefined ? [] : [['liveRows', arrayEntry(this.rows)]]);
  }

  load(state: State): void {
    this.rows?.set(arrayIn(state, 'liveRows', 'uint8', [this.#environments]));
  }
}
