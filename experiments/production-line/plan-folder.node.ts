import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fail } from '../../src/errors.js';
import { renderGanttPage } from '../../src/reports/gantt/gantt-page.js';
import { readPlotlySource } from '../../src/reports/plotly-source.node.js';
import { FileStorage } from '../../src/runs/file-storage.node.js';
import {
  builtInProblem,
  isBuiltInProblem,
  builtInProblemNames,
} from '../../environments/production-line/built-in-problems.js';
import type { Problem } from '../../environments/production-line/problem.js';
import { readProblem, type ReadOptions } from '../../environments/production-line/read-problem.js';
import { nearestName } from '../../src/nearest-name.js';
import { planCalendar } from './export-calendar.js';
import { dispatchCsv, ordersCsv, tasksCsv } from './export-tables.js';
import { figuresOf, ganttInput, type PageOptions } from './gantt-input.js';
import type { KeyFigures } from './key-figures.js';
import { readPlan, writePlan, type LinePlan } from './line-plan.js';

const planFile = 'schedule.json';
const pageFile = 'gantt.html';
const calendarFile = 'plan.ics';
const dispatchFolder = 'dispatch';
/** What a folder of a plan may hold, so that it may be written anew. */
const ownFiles = [planFile, pageFile, calendarFile, 'tasks.csv', 'orders.csv', dispatchFolder];

/**
 * A problem by the name of a built-in one, or from a file (`jobshop1.txt#ft10` for one of many).
 * @throws LeptonError `file-not-found`, `unknown-name`, and what `readProblem` raises
 */
export function loadProblem(source: string, options: ReadOptions = {}): Problem {
  const path = source.replace(/#[^#/\\]*$/, '');
  if (existsSync(path) && statSync(path).isFile())
    return readProblem(decode(readFileSync(path), path), source, options);
  if (isBuiltInProblem(source)) return builtInProblem(source);
  const near = nearestName(source, builtInProblemNames);
  return fail('file-not-found', {
    component: 'schedule',
    parameter: 'instance',
    value: source,
    requirement:
      'a file, or the name of a built-in instance: ft06, ta01 to ta80, tf001 to tf120, small-flexible, small-flow, workshop',
    ...(near !== undefined && { hint: `did you mean ${near}?` }),
  });
}

/** The text of a file that an option names. @throws LeptonError `file-not-found` */
export function readTextOf(path: string, option: string): string {
  if (!existsSync(path) || !statSync(path).isFile())
    return fail('file-not-found', {
      component: option,
      parameter: 'the file',
      value: path,
      requirement: 'a file that exists',
    });
  return decode(readFileSync(path), path);
}

/** @throws LeptonError `file-damaged` for what is not UTF-8, which spreadsheets write only when they are asked */
function decode(bytes: Uint8Array, path: string): string {
  const isSpreadsheet = bytes[0] === 0x50 && bytes[1] === 0x4b;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!isSpreadsheet && !text.includes('\0')) return text;
  } catch {
    // Said below, with what to do.
  }
  return fail('file-damaged', {
    component: path,
    parameter: 'the text',
    value: isSpreadsheet ? 'a packed file, as spreadsheets write' : 'bytes that are not UTF-8',
    requirement: 'UTF-8',
    hint: 'in a spreadsheet, save as "CSV UTF-8"',
  });
}

/** The plan of a folder. @throws LeptonError `not-a-run`, `file-damaged` */
export function loadPlan(folder: string): LinePlan {
  const storage = new FileStorage(folder);
  const bytes = existsSync(join(folder, planFile)) ? storage.read(planFile) : undefined;
  if (bytes === undefined)
    return fail('not-a-run', {
      component: 'reschedule',
      parameter: 'folder',
      value: folder,
      requirement: `a folder that \`schedule\` has written, with a ${planFile}`,
    });
  return readPlan(new TextDecoder().decode(bytes), join(folder, planFile));
}

/**
 * The folder, absolute: one that does not exist, is empty, or holds a plan and `force` says that it may be replaced.
 * @throws LeptonError `file-exists`
 */
export function claimPlanFolder(folder: string, force: boolean): string {
  const path = resolve(folder);
  if (!existsSync(path)) return path;
  const isFolder = statSync(path).isDirectory();
  const held = isFolder ? readdirSync(path) : [];
  if (isFolder && (held.length === 0 || (force && held.every((name) => ownFiles.includes(name)))))
    return path;
  return fail('file-exists', {
    component: 'output',
    parameter: '--out',
    value: folder,
    requirement: 'a folder that does not exist yet, or is empty',
    hint: !isFolder
      ? 'this is a file'
      : force
        ? 'it holds other files than those of a plan'
        : '--force replaces a plan',
  });
}

/** What a page says of how its plan came about; each may be left out. */
export type PageNotes = Omit<PageOptions, 'plotlySource'>;

/**
 * Writes a plan with all that people need of it: `schedule.json` for `loadPlan`, tables, and the Gantt page.
 * @returns the path of the page
 * @throws LeptonError `storage-failure`
 */
export function savePlan(folder: string, plan: LinePlan, notes: PageNotes = {}): string {
  const storage = new FileStorage(folder);
  const figures = figuresOf(plan);
  storage.write(planFile, writePlan(plan));
  storage.write('tasks.csv', tasksCsv(plan));
  storage.write('orders.csv', ordersCsv(plan, figures));
  const calendar = planCalendar(plan);
  // Of a plan that is replaced nothing stays that the new one does not have.
  for (const name of [calendarFile, dispatchFolder])
    rmSync(join(folder, name), { recursive: true, force: true });
  if (calendar !== undefined) storage.write(calendarFile, calendar);
  for (const [machine, file] of dispatchFiles(plan.problem).entries())
    storage.write(`${dispatchFolder}/${file}.csv`, dispatchCsv(plan, machine));
  storage.write(pageFile, pageOf(plan, notes, figures));
  storage.close();
  return join(storage.location, pageFile);
}

/**
 * Writes the Gantt page of a plan to a file of its own, and nothing else.
 * @throws LeptonError `storage-failure`
 */
export function writeGanttPage(file: string, plan: LinePlan, notes: PageNotes = {}): void {
  const path = resolve(file);
  const storage = new FileStorage(dirname(path));
  storage.write(basename(path), pageOf(plan, notes));
  storage.close();
}

const pageOf = (plan: LinePlan, notes: PageNotes, figures?: KeyFigures): string =>
  renderGanttPage(ganttInput(plan, { ...notes, plotlySource: readPlotlySource() }, figures));

/** Names of machines as names of files, all different. */
function dispatchFiles({ machines }: Problem): readonly string[] {
  const taken = new Set<string>();
  return machines.map(({ name }) => {
    const plain =
      name
        .replace(/[^\w.-]+/g, '-')
        .replace(/^\.+/, '')
        .slice(0, 80) || 'machine';
    let file = plain;
    for (let count = 2; taken.has(file.toLowerCase()); count++) file = `${plain}-${count}`;
    taken.add(file.toLowerCase());
    return file;
  });
}
