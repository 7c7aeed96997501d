/**
 * Events that are to come: a binary heap in two arrays. The first is the one of the earliest time; among those of one time the one of
 * the smallest kind, then of the smallest index.
 */
export class EventQueue {
  count = 0;
  times = new Float64Array(64);
  /** kind * 2^24 + index */
  codes = new Int32Array(64);

  /** Puts an event of a kind (below 64) for a machine or job (below 2^24). */
  push(time: number, kind: number, index: number): void {
    if (this.count === this.times.length) this.#grow();
    const { times, codes } = this;
    const code = (kind << 24) | index;
    let at = this.count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = times[parent];
      if (above < time || (above === time && codes[parent] <= code)) break;
      times[at] = above;
      codes[at] = codes[parent];
      at = parent;
    }
    times[at] = time;
    codes[at] = code;
  }

  /** Takes the first event away and returns kind * 2^24 + index; there must be one. */
  pop(): number {
    const { times, codes } = this;
    const first = codes[0];
    const last = --this.count;
    const time = times[last];
    const code = codes[last];
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      const right = child + 1;
      if (
        right < last &&
        (times[right] < times[child] || (times[right] === times[child] && codes[right] < codes[child]))
      )
        child = right;
      if (time < times[child] || (time === times[child] && code <= codes[child])) break;
      times[at] = times[child];
      codes[at] = codes[child];
      at = child;
    }
    times[at] = time;
    codes[at] = code;
    return first;
  }

  /** Room for at least so many events. */
  reserve(capacity: number): void {
    while (this.times.length < capacity) this.#grow();
  }

  #grow(): void {
    const { times, codes } = this;
    this.times = new Float64Array(2 * times.length);
    this.codes = new Int32Array(2 * times.length);
    this.times.set(times);
    this.codes.set(codes);
  }
}
