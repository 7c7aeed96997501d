import { fail } from '../../src/errors.js';
import { nearestName } from '../../src/nearest-name.js';
import { failUnknownName } from '../../src/unknown-name.js';
import type { Job, Problem } from '../../environments/production-line/problem.js';
import { parseLength, parseMoment } from './plan-times.js';
import { readActuals, type Actual } from './read-tasks.js';
import { readRushOrders } from './read-rush.js';

/** Something that happened on the floor, or was ordered in the office. Machines and jobs are numbers of the plan's problem. */
export type LineEvent = (
  | { readonly kind: 'breakdown'; readonly machine: number; readonly start: number; readonly end: number }
  | { readonly kind: 'rush'; readonly jobs: readonly Job[] }
  | { readonly kind: 'progress'; readonly actuals: readonly Actual[] }
  | { readonly kind: 'cancel'; readonly job: number }
  | { readonly kind: 'due' | 'release'; readonly job: number; readonly time: number }
) & {
  /** As it was typed, for the record; absent: as it could have been typed. */
  readonly text?: string;
};

const forms = {
  breakdown:
    'breakdown:MACHINE@TIME+LENGTH, as in breakdown:M3@120+40 or breakdown:mill-1@2026-03-02T09:00+90min',
  rush: 'rush:FILE with orders in CSV or YAML, as in rush:urgent.csv',
  progress: 'progress:FILE with what really happened, as in progress:actual.csv',
  cancel: 'cancel:ORDER, as in cancel:A-7',
  due: 'due:ORDER=TIME, as in due:A-7=480',
  release: 'release:ORDER=TIME, as in release:A-7=480, for material that comes late',
};
type Kind = keyof typeof forms;
export const eventForms: readonly string[] = Object.values(forms);

/**
 * Reads an event as it is typed: `breakdown:M3@120+40`, `cancel:A-7`, `due:A-7=480`.
 * @param readFile gives the text of a file that an event names, as `rush:` and `progress:` do
 * @throws LeptonError `invalid-value` with examples, `unknown-name` for machines and orders, and what the files raise
 */
export function parseLineEvent(
  problem: Problem,
  text: string,
  readFile: (path: string) => string = cannotRead,
): LineEvent {
  return { ...parse(problem, text, readFile), text };
}

/** The event as it was typed, or as it could have been. */
export function eventText({ machines, jobs }: Problem, event: LineEvent): string {
  if (event.text !== undefined) return event.text;
  switch (event.kind) {
    case 'breakdown':
      return `breakdown:${machines[event.machine].name}@${event.start}+${event.end - event.start}`;
    case 'rush':
      return `rush:${event.jobs.map(({ name }) => name).join(', ')}`;
    case 'progress':
      return `progress: ${event.actuals.length} reports`;
    case 'cancel':
      return `cancel:${jobs[event.job].name}`;
    default:
      return `${event.kind}:${jobs[event.job].name}=${event.time}`;
  }
}

function parse(problem: Problem, text: string, readFile: (path: string) => string): LineEvent {
  const at = text.indexOf(':');
  const name = at < 0 ? text : text.slice(0, at);
  const rest = at < 0 ? '' : text.slice(at + 1).trim();
  const kind = Object.keys(forms).find((one): one is Kind => one === name);
  if (kind === undefined) return unknownEvent(name);
  if (rest === '') return wrongForm(kind, text);
  switch (kind) {
    case 'breakdown':
      return parseBreakdown(problem, text, rest);
    case 'rush':
      return { kind, jobs: readRushOrders(problem, readFile(rest), rest) };
    case 'progress':
      return { kind, actuals: readActuals(problem, readFile(rest), rest) };
    case 'cancel':
      return { kind, job: jobNamed(problem, rest, text) };
    default:
      return parseDate(problem, kind, text, rest);
  }
}

const placeOf = (text: string): string => `event ${text}`;

function parseBreakdown(problem: Problem, text: string, rest: string): LineEvent {
  const at = rest.lastIndexOf('@');
  const plus = rest.lastIndexOf('+');
  if (at <= 0 || plus <= at + 1 || plus === rest.length - 1) return wrongForm('breakdown', text);
  const place = placeOf(text);
  const names = problem.machines.map(({ name }) => name);
  const machine = names.indexOf(rest.slice(0, at).trim());
  if (machine < 0) failUnknownName(place, 'machine', rest.slice(0, at).trim(), names);
  const start = parseMoment(problem, rest.slice(at + 1, plus), place);
  return {
    kind: 'breakdown',
    machine,
    start,
    end: start + parseLength(problem, rest.slice(plus + 1), place),
  };
}

function parseDate(problem: Problem, kind: 'due' | 'release', text: string, rest: string): LineEvent {
  const equals = rest.lastIndexOf('=');
  if (equals <= 0 || equals === rest.length - 1) return wrongForm(kind, text);
  const job = jobNamed(problem, rest.slice(0, equals).trim(), text);
  return { kind, job, time: parseMoment(problem, rest.slice(equals + 1), placeOf(text)) };
}

function jobNamed({ jobs }: Problem, name: string, text: string): number {
  const job = jobs.findIndex((one) => one.name === name);
  if (job < 0)
    failUnknownName(
      placeOf(text),
      'order',
      name,
      jobs.map((one) => one.name),
    );
  return job;
}

function wrongForm(kind: Kind, text: string): never {
  return fail('invalid-value', {
    component: 'reschedule',
    parameter: 'event',
    value: text,
    requirement: forms[kind],
  });
}

function cannotRead(path: string): never {
  return fail('unsupported', {
    component: 'event',
    parameter: 'file',
    value: path,
    requirement: 'read by a function that is passed: parseLineEvent(problem, text, readFile)',
  });
}

function unknownEvent(name: string): never {
  const near = nearestName(name, Object.keys(forms));
  return fail('unknown-name', {
    component: 'reschedule',
    parameter: 'event',
    value: name,
    requirement: `one of\n    ${eventForms.join('\n    ')}`,
    ...(near !== undefined && { hint: `did you mean ${near}?` }),
  });
}
