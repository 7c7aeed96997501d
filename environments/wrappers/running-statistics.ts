import { bytesOf, restoreNumbers } from '../snapshot.js';

const epsilonCount = 1e-4;

/**
 * Mean and variance of all rows that were ever added, element by element: Gymnasium's RunningMeanStd with batches of one.
 * It begins with mean 0, variance 1 and a count of 1e-4, so that the first row is trusted almost fully. For a row x:
 *
 *   delta = x - mean, total = count + 1
 *   mean' = mean + delta / total
 *   variance' = (variance * count + delta^2 * count / total) / total
 *   count' = total
 *
 * See "Updating formulae and a pairwise algorithm for computing sample variances" (Chan, Golub and LeVeque, 1979), eq. 2.1,
 * for a second sample of one, whose own variance is 0. The variance has the divisor n.
 */
export class RunningStatistics {
  /** Elements of a row. */
  readonly size: number;
  /** Mean, then variance, then the count. [2 * size + 1] */
  readonly #numbers: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#numbers = new Float64Array(2 * size + 1);
    this.#numbers.fill(1, size, 2 * size);
    this.#numbers[2 * size] = epsilonCount;
  }

  /** Rows added so far, and the 1e-4. */
  get count(): number {
    return this.#numbers[2 * this.size];
  }

  mean(index: number): number {
    return this.#numbers[index];
  }

  variance(index: number): number {
    return this.#numbers[this.size + index];
  }

  /** @param row [size] */
  add(row: ArrayLike<number>): void {
    const numbers = this.#numbers;
    const { size, count } = this;
    const total = count + 1;
    for (let index = 0; index < size; index++) {
      const delta = row[index] - numbers[index];
      numbers[index] += delta / total;
      numbers[size + index] = (numbers[size + index] * count + (delta * delta * count) / total) / total;
    }
    numbers[2 * size] = total;
  }

  save(): Uint8Array {
    return bytesOf(this.#numbers);
  }

  load(saved: Uint8Array): void {
    restoreNumbers('running statistics', this.#numbers, saved);
  }
}
