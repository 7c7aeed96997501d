/** Offsets in a growing block of memory. */

export const alignment = 16;

export const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

/**
 * Hands out offsets; released places are used again, the tightest that fits first. Nothing is really allocated
 * here: `size` says how large the block must be.
 */
export class MemoryLayout {
  #size: number;
  /** Free places, by offset; neighbours are merged. */
  readonly #free: { offset: number; bytes: number }[] = [];

  constructor(start = 0) {
    this.#size = start;
  }

  get size(): number {
    return this.#size;
  }

  take(bytes: number): number {
    const wanted = aligned(bytes);
    const fit = this.#tightest(wanted);
    if (fit === undefined) {
      this.#size += wanted;
      return this.#size - wanted;
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
    const after = this.#free.findIndex((place) => place.offset > offset);
    const index = after < 0 ? this.#free.length : after;
    this.#free.splice(index, 0, freed);
    this.#mergeWithNext(index);
    if (index > 0) this.#mergeWithNext(index - 1);
  }

  #mergeWithNext(index: number): void {
    const place = this.#free[index];
    const next = this.#free[index + 1];
    if (place === undefined || next === undefined || place.offset + place.bytes !== next.offset) return;
    place.bytes += next.bytes;
    this.#free.splice(index + 1, 1);
  }

  #tightest(bytes: number): { offset: number; bytes: number } | undefined {
    if (bytes === 0) return undefined;
    let best: { offset: number; bytes: number } | undefined;
    for (const place of this.#free) {
      if (place.bytes >= bytes && (best === undefined || place.bytes < best.bytes)) best = place;
    }
    return best;
  }
}
