import { describe, expect, it } from '@jest/globals';
import { orderOf, readTime } from '../../src/data/read-time.js';
import { timeZone } from '../../src/data/time-zone.js';

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const read = (cell: Parameters<typeof readTime>[0], zone = 'UTC'): string => {
  const time = readTime(cell, timeZone(zone), undefined);
  return 'expected' in time ? time.expected : iso(time.instant);
};

describe('one instant, written in many ways', () => {
  it.each([
    '2020-01-31T14:30:00Z',
    '2020-01-31 14:30',
    '2020-01-31T14:30:00.000000+00:00',
    '2020-01-31 09:30:00-0500',
    '2020-01-31T15:30+01:00',
    '2020/1/31 14:30:00 UTC',
    1580481000,
    '1580481000',
    1580481000000,
    '1580481000000',
    1580481000000000,
    1580481000000000000n,
    new Date(Date.UTC(2020, 0, 31, 14, 30)),
  ])('%s', (cell) => expect(read(cell)).toBe('2020-01-31T14:30:00.000Z'));

  it.each(['2020-01-31', '20200131', '2020.01.31', '2020/01/31'])(
    'a day: %s, the same in every zone',
    (cell) => {
      expect(read(cell)).toBe('2020-01-31T00:00:00.000Z');
      expect(read(cell, 'Asia/Tokyo')).toBe('2020-01-31T00:00:00.000Z');
    },
  );
});

it.each([
  '',
  'soon',
  '2020-13-01',
  '2020-02-30',
  '2020-01-31 25:00',
  '31.1.20',
  'Jam 1 2000',
  'Feb 30 2000',
  true,
  null,
])('%s is no time', (cell) => expect(read(cell)).toMatch(/^a date/));

describe('local times of New York, by what its clocks did in 2020', () => {
  it.each([
    ['2020-01-31 09:30', '2020-01-31T14:30:00.000Z'],
    ['2020-07-31 09:30', '2020-07-31T13:30:00.000Z'],
    ['2020-03-08 01:59', '2020-03-08T06:59:00.000Z'],
    ['2020-03-08 03:00', '2020-03-08T07:00:00.000Z'],
    // Clocks showed this twice; it is the earlier one.
    ['2020-11-01 01:30', '2020-11-01T05:30:00.000Z'],
    ['2020-11-01 02:00', '2020-11-01T07:00:00.000Z'],
  ])('%s is %s', (local, instant) => expect(read(local, 'America/New_York')).toBe(instant));

  it('an hour that clocks left out is no time', () =>
    expect(read('2020-03-08 02:30', 'America/New_York')).toMatch(/clocks were put forward/));

  it('what has a zone of its own keeps it', () =>
    expect(read('2020-01-31T14:30:00Z', 'America/New_York')).toBe('2020-01-31T14:30:00.000Z'));
});

describe('1/2/2020', () => {
  it('has no meaning without an order, and two with one', () => {
    const reading = (order: 'month-first' | 'day-first' | undefined) =>
      readTime('1/2/2020', timeZone('UTC'), order);
    expect(reading(undefined)).toHaveProperty('expected');
    expect(reading('month-first')).toMatchObject({ instant: Date.UTC(2020, 0, 2) });
    expect(reading('day-first')).toMatchObject({ instant: Date.UTC(2020, 1, 1) });
  });

  it('is decided by a number above 12 in the same column, unless two of them contradict each other', () => {
    expect(orderOf(['1/2/2020', '1/13/2020'])).toBe('month-first');
    expect(orderOf(['1/2/2020', '13/1/2020'])).toBe('day-first');
    expect(orderOf(['1/2/2020'])).toBeUndefined();
    expect(orderOf(['13/1/2020', '1/13/2020'])).toBeUndefined();
  });
});
