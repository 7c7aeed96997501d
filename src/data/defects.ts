import { fail } from '../errors.js';

/** `mended`: changed by a stated rule. `noted`: left as it is. `refused`: the file cannot be used so. */
export type Severity = 'mended' | 'noted' | 'refused';

/** One thing that is wrong with a price file, or that a person should know of it. Plain data. */
export interface Defect {
  readonly kind: string;
  readonly severity: Severity;
  readonly file: string;
  /** As a person counts, the header of a CSV file being row 1; none where it is a matter of the whole file. */
  readonly rows: readonly number[];
  readonly column?: string;
  /** What was found. */
  readonly found: string;
  /** The rule that handled it, or what a usable file would have. */
  readonly rule: string;
}

export const isRefused = (defects: readonly Defect[]): boolean =>
  defects.some(({ severity }) => severity === 'refused');

/** Raises `file-damaged` for the first defect that was refused, with file, row and column; the others follow in the hint. */
export function requireUsable(defects: readonly Defect[]): void {
  const [first, ...others] = defects.filter(({ severity }) => severity === 'refused');
  if (first === undefined) return;
  const more = others.slice(0, 5).map((defect) => `also ${placeOf(defect)}: ${defect.found}`);
  if (others.length > 5) more.push(`and ${others.length - 5} more: npx lepton data check ${first.file}`);
  fail('file-damaged', {
    component: placeOf(first),
    parameter: first.kind,
    value: first.found,
    requirement: first.rule,
    ...(more.length > 0 && { hint: more.join('\n  ') }),
  });
}

/** What changes no result. */
const harmless: readonly string[] = [
  'newest-first',
  'gap',
  'no-number-column',
  'constant-price',
  'zero-volume',
];
const mostNotes = 8;

const isAlarming = ({ kind, severity }: Defect): boolean => kind === 'probable-split' && severity === 'noted';

/** What no result on these files can be believed with: a night of -50 %, or of +900 %, that nobody lived through. */
export const alarmsIn = (defects: readonly Defect[]): readonly string[] =>
  defects
    .filter(isAlarming)
    .map(
      (one) =>
        `${placeOf(one)}: ${one.found}, was left in the prices; the option splits: detect enters it, splits: ignore says that it was none`,
    );

/** What whoever reads results on these files should know, one line each; alarms aside. */
export function notesOf(defects: readonly Defect[]): readonly string[] {
  const told = defects.filter((one) => !harmless.includes(one.kind) && !isAlarming(one));
  const lines = told.slice(0, mostNotes).map((one) => `${placeOf(one)}: ${one.found}; ${one.rule}`);
  const left = told.length - lines.length;
  return left === 0 ? lines : [...lines, `and ${left} more of that kind: npx lepton data check tells them`];
}

/** `prices.csv, rows 3, 7 and 12, column Close` */
export function placeOf({ file, rows, column }: Defect): string {
  const inRows = rows.length === 0 ? '' : `, row${rows.length === 1 ? '' : 's'} ${rowsText(rows)}`;
  return `${file}${inRows}${column === undefined ? '' : `, column ${column}`}`;
}

/** The first few row numbers and how many more there are; neighbours as ranges: `3-5, 9 and 20 more`. */
export function rowsText(rows: readonly number[], most = 4): string {
  const ranges: { first: number; last: number }[] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range !== undefined && row === range.last + 1) range.last = row;
    else ranges.push({ first: row, last: row });
  }
  const shown = ranges.slice(0, most);
  const text = shown.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
  const left = rows.length - shown.reduce((count, { first, last }) => count + last - first + 1, 0);
  return left === 0 ? text : `${text} and ${left} more`;
}
