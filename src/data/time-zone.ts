/** Local times of a zone, by what `Intl` knows of it. */
const quarter = 15 * 60_000;

export interface TimeZone {
  /** What a clock on the wall shows, written as if it were UTC, in milliseconds. */
  readonly wallOf: (instant: number) => number;
  /** When the clock on the wall shows this; the earlier one where it does twice, undefined where it never does. */
  readonly instantOf: (wall: number) => number | undefined;
}

const known = new Map<string, TimeZone>([
  ['UTC', { wallOf: (instant) => instant, instantOf: (wall) => wall }],
]);

/** @param name of the IANA, like `America/New_York` */
export function timeZone(name: string): TimeZone {
  const zone = known.get(name) ?? makeTimeZone(name);
  known.set(name, zone);
  return zone;
}

function makeTimeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // A zone changes its offset on quarters of an hour only, so that one look-up serves all instants within one.
  const offsets = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const start = Math.floor(instant / quarter) * quarter;
    const found = offsets.get(start);
    if (found !== undefined) return found;
    const parts = new Map(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const wall = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    offsets.set(start, wall - start);
    return wall - start;
  };
  const wallOf = (instant: number): number => instant + offsetAt(instant);
  const day = 86_400_000;
  const instantOf = (wall: number): number | undefined => {
    // The offsets a day before and a day after are those on both sides of any change.
    const candidates = [offsetAt(wall - day), offsetAt(wall + day)].map((offset) => wall - offset);
    const right = candidates.filter((instant) => wallOf(instant) === wall);
    return right.length === 0 ? undefined : Math.min(...right);
  };
  return { wallOf, instantOf };
}
