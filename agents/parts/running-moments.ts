/**
 * Mean and variance of all rows that were ever added, element by element, in float64.
 *
 * See "Note on a Method for Calculating Corrected Sums of Squares and Products" (Welford, 1962), eq. I and II. The variance has
 * the divisor n.
 */
export class RunningMoments {
  /** Elements of a row. */
  readonly size: number;
  /** Means, then sums of squared deviations from them, then how many rows there were. [2 * size + 1] */
  readonly #numbers: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#numbers = new Float64Array(2 * size + 1);
  }

  get count(): number {
    return this.#numbers[2 * this.size];
  }

  mean(index: number): number {
    return this.#numbers[index];
  }

  /** 0 before the first row. */
  variance(index: number): number {
    return this.#numbers[this.size + index] / Math.max(this.count, 1);
  }

  /** @param values [B, size]  @param rows [B] 0 for those that do not count; undefined: all do */
  add(values: ArrayLike<number>, rows?: Uint8Array): void {
    const { size } = this;
    const numbers = this.#numbers;
    for (let start = 0, row = 0; start < values.length; start += size, row++) {
      if (rows !== undefined && rows[row] === 0) continue;
      const count = ++numbers[2 * size];
      for (let i = 0; i < size; i++) {
        const value = values[start + i];
        const deviation = value - numbers[i];
        numbers[i] += deviation / count;
        numbers[size + i] += deviation * (value - numbers[i]);
      }
    }
  }

  save(): readonly number[] {
    return [...this.#numbers];
  }

  load(numbers: readonly number[]): void {
    this.#numbers.set(numbers);
  }
}
