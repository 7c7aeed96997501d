import { describe, expect, it } from '@jest/globals';
import { builtInProblem } from '../../../../environments/production-line/built-in-problems.js';
import { readOrders } from '../../../../environments/production-line/formats/orders-csv.js';
import { messageOf } from '../message-of.js';

describe('orders from a spreadsheet', () => {
  it('have operations in the order of their numbers, with a choice where a row or a bar says so', () => {
    const text = 'Job;Operation;Machine;Duration\nA;20;mill;7\nA;10;saw;5\nA;10;laser;4\nB;10;mill|saw;3\n';
    const { machines, jobs } = readOrders(text, 'orders.csv');
    expect(machines.map(({ name }) => name)).toEqual(['mill', 'saw', 'laser']);
    expect(jobs.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(jobs[0].operations.map(({ alternatives }) => alternatives)).toEqual([
      [
        { machine: 1, duration: 5 },
        { machine: 2, duration: 4 },
      ],
      [{ machine: 0, duration: 7 }],
    ]);
    expect(jobs[1].operations[0].alternatives.map(({ machine }) => machine)).toEqual([0, 1]);
  });

  it('sort operation 10 after operation 9', () => {
    const text = 'order,operation,machine,duration\nA,10,a,1\nA,9,b,1\n';
    expect(readOrders(text, 'o').jobs[0].operations.map(({ name }) => name)).toEqual(['9', '10']);
  });

  it('keep the order of rows where operations have names or nothing', () => {
    const named = 'order,operation,machine,duration\nA,saw,a,1\nA,drill,b,2\n';
    expect(readOrders(named, 'o').jobs[0].operations.map(({ name }) => name)).toEqual(['saw', 'drill']);
    const nothing = 'order,machine,duration\nA,a,1\nA,a,2\n';
    expect(
      readOrders(nothing, 'o').jobs[0].operations.map(({ alternatives }) => alternatives[0].duration),
    ).toEqual([1, 2]);
  });

  it('count from the beginning of the earliest day where there are dates', () => {
    const text =
      'order,machine,duration,release,due,weight,product,family\nA,saw,1.5 h,2026-03-02T06:00,2026-03-03,2,bracket,white\nB,saw,30 min,,2026-03-02T18:30,,,black\n';
    const { calendar, jobs } = readOrders(text, 'o');
    expect(calendar).toEqual({ unit: 'minute', origin: '2026-03-02T00:00:00' });
    expect(jobs[0]).toEqual({
      name: 'A',
      operations: [{ alternatives: [{ machine: 0, duration: 90 }], family: 0 }],
      release: 360,
      due: 1440,
      weight: 2,
      product: 'bracket',
    });
    expect(jobs[1].due).toBe(1110);
    expect(jobs[1].operations[0].family).toBe(1);
  });

  it('are separated by what the header is separated by, whatever the cells hold', () => {
    const text = 'order;machine;duration\nA;x|y,z;1\nB;x|y,z;2\n';
    expect(readOrders(text, 'o').machines.map(({ name }) => name)).toEqual(['x', 'y,z']);
  });

  it('number families by name unless all of them are numbers', () => {
    const family = (names: readonly string[]) =>
      readOrders(
        ['order,machine,duration,family', ...names.map((name, index) => `${index},x,1,${name}`)].join('\n'),
        'o',
      ).jobs.map(({ operations }) => operations[0].family);
    expect(family(['4', '2'])).toEqual([4, 2]);
    expect(family(['4', 'white'])).toEqual([0, 1]);
    expect(messageOf(() => family(['1.5']))).toContain('o:2:4: jobs[0].operations[0].family');
  });

  it('may be for a plant, and lay out on its machines and its clock', () => {
    const plant = builtInProblem('workshop');
    const text = 'order,machine,duration,due\nA,paint,20,2026-03-02T07:00\n';
    const problem = readOrders(text, 'rush.csv', { plant });
    expect(problem.machines).toBe(plant.machines);
    expect(problem.jobs).toEqual([
      { name: 'A', operations: [{ alternatives: [{ machine: 3, duration: 20 }] }], due: 60 },
    ]);
    expect(messageOf(() => readOrders(text.replace('paint', 'pint'), 'rush.csv', { plant }))).toContain(
      'rush.csv:2:2: machine is "pint"',
    );
  });

  it('may have quoted cells, line breaks in them, empty rows and columns for people', () => {
    const text = '\uFEFForder,machine,"duration",#note\n"A, the first",saw,5,"two\nlines"\n,,,\nB,saw,bad,\n';
    expect(messageOf(() => readOrders(text, 'o.csv'))).toContain('o.csv:5:3: the column duration is "bad"');
    expect(readOrders(text.replace('bad', '6'), 'o.csv').jobs[0].name).toBe('A, the first');
  });

  it('may say in a first line what separates its cells, as spreadsheets do', () => {
    const text = 'sep=;\norder;operation;machine;duration\nA, B;1;saw;5\nC;1;saw;bad\n';
    expect(messageOf(() => readOrders(text, 'o.csv'))).toContain('o.csv:4:4: the column duration is "bad"');
    expect(readOrders(text.replace('bad', '5'), 'o.csv').jobs[0].name).toBe('A, B');
  });

  const header = 'order,operation,machine,duration,release,due\n';
  it.each([
    [
      'order,machine\nA,x\n',
      'o:1:1: the header is ["order","machine"], but must be a list of columns with duration',
    ],
    ['order,machine,durration\nA,x,1\n', 'o:1:3: a column is "durration"'],
    ['order,machine,durration\nA,x,1\n', 'did you mean duration?'],
    ['order,job,machine,duration\nA,A,x,1\n', 'o:1:2: a column is "order", but must be there once'],
    [header, 'o:1:1: the table is "empty", but must be a header and a row or more'],
    [`${header}A,1,x,,,\n`, 'o:2:4: the column duration is "", but must be filled in'],
    [`${header}A,1,x,-4,,\n`, 'o:2:4: the column duration is "-4"'],
    [`${header}A,1,x,5 weeks,,\n`, 'o:2:4: the column duration is "5 weeks"'],
    [`${header}A,1,x,5,3,2\n`, 'o:2:6: the column due is "2", but must be at or after the release, 3'],
    [
      `${header}A,1,x,5,3,\nA,2,x,5,4,\n`,
      'o:3:5: the column release is "4", but must be 3, as in another row',
    ],
    [`${header}A,1,x,5,soon,\n`, 'o:2:5: the column release is "soon", but must be a number, or a date'],
    [
      `${header}A,1,x|x,5,,\n`,
      'o:2:3: jobs[0].operations[0].alternatives[1].machine (job "A", operation "1")',
    ],
    [`${header}A,1,x,5,,\nA,1,x,5,,\n`, 'o:3:3: the column machine is "x", but must be another one'],
    [`${header}A,1,x,"1,5",,\n`, 'numbers have a decimal point, not a comma'],
    [`${header}A,1,x,5,,2.3.2026\n`, 'dates are written year-month-day'],
    [
      `${header}A,1,x,5,,46083\nB,1,x,5,,2026-03-02\n`,
      'o:2:6: the column due is "46083", but must be a date',
    ],
    ['order,machine,duration,prioirty\nA,x,1,2\n', 'did you mean priority?'],
    [`${header}A,1,x,5,1,2,3,5\n`, 'o:2:7: the number of cells is 8, but must be at most 6'],
    [`${header}A,1,x,5,,"2\n`, 'o:2:1: the row is undefined, but must be well quoted'],
  ])('%j is refused at its place', (text, message) => {
    expect(messageOf(() => readOrders(text, 'o'))).toContain(message);
  });
});
