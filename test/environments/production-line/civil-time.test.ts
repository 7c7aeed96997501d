import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import {
  dayNumber,
  formatMoment,
  parseMoment,
  realTime,
  timeSince,
  weekdayOf,
} from '../../../environments/production-line/civil-time.js';

// JavaScript's own calendar is the oracle: `Date.UTC` reads no clock.
const day = fc.integer({ min: Date.UTC(1800, 0, 1) / 86_400_000, max: Date.UTC(2400, 0, 1) / 86_400_000 });

describe('dates', () => {
  it('are those of the Gregorian calendar', () => {
    fc.assert(
      fc.property(day, fc.nat(86_399), (days, second) => {
        const text = new Date((days * 86_400 + second) * 1000).toISOString().slice(0, 19);
        expect(formatMoment(days * 86_400 + second)).toBe(text);
        expect(parseMoment(text)).toEqual({ seconds: days * 86_400 + second });
        expect(weekdayOf(days)).toBe((new Date(days * 86_400_000).getUTCDay() + 6) % 7);
      }),
      runs(500),
    );
    expect(dayNumber(2000, 2, 29)).toBe(Date.UTC(2000, 1, 29) / 86_400_000);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-04-03T25:00',
    '2026-04-03T24:01',
    '26-04-03',
    '2026-4-3',
    '03.04.2026',
    '',
    '2026-04-03T10:00+2',
  ])('%j is none', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });

  it('may say their offset from UTC', () => {
    expect(parseMoment('2026-03-02T06:00Z')?.offset).toBe(0);
    expect(parseMoment('2026-03-02T06:00-03:30')?.offset).toBe(-12_600);
    expect(parseMoment('2026-03-02 06:00:30')?.seconds).toBe(Date.UTC(2026, 2, 2, 6, 0, 30) / 1000);
  });
});

describe('the time of a plan', () => {
  const origin = { seconds: Date.UTC(2026, 2, 2, 6) / 1000 };

  it('goes both ways', () => {
    expect(timeSince(origin, { seconds: origin.seconds + 5400 }, 'hour')).toBe(1.5);
    expect(realTime(90, { unit: 'minute', origin: '2026-03-02T06:00' })).toBe('2026-03-02T07:30:00');
    expect(realTime(1, { unit: 'day', origin: '2026-02-28' })).toBe('2026-03-01T00:00:00');
    expect(realTime(0, { unit: 'day', origin: '2026-02-28T00:00-03:30' })).toBe('2026-02-28T00:00:00-03:30');
  });

  it('counts a moment with an offset on the clock of an origin that has one, and no other', () => {
    const inBerlin = { ...origin, offset: 3600 };
    expect(timeSince(inBerlin, { seconds: origin.seconds, offset: 0 }, 'hour')).toBe(1);
    expect(timeSince(origin, { seconds: origin.seconds, offset: 0 }, 'hour')).toBeUndefined();
  });
});
