/**
 * The powers of some bases at steps that mostly come one after the other. A power is always the product of `step` factors,
 * multiplied from the left, whatever was asked before: a resumed run gets the same bits. Unlike `pow` it allocates nothing.
 */
export class RunningPowers {
  readonly #bases: Float64Array;
  readonly #powers: Float64Array;
  #step = 0;

  constructor(bases: readonly number[]) {
    this.#bases = Float64Array.from(bases);
    this.#powers = new Float64Array(bases.length).fill(1);
  }

  /** One power for each base, in a view that the next call overwrites. */
  at(step: number): Float64Array {
    if (step < this.#step) {
      this.#powers.fill(1);
      this.#step = 0;
    }
    for (; this.#step < step; this.#step++)
      for (let i = 0; i < this.#powers.length; i++) this.#powers[i] *= this.#bases[i];
    return this.#powers;
  }
}
