import { fail } from '../../src/errors.js';
import { failUnknownName } from '../../src/unknown-name.js';
import { readFlexible } from './formats/flexible.js';
import { readProblemJson, readScheduleOpt } from './formats/json.js';
import { readOrders, type OrdersOptions } from './formats/orders-csv.js';
import { readPlant } from './formats/plant.js';
import { readReentrant } from './formats/reentrant.js';
import { readFlowShop, readFromPacked, readStandard } from './formats/standard.js';
import { hasTaillardWords, readTaillard } from './formats/taillard-text.js';
import { isNumeric, linesOf } from './formats/text-lines.js';
import type { Problem } from './problem.js';

/** What `readProblem` reads; `docs/production-line-files.md` shows each. */
export const problemFormats = [
  'standard',
  'flow-shop',
  'packed',
  'taillard',
  'flexible',
  're-entrant',
  'schedule-opt',
  'problem',
  'orders',
  'plant',
] as const;
export type ProblemFormat = (typeof problemFormats)[number];

export interface ReadOptions extends OrdersOptions {
  /** Absent: told from the name and the text. */
  readonly format?: ProblemFormat;
  /** Which one, where a file holds many. A name that ends in `#ft10` says it too. */
  readonly instance?: string;
  /** Of a flexible shop whose file does not tell. */
  readonly firstMachine?: 0 | 1;
}

/**
 * Reads a problem from the text of a file, in any of the formats of `problemFormats`.
 * @param name of the file, for the messages and for telling the format; `jobshop1.txt#ft10` for one of many instances
 * @throws LeptonError at file, line and column: `file-damaged`, `invalid-value`, `unknown-name`; a text of no format that is known gives
 *   what was looked for
 */
export function readProblem(text: string, name: string, options: ReadOptions = {}): Problem {
  const [file, part] = splitName(name);
  const instance = options.instance ?? part;
  const format = options.format ?? detectFormat(text, file);
  return read(format, text, file, { ...options, ...(instance !== undefined && { instance }) });
}

function read(format: ProblemFormat, text: string, file: string, options: ReadOptions): Problem {
  switch (format) {
    case 'standard':
      return readStandard(text, file);
    case 'flow-shop':
      return readFlowShop(text, file);
    case 'packed':
      return readFromPacked(text, file, options.instance);
    case 'taillard':
      return readTaillard(text, file, options.instance);
    case 'flexible':
      return readFlexible(text, file, options.firstMachine);
    case 're-entrant':
      return readReentrant(text, file);
    case 'schedule-opt':
      return readScheduleOpt(text, file);
    case 'problem':
      return readProblemJson(text, file);
    case 'orders':
      return readOrders(text, file, options);
    case 'plant':
      return readPlant(text, file);
  }
}

/** The signs by which a format is known, in the order in which they are looked for. */
const signs: readonly (readonly [ProblemFormat, string, (text: string, extension: string) => boolean])[] = [
  ['orders', 'the ending .csv or .tsv', (_, extension) => extension === 'csv' || extension === 'tsv'],
  [
    'schedule-opt',
    'JSON with "data" or "precedences"',
    (text, extension) => isJson(text, extension) && /"(data|precedences)"\s*:/.test(text),
  ],
  ['problem', 'other JSON', isJson],
  [
    'plant',
    'the ending .yaml or .yml, or a line "plant:"',
    (text, extension) => extension === 'yaml' || extension === 'yml' || /^plant\s*:/m.test(text),
  ],
  ['packed', 'a line "instance NAME"', (text) => /^\s*instance\s+\S+\s*$/im.test(text)],
  ['taillard', 'a header with "jobs" and a line "Times" or "processing times"', hasTaillardWords],
  ['flexible', 'the ending .fjs', (_, extension) => extension === 'fjs'],
];

/** Of a file of numbers alone: from its first line and the number of its lines. */
function detectNumbers(text: string): ProblemFormat | undefined {
  const lines = linesOf(text);
  if (lines.length < 2 || !lines.every(isNumeric)) return undefined;
  const [header, ...rows] = lines.map(({ words }) => words.map((word) => Number(word.text)));
  const [jobs, machines] = header;
  if (rows.slice(0, jobs).every((row) => row.length > 2 && row.at(-1) === -1 && row.at(-2) === -1))
    return 're-entrant';
  if (header.length === 3) return 'flexible';
  if (header.length !== 2) return undefined;
  if (rows.length === 2 * jobs && rows.every((row) => row.length === machines)) return 'taillard';
  const isFlexible =
    rows.slice(0, jobs).every(looksFlexible) &&
    !rows.slice(0, jobs).every((row) => row.length === 2 * machines);
  return isFlexible ? 'flexible' : 'standard';
}

/** A count of operations, and for each a count of pairs and the pairs. */
function looksFlexible(row: readonly number[]): boolean {
  let at = 1;
  for (let left = row[0]; left > 0; left--) {
    if (at >= row.length || row[at] < 1) return false;
    at += 1 + 2 * row[at];
  }
  return at === row.length && row[0] >= 1;
}

function isJson(text: string, extension: string): boolean {
  return extension === 'json' || text.trimStart().startsWith('{');
}

/**
 * The format of a text, from the name of its file and what is in it.
 * @throws LeptonError `file-damaged` with what was looked for
 */
export function detectFormat(text: string, file: string): ProblemFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(file)?.[1].toLowerCase() ?? '';
  const found = signs.find(([, , holds]) => holds(text, extension))?.[0] ?? detectNumbers(text);
  if (found === 'standard') return isStandardFlowShop(text) ? 'flow-shop' : 'standard';
  if (found !== undefined) return found;
  const strange = linesOf(text).find((line) => !isNumeric(line));
  const sign = signs.map(([format, what]) => `  ${format}: ${what}`).join('\n');
  return fail('file-damaged', {
    component: `${file}:${strange?.number ?? 1}:1`,
    parameter: 'the format',
    value: strange?.text.trim().slice(0, 60),
    requirement: 'one that can be told from the name or the text',
    hint: `looked for\n${sign}\n  standard, re-entrant, flexible, taillard: lines of numbers alone\n  or say it: ${problemFormats.join(', ')}`,
  });
}

function isStandardFlowShop(text: string): boolean {
  const [header, ...rows] = linesOf(text).map(({ words }) => words.map((word) => Number(word.text)));
  const [jobs, machines] = header;
  return (
    jobs >= 1 &&
    rows.length >= jobs &&
    rows
      .slice(0, jobs)
      .every(
        (row) =>
          row.length === 2 * machines && row.every((value, index) => index % 2 === 1 || 2 * value === index),
      )
  );
}

/** `jobshop1.txt#ft10` is `ft10` in `jobshop1.txt`. */
function splitName(name: string): readonly [string, string | undefined] {
  const at = name.lastIndexOf('#');
  return at <= 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)];
}

/**
 * The format of that name.
 * @throws LeptonError `unknown-name`
 */
export function requireFormat(name: string): ProblemFormat {
  const found = problemFormats.find((format) => format === name);
  return found ?? failUnknownName('problem', 'format', name, problemFormats);
}
