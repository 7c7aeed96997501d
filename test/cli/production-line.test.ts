import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../src/cli/run.node.js';
import { errorTable } from '../../src/errors.js';
import { recordingTerminal } from './recording-terminal.js';

let folder: string;
const inFolder = (name: string): string => join(folder, name);

async function run(
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = recordingTerminal();
  const code = await runCommandLine(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const orders = `order,operation,machine,duration,release,due
A-1,10,saw,20 min,2026-03-02T06:00,2026-03-02T08:00
A-1,20,mill-1|mill-2,1.5 h,,
A-2,10,mill-1,45,,2026-03-02T07:00
A-2,20,paint,30,,
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lepton-line-'));
  writeFileSync(inFolder('orders.csv'), orders);
  await run('schedule', inFolder('orders.csv'), '--out', inFolder('plan'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('schedule', () => {
  it('prints key figures with bound, best known and proof', async () => {
    const { code, out, err } = await run(
      'schedule',
      'ft06',
      '--agent',
      'rule:SPT',
      '--out',
      inFolder('ft06'),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/makespan +88\n/);
    expect(out).toMatch(/lower bound +52, gap 69\.2 %/);
    expect(out).toMatch(/best known +55 \(optimal\), gap 60\.0 %/);
    expect(out).toContain('verified');
    expect(out).toContain(`${inFolder('ft06')}/gantt.html`);
  });

  it('writes the plan, tables, lists for the machines, and the page', () => {
    expect(readdirSync(inFolder('plan')).toSorted()).toEqual([
      'dispatch',
      'gantt.html',
      'orders.csv',
      'plan.ics',
      'schedule.json',
      'tasks.csv',
    ]);
    expect(readdirSync(inFolder('plan/dispatch')).toSorted()).toEqual([
      'mill-1.csv',
      'mill-2.csv',
      'paint.csv',
      'saw.csv',
    ]);
    expect(readFileSync(inFolder('plan/orders.csv'), 'utf8')).toMatch(/^A-2,,.*2026-03-02T07:00/m);
    expect(readFileSync(inFolder('plan/tasks.csv'), 'utf8').trim().split('\n')).toHaveLength(5);
  });

  it('says with --json the same in one object', async () => {
    const { out } = await run('schedule', 'ft06', '--agent', 'rule:SPT', '--out', inFolder('json'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      problem: 'ft06',
      objectives: { makespan: 88 },
      lowerBound: 52,
      bestKnown: 55,
      verified: true,
    });
  });

  it('replaces a plan only where it is told to', async () => {
    const again = ['schedule', 'ft06', '--agent', 'rule:SPT', '--out', inFolder('ft06')];
    expect((await run(...again)).code).toBe(errorTable['file-exists'].exitCode);
    expect((await run(...again, '--force')).code).toBe(0);
    // Also one with a calendar, and nothing stays of machines that the new plan does not have.
    const plan = ['schedule', inFolder('orders.csv'), '--agent', 'rule:SPT', '--out', inFolder('twice')];
    expect((await run(...plan)).code).toBe(0);
    const other = ['schedule', 'ft06', '--agent', 'rule:SPT', '--out', inFolder('twice'), '--force'];
    expect((await run(...other)).code).toBe(0);
    expect(readdirSync(inFolder('twice'))).not.toContain('plan.ics');
    expect(readdirSync(inFolder('twice/dispatch'))).toEqual([1, 2, 3, 4, 5, 6].map((one) => `M${one}.csv`));
    writeFileSync(inFolder('ft06/notes.txt'), 'mine');
    expect((await run(...again, '--force')).err).toContain('it holds other files than those of a plan');
  });

  const mistakes: readonly (readonly [
    code: keyof typeof errorTable,
    message: string,
    argv: readonly string[],
  ])[] = [
    ['file-not-found', 'did you mean ta01?', ['ta1']],
    ['unknown-name', 'did you mean MWKR?', ['ft06', '--agent', 'rule:MWRK']],
    ['invalid-value', 'bounded-delay:20', ['ft06', '--scheme', 'lazy']],
    ['unknown-name', 'did you mean makespan?', ['ft06', '--objective', 'makespam']],
    ['invalid-value', 'this plant has no calendar', ['ft06', '--freeze-until', '2026-03-02']],
    ['unsupported', 'in a plan nothing wears out', ['ft06', '--maintenance', 'age:20']],
    ['file-not-found', '--pin: the file is', ['ft06', '--pin', 'no-such.csv']],
    ['file-not-found', '', ['ft06', '--agent', 'run:no-such-folder']],
  ];
  it.each(mistakes)('refuses with %s: %s', async (code, message, argv) => {
    const ran = await run('schedule', ...argv, '--out', inFolder('never'));
    expect(ran.err).toContain(message);
    expect([errorTable[code].exitCode, errorTable['not-a-run'].exitCode]).toContain(ran.code);
    expect(ran.out).toBe('');
    expect(existsSync(inFolder('never'))).toBe(false);
  });

  it('tells what a trained agent does not do', async () => {
    const argv = ['schedule', inFolder('orders.csv'), '--agent', 'dqn', '--out', inFolder('learned')];
    const { err } = await run(...argv, '--scheme', 'active');
    expect(err).toContain('it keeps the scheme that it was trained with');
    const { out } = await run(...argv, '--objective', 'totalTardiness');
    expect(out).toContain('has learned on job shops without shifts');
    expect(out).toContain('totalTardiness counts where something is rescheduled');
  });

  it('does not read what is no UTF-8', async () => {
    writeFileSync(inFolder('latin.csv'), Buffer.from('order,machine,duration\nA,s\u00e4ge,5\n', 'latin1'));
    const { code, err } = await run('schedule', inFolder('latin.csv'), '--out', inFolder('never'));
    expect(code).toBe(errorTable['file-damaged'].exitCode);
    expect(err).toMatch(/latin\.csv: the text is .*\n +hint: in a spreadsheet, save as "CSV UTF-8"/);
  });

  it.each([
    ['order,operation,machine,duration\nA,1,saw,x\n', /bad\.csv:2:4: .*"90 min"/s],
    [
      'order,operation,machine,duration,release,due\nA,1,saw,5,2026-03-05,2026-03-04\n',
      /bad\.csv:2:6: .*at or after the release/s,
    ],
  ])('names file, line and column of what is wrong in orders', async (text, message) => {
    writeFileSync(inFolder('bad.csv'), text);
    expect((await run('schedule', inFolder('bad.csv'))).err).toMatch(message);
  });
});

describe('reschedule', () => {
  it('shows what changed and writes a plan that can be gone on from', async () => {
    const event = ['--event', 'breakdown:mill-1@2026-03-02T06:20+1h'];
    const { code, out } = await run('reschedule', inFolder('plan'), ...event, '--out', inFolder('plan-b'));
    expect(code).toBe(0);
    expect(out).toMatch(/makespan .*min/);
    expect(out).toMatch(/operations? moved of 4/);
    expect(out).toContain('what had begun is as it was');
    const json = await run(
      'reschedule',
      inFolder('plan-b'),
      '--event',
      'cancel:A-1',
      '--now',
      '2026-03-02T06:30',
      '--out',
      inFolder('plan-c'),
      '--json',
    );
    expect(JSON.parse(json.out)).toMatchObject({ verified: true, now: 390 });
    expect(readFileSync(inFolder('plan-c/gantt.html'), 'utf8')).toContain('What changed');
  });

  it('makes a folder beside the old one', async () => {
    await run('reschedule', inFolder('plan'), '--event', 'due:A-2=600', '--now', '1');
    expect(existsSync(inFolder('plan-2/schedule.json'))).toBe(true);
  });

  it.each([
    ['brekdown:saw@1+1', 'did you mean breakdown?'],
    ['breakdown:saw', 'as in breakdown:M3@120+40'],
    ['rush:none.yaml', 'a file that exists'],
  ])('explains %s', async (event, message) => {
    expect((await run('reschedule', inFolder('plan'), '--event', event)).err).toContain(message);
  });

  it('refuses a folder that is no plan, and a plan that is damaged', async () => {
    expect((await run('reschedule', folder, '--event', 'cancel:A')).code).toBe(
      errorTable['not-a-run'].exitCode,
    );
    await run('schedule', 'ft06', '--agent', 'rule:SPT', '--out', inFolder('damaged'));
    writeFileSync(inFolder('damaged/schedule.json'), '{"format":1');
    expect((await run('reschedule', inFolder('damaged'), '--event', 'cancel:J1')).code).toBe(
      errorTable['file-damaged'].exitCode,
    );
  });
});

describe('compare', () => {
  it('prints gaps by size and paired differences', async () => {
    const { code, out } = await run(
      'compare',
      'ta01..ta02',
      'ft06',
      '--agents',
      'rule:FDD/MWKR,rule:SPT,best-rule',
      '--details',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/ta01 +1 231 +1 433 +1 462/);
    expect(out).toMatch(/15x15 +2 /);
    expect(out).toMatch(/rule:SPT +\+\d/);
  });

  it('gives with --json the makespans', async () => {
    const { out } = await run('compare', 'ft06', '--agents', 'rule:SPT,rule:LPT', '--json');
    expect(JSON.parse(out)).toMatchObject({
      instances: [{ name: 'ft06', reference: 55, makespans: [[88], [77]] }],
    });
  });

  it('reads folders, and refuses those with nothing to read', async () => {
    writeFileSync(inFolder('orders.csv'), orders);
    expect((await run('compare', inFolder('plan/dispatch'))).code).not.toBe(0);
    expect((await run('compare', folder, '--agents', 'rule:SPT')).err).toContain('bad.csv');
  });
});
