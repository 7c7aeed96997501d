import { describe, expect, it } from '@jest/globals';
import { checkBars } from '../../src/data/check-bars.js';
import { calendarNotes, joinCalendars } from '../../src/data/calendar.js';
import { alarmsIn, notesOf } from '../../src/data/defects.js';
import { inferBarsPerYear } from '../../src/data/frequency.js';
import { readCsv } from '../../src/data/read-csv.js';
import { readNumber } from '../../src/data/read-number.js';
import { fc, runs } from '../fast-check.js';

const check = (lines: readonly string[], options = {}, name = 'prices') =>
  checkBars(readCsv(lines.join('\n'), `${name}.csv`), name, options);

/** Two days, as each vendor writes them. */
const expected = { open: [1234.5, 1240], high: [1250, 1250.25], low: [1230, 1235], close: [1240.75, 1241] };

describe('files as vendors write them give the same bars', () => {
  it.each([
    [
      'Stooq',
      [
        '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
        'A.US,D,20200130,000000,1234.5,1250,1230,1240.75,7000,0',
        'A.US,D,20200131,000000,1240,1250.25,1235,1241,8000,0',
      ],
    ],
    [
      'Nasdaq, newest first',
      [
        'Date,Close/Last,Volume,Open,High,Low',
        '01/31/2020,$1241.00,8000,$1240.00,$1250.25,$1235.00',
        '01/30/2020,$1240.75,7000,$1234.50,$1250.00,$1230.00',
      ],
    ],
    [
      'Investing.com, with thousands and a volume in thousands',
      [
        'Date,Price,Open,High,Low,Vol.,Change %',
        '"Jan 31, 2020","1,241.00","1,240.00","1,250.25","1,235.00",8.00K,0.02%',
        '"Jan 30, 2020","1,240.75","1,234.50","1,250.00","1,230.00",7.00K,-0.50%',
      ],
    ],
    [
      'a German table',
      [
        'Date;Open;High;Low;Close;Volume',
        '30.01.2020;1.234,50;1.250,00;1.230,00;1.240,75;7.000',
        '31.01.2020;1.240,00;1.250,25;1.235,00;1.241,00;8.000',
      ],
    ],
    [
      'Alpha Vantage, newest first',
      [
        'timestamp,1. open,2. high,3. low,4. close,5. volume',
        '2020-01-31,1240,1250.25,1235,1241,8000',
        '2020-01-30,1234.5,1250,1230,1240.75,7000',
      ],
    ],
    [
      'days with names of months',
      [
        'Date,Open,High,Low,Close,Volume',
        '30-Jan-2020,1234.5,1250,1230,1240.75,7000',
        '31-January-2020,1240,1250.25,1235,1241,8000',
      ],
    ],
  ])('%s', (_vendor, lines) => {
    const { asset, defects } = check(lines);
    expect(defects.filter(({ severity }) => severity === 'refused')).toEqual([]);
    for (const [name, values] of Object.entries(expected))
      expect([name, ...(asset?.bars[name as keyof typeof expected] ?? [])]).toEqual([name, ...values]);
    expect([...(asset?.bars.volume ?? [])]).toEqual([7000, 8000]);
    expect([...(asset?.times ?? [])]).toEqual([Date.UTC(2020, 0, 30), Date.UTC(2020, 0, 31)]);
  });

  it('any price in either notation is the price', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.boolean(), (cents, isGrouped) => {
        const value = cents / 100;
        const whole = String(Math.floor(cents / 100));
        const groups = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
        const point = `${groups}.${String(cents % 100).padStart(2, '0')}`;
        const comma = point.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
        expect([readNumber(point, 'point'), readNumber(comma, 'comma')]).toEqual([value, value]);
      }),
      runs(200),
    );
  });

  it('1,234 alone could be either, and is refused until an option says which', () => {
    const lines = [
      'Date;Open;High;Low;Close',
      '2020-01-02;1,234;1,240;1,230;1,235',
      '2020-01-03;1,234;1,240;1,230;1,235',
    ];
    expect(check(lines).defects.find(({ severity }) => severity === 'refused')?.rule).toContain(
      'decimals: comma',
    );
    expect(check(lines, { decimals: 'comma' }).asset?.bars.close[0]).toBe(1.235);
    expect(check(lines, { decimals: 'point' }).asset?.bars.close[0]).toBe(1235);
  });

  it('text in a thousand rows of a column is one defect with a thousand rows', () => {
    const lines = Array.from({ length: 1000 }, (_, row) => `${1_577_836_800 + row * 86_400},1,x,1,1`);
    const { defects } = check(['date,open,high,low,close', ...lines]);
    const [refused, ...others] = defects.filter(({ severity }) => severity === 'refused');
    expect([refused.column, refused.found, refused.rows.length, others]).toEqual([
      'high',
      'x and 999 more',
      1000,
      [],
    ]);
  });

  it('a table of several assets is no price file, and the later rows do not win by an option', () => {
    const lines = [
      'date,tic,open,high,low,close',
      '2020-01-02,A,1,1,1,1',
      '2020-01-02,B,9,9,9,9',
      '2020-01-03,A,1,1,1,1',
    ];
    const { defects } = check(lines, { duplicates: 'last' });
    expect(defects).toContainEqual(
      expect.objectContaining({ kind: 'several-assets', severity: 'refused', column: 'tic', found: 'A, B' }),
    );
  });

  it('minutes without a zone are said to be taken for UTC, unless something says the zone', () => {
    const rows = (zone: string) =>
      Array.from({ length: 9 }, (_, minute) => `2020-01-02 09:3${minute}${zone},1,1,1,1`);
    const kinds = (head: string, zone: string, options = {}) =>
      check([`${head},open,high,low,close`, ...rows(zone)], options).defects.map(({ kind }) => kind);
    expect(kinds('date', '')).toContain('assumed-zone');
    expect(kinds('Time (UTC)', '')).not.toContain('assumed-zone');
    expect(kinds('date', 'Z')).not.toContain('assumed-zone');
    expect(kinds('date', '', { timeZone: 'America/New_York' })).not.toContain('assumed-zone');
  });
});

const daily = (
  from: string,
  count: number,
  rest: (bar: number) => boolean = () => false,
): readonly string[] => {
  const begin = new Date(from).getTime();
  return Array.from({ length: count }, (_, bar) => begin + bar * 86_400_000)
    .filter((_, bar) => !rest(bar))
    .map((time) => `${new Date(time).toISOString().slice(0, 10)},10,11,9,10`);
};
const head = 'date,open,high,low,close';
const assetOf = (name: string, lines: readonly string[]) => {
  const { asset } = check([head, ...lines], {}, name);
  return asset === undefined ? [] : [asset];
};

describe('bars in a year', () => {
  const day = 86_400_000;
  const week = (weekdays: readonly number[], hours: readonly number[] = [0]) =>
    Array.from({ length: 400 }, (_, date) => date)
      .filter((date) => weekdays.includes((date + 4) % 7))
      .flatMap((date) => hours.map((hour) => date * day + hour * 3_600_000));
  it.each([
    ['Sunday to Thursday are five days a week', week([0, 1, 2, 3, 4]), 252],
    ['all days are 365', week([0, 1, 2, 3, 4, 5, 6]), 365],
    [
      'two hours of a Sunday evening make no week of seven days',
      [
        ...week(
          [1, 2, 3, 4, 5],
          Array.from({ length: 24 }, (_, hour) => hour),
        ),
        ...week([0], [22, 23]),
      ].sort((a, b) => a - b),
      252 * 24,
    ],
  ])('%s', (_what, times, expectedBars) => expect(inferBarsPerYear(times)).toBe(expectedBars));

  it('of a coin and a share together are those of the days that both have', () => {
    const isWeekend = (bar: number): boolean => [5, 6].includes(bar % 7);
    const assets = [
      ...assetOf('coin', daily('2020-01-06', 200)),
      ...assetOf('share', daily('2020-01-06', 200, isWeekend)),
    ];
    expect(joinCalendars(assets, { calendar: 'union' }).barsPerYear).toBe(365);
    expect(joinCalendars(assets, { calendar: 'intersection' }).barsPerYear).toBe(252);
  });
});

describe('what whoever reads results should know of the files', () => {
  it('an asset that ends early keeps its last price, one that begins late cuts the others: both are said', () => {
    const assets = [
      ...assetOf('old', daily('2020-01-01', 100)),
      ...assetOf('gone', daily('2020-01-01', 60)),
      ...assetOf('young', daily('2020-02-01', 69)),
    ];
    const notes = calendarNotes(assets).map(({ file, kind, rule }) => [
      file,
      kind,
      rule.replaceAll(/\D+/g, ' ').trim(),
    ]);
    expect(notes).toEqual([
      ['gone', 'early-end', '40 2020 04 09'],
      ['young', 'late-beginning', '31'],
    ]);
    const [, gone] = joinCalendars(assets).assets;
    expect(gone.tradable.subarray(-40).every((can) => can === 0)).toBe(true);
    expect(calendarNotes(assets.slice(0, 1))).toEqual([]);
  });

  it('a close far from both neighbours is noted as a spike; a crash is none', () => {
    const rows = (closes: readonly number[]) =>
      closes.map((close, bar) => `2020-01-0${bar + 1},${close},${close},${close},${close}`);
    const spikes = (closes: readonly number[]) =>
      check([head, ...rows(closes)]).defects.flatMap(({ kind, rows: at }) => (kind === 'spike' ? at : []));
    expect(spikes([10, 10.1, 101, 10.2, 10.1])).toEqual([4]);
    expect(spikes([10, 10.1, 5.1, 5, 5.2])).toEqual([]);
  });

  it('a probable split that is left in the prices is an alarm; entered, or said to be none, it is not', () => {
    const lines = [head, '2020-01-02,100,101,99,100', '2020-01-03,50,51,49,50', '2020-01-06,50,51,49,50'];
    const { defects } = check(lines);
    expect(alarmsIn(defects)).toEqual([
      expect.stringContaining('prices.csv, row 3: close -50.0 % on 2020-01-03, like a split 2:1'),
    ]);
    expect(notesOf(defects).join()).not.toContain('split');
    const entered = check(lines, { splits: 'detect' }).defects;
    expect([alarmsIn(entered), notesOf(entered).join().includes('entered as a split 2:1')]).toEqual([
      [],
      true,
    ]);
    expect(alarmsIn(check(lines, { splits: 'ignore' }).defects)).toEqual([]);
  });
});
