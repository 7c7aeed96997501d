import type { Program } from '../../src/engines/engine.js';

/** Means of what a learner measures, between two readings. */
export class Measures {
  readonly names: readonly string[];
  /** The number of updates, then one sum a name. */
  readonly #sums: Float64Array;

  constructor(names: readonly string[]) {
    this.names = names;
    this.#sums = new Float64Array(1 + names.length);
  }

  /** Adds one update's measurements, the program's outputs of these names. */
  add(program: Program): void {
    this.#sums[0]++;
    for (let i = 0; i < this.names.length; i++) this.#sums[i + 1] += program.output(this.names[i])[0];
  }

  /** The means since the last call, and nothing where there was no update. */
  take(): Readonly<Record<string, number>> {
    const [count, ...sums] = this.#sums;
    this.#sums.fill(0);
    return count === 0 ? {} : Object.fromEntries(this.names.map((name, i) => [name, sums[i] / count]));
  }

  save(): readonly number[] {
    return [...this.#sums];
  }

  load(sums: readonly number[]): void {
    this.#sums.set(sums);
  }
}
