import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../environments/production-line/problem.js';
import { planCalendar } from '../../../experiments/production-line/export-calendar.js';
import type { LinePlan } from '../../../experiments/production-line/line-plan.js';

const task = {
  ...{ job: 0, operation: 0, machine: 0, setupStart: 30, start: 45, end: 90, leave: 90, work: 45 },
  ...{ pauses: [], attempt: 0, outcome: 'good', speed: 0 },
} as const;

function planOf(origin: string | undefined, name = 'A-1; the first, of many'): LinePlan {
  const problem: Problem = {
    name: 'small',
    machines: [{ name: 'saw' }],
    jobs: [{ name, operations: [{ name: 'cut', alternatives: [{ machine: 0, duration: 45 }] }] }],
    ...(origin !== undefined && { calendar: { unit: 'minute' as const, origin } }),
  };
  const schedule = {
    ...{ problem: 'small', scheme: 'non-delay', decidedBy: 'nobody', tasks: [task] },
    blocks: [{ machine: 0, kind: 'maintenance' as const, start: 100, end: 160 }],
  };
  return { problem, schedule } as unknown as LinePlan;
}

describe('a plan as a calendar file', () => {
  it('has an event for each task, from its set-up on, and for each maintenance, on the clock of the plant', () => {
    const lines = (planCalendar(planOf('2026-03-02T06:00')) ?? '').split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(lines).toContain('DTSTART:20260302T063000');
    expect(lines).toContain('DTEND:20260302T073000');
    expect(lines).toContain('DTSTART:20260302T074000');
    expect(lines).toContain('SUMMARY:saw: maintenance');
  });

  it('is in UTC where the origin says where on earth it is', () => {
    const lines = (planCalendar(planOf('2026-03-02T06:00+02:00')) ?? '').split('\r\n');
    expect(lines).toContain('DTSTART:20260302T043000Z');
  });

  it('escapes commas and semicolons, and folds lines at 75 bytes without cutting a character', () => {
    const text = planCalendar(planOf('2026-03-02T06:00', `Ärger; ${'ä'.repeat(60)}, Ende`)) ?? '';
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain(`SUMMARY:saw: Ärger\\; ${'ä'.repeat(60)}\\, Ende cut`);
  });

  it('is not there where the plant has no dates', () => {
    expect(planCalendar(planOf(undefined))).toBeUndefined();
  });
});
