import { realTime } from '../../environments/production-line/civil-time.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { operationName } from './export-tables.js';
import type { LinePlan } from './line-plan.js';

type Calendar = NonNullable<Problem['calendar']>;

/**
 * A plan as an iCalendar file (RFC 5545), an event for each task and each maintenance, that any calendar can show. Times are the plant's
 * own clock; where its origin has an offset they are in UTC. Undefined where the plant has no dates.
 */
export function planCalendar({ problem, schedule }: LinePlan): string | undefined {
  const { calendar, machines, jobs } = problem;
  if (calendar === undefined) return undefined;
  const tasks = schedule.tasks.map((task, index) => {
    const machine = machines[task.machine].name;
    const what = `${jobs[task.job].name} ${operationName(problem, task)}`;
    return event(calendar, index, task.setupStart, task.end, `${machine}: ${what}`, machine);
  });
  const maintenance = schedule.blocks
    .filter(({ kind }) => kind === 'maintenance')
    .map(({ machine, start, end }, index) => {
      const { name } = machines[machine];
      return event(calendar, tasks.length + index, start, end, `${name}: maintenance`, name);
    });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lepton//production line//EN',
    ...[...tasks, ...maintenance].flat(),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function event(
  calendar: Calendar,
  index: number,
  start: number,
  end: number,
  summary: string,
  location: string,
): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${index}@${escaped(summary).replace(/[^\w.-]+/g, '-')}`,
    // No clock: the plan is the same bytes whenever it is written.
    `DTSTAMP:${utc(stamp(calendar, 0))}`,
    `DTSTART:${stamp(calendar, start)}`,
    `DTEND:${stamp(calendar, end)}`,
    `SUMMARY:${escaped(summary)}`,
    `LOCATION:${escaped(location)}`,
    'END:VEVENT',
  ];
}

/** `20260302T060000`, and a Z after it where it is UTC. */
function stamp(calendar: Calendar, time: number): string {
  const real = realTime(time, calendar);
  const hasOffset = /(?:Z|[+-]\d\d:\d\d)$/.test(real);
  const text = hasOffset ? new Date(real).toISOString() : real;
  const [date, clock = '00:00:00'] = text.replace(/\.\d+|Z$/g, '').split('T');
  return `${date.replaceAll('-', '')}T${clock.replaceAll(':', '').padEnd(6, '0').slice(0, 6)}${hasOffset ? 'Z' : ''}`;
}

const utc = (text: string): string => (text.endsWith('Z') ? text : `${text}Z`);

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** Lines of at most 75 bytes; what goes over begins the next one with a blank. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      [part, bytes] = ['', 0];
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n ');
}
