import { check } from '../../../src/errors.js';
import { Pcg64 } from '../../../src/random/index.js';
import type { Problem } from '../problem.js';
import type { Schedule } from '../schedule.js';
import { lowerBounds } from '../verifier/bounds.js';
import { Selection } from './selection.js';
import { jobShopOf, scheduleOf, type JobShop } from './shop.js';

export interface TabuSearchOptions {
  /** Moves to make at most. */
  readonly iterations: number;
  readonly seed: number | bigint;
  /** Moves without a better schedule before the best one is shaken and the search goes on from there; absent: 2000. */
  readonly patience?: number;
}

/** Two neighbours on a machine, to be swapped. */
interface Move {
  readonly first: number;
  readonly second: number;
}

/**
 * A schedule with a makespan no longer than that of `start`: tabu search over the orders of the machines of a plain job shop. A move swaps
 * the first or the last two operations of a block, which is a run of the critical path on one machine; swapping back is tabu for a while.
 * The search ends at the lower bound, and where there is no move.
 *
 * Nowicki and Smutnicki, "A Fast Taboo Search Algorithm for the Job Shop Problem" (1996), the neighbourhood N5. Instead of their long list
 * of places to return to, the best schedule is shaken by random swaps on critical paths.
 * @throws LeptonError `unsupported` for a problem with more than routes, machines and releases
 */
export function improveSchedule(problem: Problem, start: Schedule, options: TabuSearchOptions): Schedule {
  const { iterations, seed, patience = 2000 } = options;
  check(Number.isSafeInteger(iterations) && iterations >= 0, {
    component: 'improveSchedule',
    parameter: 'iterations',
    value: iterations,
    requirement: 'a non-negative integer',
  });
  check(Number.isSafeInteger(patience) && patience > 0, {
    component: 'improveSchedule',
    parameter: 'patience',
    value: patience,
    requirement: 'a positive integer',
  });
  const shop = jobShopOf(problem);
  const search = new TabuSearch(shop, orderOf(shop, start), new Pcg64(seed));
  const goal = lowerBounds(problem).best;
  let idle = 0;
  for (let i = 0; i < iterations && search.best.makespan > goal; i++) {
    const outcome = search.move(i);
    if (outcome === 'stuck') break;
    idle = outcome === 'better' ? 0 : idle + 1;
    if (idle >= patience) {
      search.shake();
      idle = 0;
    }
  }
  return scheduleOf(shop, search.best.heads, 'tabu search');
}

class TabuSearch {
  best: Selection;
  #current: Selection;
  readonly #random: Pcg64;
  /** Until which move two operations may not be put in this order again. */
  readonly #tabu = new Map<number, number>();

  constructor(shop: JobShop, order: readonly number[], random: Pcg64) {
    this.#current = new Selection(shop, order);
    this.best = new Selection(shop, order);
    this.#random = random;
  }

  move(now: number): 'better' | 'moved' | 'stuck' {
    const current = this.#current;
    const moves = movesOf(current);
    if (moves.length === 0) return 'stuck';
    const { first, second } = this.#choose(moves, now);
    this.#tabu.set(first * current.shop.count + second, now + this.#random.integers(8, 16));
    current.swap(first, second);
    current.evaluate();
    if (current.makespan >= this.best.makespan) return 'moved';
    this.best = new Selection(current.shop, current.order());
    return 'better';
  }

  /** Goes back to the best schedule and makes random swaps on its critical paths. */
  shake(): void {
    this.#current = new Selection(this.best.shop, this.best.order());
    this.#tabu.clear();
    for (let i = this.#random.integers(5, 20); i > 0; i--) {
      const moves = movesOf(this.#current);
      if (moves.length === 0) return;
      const { first, second } = moves[this.#random.integers(0, moves.length)];
      this.#current.swap(first, second);
      this.#current.evaluate();
    }
  }

  /** The move that promises most of those that are not tabu or beat everything; where all are tabu, the one that is so for the shortest. */
  #choose(moves: readonly Move[], now: number): Move {
    const { count } = this.#current.shop;
    const candidates = moves.map((move) => {
      const until = this.#tabu.get(move.second * count + move.first) ?? 0;
      return { move, until, estimate: this.#current.estimateSwap(move.first, move.second) };
    });
    const allowed = candidates.filter(({ until, estimate }) => until <= now || estimate < this.best.makespan);
    if (allowed.length === 0) return candidates.reduce((a, b) => (b.until < a.until ? b : a)).move;
    const least = Math.min(...allowed.map(({ estimate }) => estimate));
    const equals = allowed.filter(({ estimate }) => estimate === least);
    return equals[this.#random.integers(0, equals.length)].move;
  }
}

/**
 * The first two and the last two of every block. Nothing is gained at the beginning of a path that begins at 0, nor at its end.
 */
function movesOf(selection: Selection): readonly Move[] {
  const blocks = blocksOf(selection);
  const moves = blocks.flatMap((block, i) => {
    if (block.length < 2) return [];
    const atStart = { first: block[0], second: block[1] };
    const atEnd = { first: block[block.length - 2], second: block[block.length - 1] };
    const fromZero = i === 0 && selection.heads[block[0]] === 0;
    return [...(fromZero ? [] : [atStart]), ...(i < blocks.length - 1 ? [atEnd] : [])];
  });
  const different = new Map(moves.map((move) => [move.first, move]));
  return [...different.values()].filter(({ first, second }) => selection.canSwap(first, second));
}

/** A critical path, cut where the machine changes. */
function blocksOf(selection: Selection): readonly (readonly number[])[] {
  const { machineOf } = selection.shop;
  const blocks: number[][] = [];
  for (const operation of selection.criticalPath()) {
    const block = blocks.at(-1);
    if (block !== undefined && machineOf[block[0]] === machineOf[operation]) block.push(operation);
    else blocks.push([operation]);
  }
  return blocks;
}

/** The operations in the order in which a schedule begins them. */
function orderOf(shop: JobShop, { tasks }: Schedule): readonly number[] {
  return tasks.map(({ job, operation }) => shop.firstOfJob[job] + operation);
}
