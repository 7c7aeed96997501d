import { fail } from '../../../src/errors.js';
import type { JobShop } from './shop.js';

const none = -1;

function greatest(a: number, b: number, c: number): number {
  const ab = a > b ? a : b;
  return ab > c ? ab : c;
}

/**
 * An order of the operations on every machine, and the schedule in which each begins as early as that order allows (the disjunctive
 * graph of Roy and Sussmann, 1964, with one arc of each pair selected). N operations.
 */
export class Selection {
  readonly shop: JobShop;
  /** The operations before and after each on its machine, or -1. [N] each */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** The earliest start of each operation. [N] */
  readonly heads: Float64Array;
  /** The longest way from the end of each operation to the end of everything. [N] */
  readonly tails: Float64Array;
  makespan = 0;
  /** In an order in which every operation comes after those that it waits for. [N] */
  readonly #sorted: Int32Array;
  /** How many each operation still waits for. [N] */
  readonly #waits: Int8Array;

  /** @param order all operations, those of one machine in the order in which it makes them; jobs in the order of their routes */
  constructor(shop: JobShop, order: readonly number[]) {
    this.shop = shop;
    const { count } = shop;
    this.before = new Int32Array(count).fill(none); // [N]
    this.after = new Int32Array(count).fill(none); // [N]
    this.heads = new Float64Array(count); // [N]
    this.tails = new Float64Array(count); // [N]
    this.#sorted = new Int32Array(count); // [N]
    this.#waits = new Int8Array(count); // [N]
    const last = new Map<number, number>();
    for (const operation of order) {
      const machine = shop.machineOf[operation];
      const before = last.get(machine) ?? none;
      if (before !== none) this.after[before] = operation;
      this.before[operation] = before;
      last.set(machine, operation);
    }
    this.evaluate();
  }

  /** Puts the neighbours `first` and `second` of one machine the other way round. Heads and tails are as before until `evaluate`. */
  swap(first: number, second: number): void {
    const { before, after } = this;
    const left = before[first];
    const right = after[second];
    if (left !== none) after[left] = second;
    if (right !== none) before[right] = first;
    before[second] = left;
    after[second] = first;
    before[first] = second;
    after[first] = right;
  }

  /**
   * Whether two neighbours on a critical path can be swapped without a cycle. They always can where durations are positive; an operation of
   * no duration may wait for the one and be waited for by the other.
   */
  canSwap(first: number, second: number): boolean {
    const { jobOf, count, duration } = this.shop;
    const next = first + 1;
    if (next >= count || jobOf[next] !== jobOf[first]) return true;
    return this.heads[next] + duration[next] > this.heads[second];
  }

  /** Computes heads, tails and makespan anew. */
  evaluate(): void {
    this.#sort();
    const { shop, heads, tails, before, after } = this;
    const { duration, release, count } = shop;
    let makespan = 0;
    for (let i = 0; i < count; i++) {
      const operation = this.#sorted[i];
      const head = greatest(
        release[operation],
        this.endBeforeInJob(operation),
        this.#endOf(before[operation]),
      );
      heads[operation] = head;
      const end = head + duration[operation];
      if (end > makespan) makespan = end;
    }
    this.makespan = makespan;
    for (let i = count - 1; i >= 0; i--) {
      const operation = this.#sorted[i];
      tails[operation] = greatest(0, this.tailAfterInJob(operation), this.#wayFrom(after[operation]));
    }
  }

  /** The end of the operation before in the job, or 0. */
  endBeforeInJob(operation: number): number {
    const { jobOf } = this.shop;
    return operation > 0 && jobOf[operation - 1] === jobOf[operation] ? this.#endOf(operation - 1) : 0;
  }

  /** The longest way from the beginning of the operation after in the job, or 0. */
  tailAfterInJob(operation: number): number {
    const { jobOf, count } = this.shop;
    const next = operation + 1;
    return next < count && jobOf[next] === jobOf[operation] ? this.#wayFrom(next) : 0;
  }

  /** One critical path: operations that follow each other without a gap, from the first start to the makespan. */
  criticalPath(): readonly number[] {
    const { heads, tails, before, shop } = this;
    let at = heads.findIndex((head, i) => tails[i] === 0 && head + shop.duration[i] === this.makespan);
    const path: number[] = [];
    while (at !== none) {
      path.push(at);
      const left = before[at];
      if (left !== none && this.#endOf(left) === heads[at]) at = left;
      else at = this.endBeforeInJob(at) === heads[at] && at > shop.firstOfJob[shop.jobOf[at]] ? at - 1 : none;
    }
    return path.reverse();
  }

  /**
   * What the makespan becomes at least if two neighbours on a critical path are swapped: the longest way through one of them, exact
   * unless the longest way then misses both. Taillard, "Parallel Taboo Search Techniques for the Job Shop Scheduling Problem" (1994).
   */
  estimateSwap(first: number, second: number): number {
    const { before, after, shop } = this;
    const { duration, release } = shop;
    const headOfSecond = Math.max(release[second], this.endBeforeInJob(second), this.#endOf(before[first]));
    const endOfSecond = headOfSecond + duration[second];
    const headOfFirst = Math.max(release[first], this.endBeforeInJob(first), endOfSecond);
    const tailOfFirst = Math.max(this.tailAfterInJob(first), this.#wayFrom(after[second]));
    const wayFromFirst = duration[first] + tailOfFirst;
    const tailOfSecond = Math.max(this.tailAfterInJob(second), wayFromFirst);
    return Math.max(headOfFirst + wayFromFirst, endOfSecond + tailOfSecond);
  }

  /** All operations in an order that keeps routes and machines. */
  order(): readonly number[] {
    return [...this.#sorted];
  }

  #endOf(operation: number): number {
    return operation === none ? 0 : this.heads[operation] + this.shop.duration[operation];
  }

  #wayFrom(operation: number): number {
    return operation === none ? 0 : this.shop.duration[operation] + this.tails[operation];
  }

  /** Operations in an order in which each comes after those that it waits for (Kahn, 1962). */
  #sort(): void {
    const { shop, before, after } = this;
    const { count, jobOf } = shop;
    const waits = this.#waits;
    const sorted = this.#sorted;
    let ready = 0;
    for (let i = 0; i < count; i++) {
      waits[i] = Number(i > 0 && jobOf[i - 1] === jobOf[i]) + Number(before[i] !== none);
      if (waits[i] === 0) sorted[ready++] = i;
    }
    for (let next = 0; next < ready; next++) {
      const operation = sorted[next];
      const right = after[operation];
      if (right !== none && --waits[right] === 0) sorted[ready++] = right;
      const following = operation + 1;
      if (following < count && jobOf[following] === jobOf[operation] && --waits[following] === 0)
        sorted[ready++] = following;
    }
    if (ready < count)
      fail('invalid-value', {
        component: 'Selection',
        parameter: 'order',
        value: sorted.subarray(0, ready),
        requirement: 'an order of every machine that the routes allow: here operations wait for each other',
      });
  }
}
