import { describe, expect, it } from '@jest/globals';
import { problemDefects } from '../../../../environments/production-line/check-problem.js';
import { readPlant } from '../../../../environments/production-line/formats/plant.js';
import { parseDuration } from '../../../../environments/production-line/formats/units.js';
import { workshop } from '../../../../environments/production-line/instances/workshop.js';
import { messageOf } from '../message-of.js';

const hour = 60;
const day = 24 * hour;

describe('operators and tools', () => {
  const text = `plant: cell
origin: 2026-03-02T06:00
horizon: 2 d
shifts: { day: { days: [mon, tue], from: '06:00', to: '14:00' } }
resources:
  - { name: operator, count: 2, shifts: [day] }
  - { name: gauge }
machines: [{ name: bench }]
orders:
  - name: A-1
    route:
      - { machine: bench, duration: 25, needs: { operator: 2 } }
      - { machine: bench, duration: 10, needs: [operator, gauge] }
      - { machine: bench, duration: 10, needs: gauge }
`;

  it('have shifts as machines have, and are needed by name', () => {
    const { resources, jobs } = readPlant(text, 'cell.yaml');
    expect(resources).toEqual([
      {
        name: 'operator',
        count: 2,
        closed: [
          { start: 8 * hour, end: day },
          { start: day + 8 * hour, end: 2 * day },
        ],
      },
      { name: 'gauge', count: 1 },
    ]);
    expect(jobs[0].operations.map(({ needs }) => needs)).toEqual([
      [{ resource: 0, count: 2 }],
      [{ resource: 0 }, { resource: 1 }],
      [{ resource: 1 }],
    ]);
  });

  it('have machines beside them whose power and prices are as written', () => {
    const powered = text
      .replace('{ name: bench }', '{ name: bench, power: { working: 7.5, idle: 0.5 } }')
      .replace(
        'resources:',
        'energyPrices: [{ from: 0, price: 0.2 }, { from: 2026-03-02T11:00, price: 0.1 }]\nresources:',
      );
    const { machines, energyPrices } = readPlant(powered, 'cell.yaml');
    expect(machines[0].power).toEqual({ working: 7.5, idle: 0.5 });
    expect(energyPrices).toEqual([
      { from: 0, price: 0.2 },
      { from: 5 * hour, price: 0.1 },
    ]);
  });

  it('are named where they are wrong', () => {
    const typo = text.replace('needs: gauge', 'needs: gage');
    expect(messageOf(() => readPlant(typo, 'cell.yaml'))).toContain('cell.yaml:14:');
    expect(messageOf(() => readPlant(typo, 'cell.yaml'))).toContain('did you mean gauge?');
    const three = text.replace('operator: 2', 'operator: 3');
    expect(messageOf(() => readPlant(three, 'cell.yaml'))).toContain(
      'at most 2: there is no more of operator',
    );
  });
});

describe('the workshop', () => {
  const problem = readPlant(workshop, 'workshop.yaml');
  const closedOf = (name: string) => problem.machines.find((machine) => machine.name === name)?.closed ?? [];

  it('is sound', () => {
    expect(problemDefects(problem)).toEqual([]);
    expect(problem.calendar).toEqual({ unit: 'minute', origin: '2026-03-02T06:00' });
  });

  it('closes the saw for the break, the night, the Thursday night before the holiday and the week-end', () => {
    // Time 0 is Monday 06:00; Friday is a holiday, so that Thursday 22:00 closes until Monday 06:00.
    expect(closedOf('saw').slice(0, 3)).toEqual([
      { start: 4 * hour, end: 4.5 * hour },
      { start: 16 * hour, end: day },
      { start: day + 4 * hour, end: day + 4.5 * hour },
    ]);
    expect(closedOf('saw')[7]).toEqual({ start: 3 * day + 16 * hour, end: 7 * day });
    expect(closedOf('saw').at(-1)).toEqual({
      start: 25 * day + 8 * hour,
      end: 28 * day,
    });
  });

  it('joins a single closing with the night before it', () => {
    expect(closedOf('paint')[1]).toEqual({ start: 16 * hour, end: day + 2 * hour });
  });

  it('leaves a machine without shifts open but for the holiday', () => {
    expect(closedOf('pack')).toEqual([{ start: 4 * day - 6 * hour, end: 5 * day - 6 * hour }]);
  });

  it('has set-ups between families with their default, set up for white', () => {
    const [, , , paint] = problem.machines;
    expect(paint.setups).toEqual([
      [0, 20],
      [45, 0],
    ]);
    expect(paint.family).toBe(0);
  });

  it('multiplies durations by quantities, but not what is per order', () => {
    const [first] = problem.jobs;
    expect(first.operations.map(({ alternatives }) => alternatives.map(({ duration }) => duration))).toEqual([
      [40],
      [100, 120],
      [30],
      [15],
    ]);
    expect(first.due).toBe(12 * hour);
  });

  it('takes the family of the order before that of the product, and that of the operation before both', () => {
    expect(problem.jobs.map(({ operations }) => operations[0].family)).toEqual([0, 1, 1, 1, 0]);
  });

  it('reads dates as minutes from the origin', () => {
    expect(problem.jobs[3]).toMatchObject({ release: 18 * hour, known: 6 * hour, due: 56 * hour, weight: 3 });
  });

  it('reads wear in the unit of the plant', () => {
    expect(problem.machines[1].maintenance).toEqual({
      shape: 2,
      scale: 40 * hour,
      repair: { time: 180, cost: 15, effect: 'minimal' },
      preventive: { time: 45, cost: 5, remainingAge: 0.1 },
      sensor: { deviation: 0.05 },
      initialAge: 6 * hour,
    });
  });
});

const plant = (more: string, orders = '  - { name: A, route: [{ machine: a, duration: 5 }] }\n'): string =>
  `plant: p\norigin: 2026-03-02\n${more}orders:\n${orders}`;
const machines = 'machines: [{ name: a }, { name: b }]\n';

describe('shifts', () => {
  const closed = (shifts: string, list: string, more = 'horizon: 7 d\n') =>
    readPlant(
      plant(`unit: hour\n${more}shifts:\n${shifts}machines: [{ name: a, shifts: [${list}] }]\n`),
      'p.yaml',
    ).machines[0].closed;

  it('may end on the next day, with a break after midnight', () => {
    const night =
      '  n: { days: [sun, mon], from: "22:00", to: "06:00", breaks: [{ from: "02:00", to: "03:00" }] }\n';
    // Monday 00:00 is within the shift that began on Sunday.
    expect(closed(night, 'n')).toEqual([
      { start: 2, end: 3 },
      { start: 6, end: 22 },
      { start: 26, end: 27 },
      { start: 30, end: 166 },
    ]);
  });

  it('may fill the whole week', () => {
    const all = '  all: { days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00" }\n';
    expect(closed(all, 'all')).toBeUndefined();
  });

  it('may not overlap, not even over the week-end', () => {
    const two =
      '  e: { days: [mon], from: "06:00", to: "14:00" }\n  l: { days: [mon], from: "13:00", to: "22:00" }\n';
    expect(messageOf(() => closed(two, 'e, l'))).toMatch(
      /^p\.yaml:8:\d+: machines\.0\.shifts is \["e","l"\], but must be shifts that do not overlap; on mon "l" begins before "e" has ended/,
    );
    const around =
      '  s: { days: [sun], from: "20:00", to: "04:00" }\n  m: { days: [mon], from: "03:00", to: "05:00" }\n';
    expect(messageOf(() => closed(around, 's, m'))).toContain('on mon "m" begins before "s" has ended');
    expect(messageOf(() => closed(two, 'e, x'))).toContain('shift is "x", but must be one of e, l');
  });

  it('have breaks within them', () => {
    const bad =
      '  e: { days: [mon], from: "06:00", to: "14:00", breaks: [{ from: "13:30", to: "14:30" }] }\n';
    expect(messageOf(() => closed(bad, 'e'))).toContain('a break within the shift, 06:00 to 14:00');
  });

  it('need an origin', () => {
    const text = plant(
      'shifts: { e: { days: [mon], from: "06:00", to: "14:00" } }\nmachines: [{ name: a, shifts: [e] }]\n',
    ).replace('origin: 2026-03-02\n', '');
    expect(messageOf(() => readPlant(text, 'p'))).toContain('for which the plant needs an origin');
  });
});

describe('routes', () => {
  const route = (operations: string) => plant(machines, `  - name: A\n    route:\n${operations}`);

  it('are put in the order that after asks for', () => {
    const text = route(
      '      - { name: last, machine: a, duration: 1, after: middle }\n      - { name: first, machine: a, duration: 2, after: [] }\n      - { name: middle, machine: b, duration: 3 }\n',
    );
    expect(readPlant(text, 'p').jobs[0].operations.map(({ name }) => name)).toEqual([
      'first',
      'middle',
      'last',
    ]);
    const line = route(
      '      - { name: first, machine: a, duration: 2 }\n      - { name: last, machine: a, duration: 1, after: middle }\n      - { name: middle, machine: b, duration: 3, after: first }\n',
    );
    expect(readPlant(line, 'p').jobs[0].operations.map(({ name }) => name)).toEqual([
      'first',
      'middle',
      'last',
    ]);
  });

  it('may branch and join, by the names of their operations', () => {
    const text = route(
      '      - { name: frame, machine: a, duration: 2 }\n      - { name: lid, machine: b, duration: 1, after: [] }\n      - { name: fit, machine: a, duration: 1, after: [frame, lid] }\n      - { machine: b, duration: 1 }\n',
    );
    expect(readPlant(text, 'p').jobs[0].operations.map(({ after }) => after)).toEqual([[], [], [0, 1], [2]]);
  });

  it('may not be circles', () => {
    const circle = route(
      '      - { name: x, machine: a, duration: 2, after: y }\n      - { name: y, machine: a, duration: 1, after: x }\n',
    );
    expect(messageOf(() => readPlant(circle, 'p.yaml'))).toMatch(
      /^p\.yaml:7:\d+: orders\.0\.route\.0\.after is "y", but must be a route without a cycle; x waits for y waits for x/,
    );
  });
});

describe('a plant is refused at its place for', () => {
  it.each([
    ['what is no YAML', 'plant: [', 'p.yaml:1:'],
    ['a mistyped key', plant(`machnes: []\n${machines}`), 'did you mean "machines"?'],
    [
      'a machine that does not exist',
      plant(machines, '  - { name: A, route: [{ machine: c, duration: 5 }] }\n'),
      'p.yaml:5:',
    ],
    [
      'a machine that does not exist',
      plant(machines, '  - { name: A, route: [{ machine: c, duration: 5 }] }\n'),
      'machine is "c", but must be one of a, b',
    ],
    [
      'an operation that no machine can do',
      plant(machines, '  - { name: A, route: [{ machine: [], duration: 5 }] }\n'),
      'p.yaml:5:26: orders.0.route.0.machine',
    ],
    [
      'an operation that no machine can do',
      plant(machines, '  - { name: A, route: [{ machine: {} }] }\n'),
      'no machine can do',
    ],
    [
      'a duration that is not a number',
      plant(machines, '  - { name: A, route: [{ machine: a, duration: fast }] }\n'),
      'p.yaml:5:38: orders.0.route.0.duration is "fast", but must be a number of at least 0, or a text like "90 min"',
    ],
    [
      'a negative duration',
      plant(machines, '  - { name: A, route: [{ machine: a, duration: -5 }] }\n'),
      'p.yaml:5:38',
    ],
    [
      'a duration that is .nan',
      plant(machines, '  - { name: A, route: [{ machine: a, duration: .nan }] }\n'),
      'p.yaml:5:38',
    ],
    [
      'no duration',
      plant(machines, '  - { name: A, route: [{ machine: a }] }\n'),
      'an operation with a duration',
    ],
    [
      'a due date before its release',
      plant(
        machines,
        '  - { name: A, release: 2026-03-05, due: 2026-03-04, route: [{ machine: a, duration: 5 }] }\n',
      ),
      'p.yaml:5:37: orders.0.due is "2026-03-04", but must be at or after the release, 2026-03-05',
    ],
    [
      'an order known after its release',
      plant(machines, '  - { name: A, release: 10, known: 11, route: [{ machine: a, duration: 5 }] }\n'),
      'p.yaml:5:29: jobs[0].known (job "A") is 11',
    ],
    [
      'a date that does not exist',
      plant(machines, '  - { name: A, due: 2026-02-30, route: [{ machine: a, duration: 5 }] }\n'),
      'p.yaml:5:16: orders.0.due',
    ],
    [
      'an order without anything to make',
      plant(machines, '  - { name: A }\n'),
      'either a product or a route',
    ],
    ['an unknown product', plant(machines, '  - { name: A, product: x }\n'), 'product is "x"'],
    [
      'two machines of a name',
      plant('machines: [{ name: a }, { name: a }]\n'),
      'p.yaml:3:27: machines[1].name',
    ],
    [
      'two orders of a name',
      plant(machines, '  - &o { name: A, route: [{ machine: a, duration: 5 }] }\n  - *o\n'),
      'jobs[1].name',
    ],
    [
      'an unknown family',
      plant(
        `families: [white]\n${machines}`,
        '  - { name: A, family: whit, route: [{ machine: a, duration: 5 }] }\n',
      ),
      'did you mean white?',
    ],
    [
      'set-ups with a gap',
      plant('families: [x, y]\nmachines: [{ name: a, setups: { x: { y: 5 } } }]\n'),
      'there is no time from y to x, and no default',
    ],
    [
      'a closing the wrong way round',
      plant('machines: [{ name: a, closed: [{ from: 5, to: 4 }] }]\n'),
      'p.yaml:3:32: machines.0.closed.0',
    ],
    [
      'breakdowns that overlap',
      plant('machines: [{ name: a, breakdowns: [{ from: 1, to: 4 }, { from: 3, to: 5 }] }]\n'),
      'machines[0].breakdowns',
    ],
    [
      'a buffer of -1',
      plant('machines: [{ name: a, buffer: -1 }]\n'),
      'p.yaml:3:23: machines[0].buffer (machine "a") is -1',
    ],
    ['transport of an unknown machine', plant(`transport: { a: { z: 5 } }\n${machines}`), 'machine is "z"'],
    [
      'a horizon of a thousand years',
      plant(
        'horizon: 365000 d\nshifts: { e: { days: [mon], from: "06:00", to: "14:00" } }\nmachines: [{ name: a, shifts: [e] }]\n',
      ),
      'p.yaml:3:1: horizon',
    ],
  ])('%s', (_, text, message) => {
    expect(messageOf(() => readPlant(text, 'p.yaml'))).toContain(message);
  });
});

describe('durations', () => {
  it('are numbers or texts with units', () => {
    expect(parseDuration('90 min', 'hour')).toBe(1.5);
    expect(parseDuration('1 h 30 min', 'minute')).toBe(90);
    expect(parseDuration('2d', 'hour')).toBe(48);
    expect(parseDuration('.5h', 'minute')).toBe(30);
    expect(parseDuration('12', 'minute')).toBe(12);
    for (const bad of ['', 'min', '1 fortnight', '1 h x', '-1 h', '1,5 h', 'Infinity', null, [], Number.NaN])
      expect(parseDuration(bad, 'minute')).toBeUndefined();
  });
});
