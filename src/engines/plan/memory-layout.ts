/** Offsets in a growing block of memory. */

export const alignment = 16;

export const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

interface Place {
  offset: number;
  bytes: number;
}

/**
 * Hands out offsets; released places are used again, the tightest that fits first. Nothing is really allocated
 * here: `size` says how large the block must be.
 */
export class MemoryLayout {
  /** Everything from here on is free. */
  #end: number;
  #size: number;
  /** Free places before the end, by offset; neighbours are merged. */
  readonly #free: Place[] = [];

  constructor(start = 0) {
    this.#end = start;
    this.#size = start;
  }

  /** The furthest that the end ever was. */
  get size(): number {
    return this.#size;
  }

  take(bytes: number): number {
    const wanted = aligned(bytes);
    const fit = this.#tightest(wanted);
    if (fit === undefined) {
      this.#end += wanted;
      this.#size = Math.max(this.#size, this.#end);
      return this.#end - wanted;
    }
    const { offset } = fit;
    fit.offset += wanted;
    fit.bytes -= wanted;
    if (fit.bytes === 0) this.#free.splice(this.#free.indexOf(fit), 1);
    return offset;
  }

  release(offset: number, bytes: number): void {
    const freed = { offset, bytes: aligned(bytes) };
    if (freed.bytes === 0) return;
    const index = this.#firstAfter(offset);
    this.#free.splice(index, 0, freed);
    this.#mergeWithNext(index);
    if (index > 0) this.#mergeWithNext(index - 1);
    const last = this.#free.at(-1) as Place;
    if (last.offset + last.bytes === this.#end) {
      this.#end = last.offset;
      this.#free.pop();
    }
  }

  /** Index of the first free place beyond an offset, by bisection. */
  #firstAfter(offset: number): number {
    let low = 0;
    let high = this.#free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#free[middle].offset > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #mergeWithNext(index: number): void {
    const place = this.#free[index];
    const next = this.#free[index + 1];
    if (next === undefined || place.offset + place.bytes !== next.offset) return;
    place.bytes += next.bytes;
    this.#free.splice(index + 1, 1);
  }

  #tightest(bytes: number): Place | undefined {
    if (bytes === 0) return undefined;
    let best: Place | undefined;
    for (const place of this.#free) {
      if (place.bytes >= bytes && (best === undefined || place.bytes < best.bytes)) best = place;
      if (best?.bytes === bytes) break;
    }
    return best;
  }
}
