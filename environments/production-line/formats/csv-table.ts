import Papa from 'papaparse';
import { nearestName } from '../../../src/nearest-name.js';
import { failAt } from './text-lines.js';

/** Column names and what they may be called as well, in lower case without blanks. */
export type CsvColumns = Readonly<Record<string, readonly string[]>>;

interface Cells {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * A table with a header. Comma, semicolon, tab and bar separate; cells may be quoted. Upper and lower case, blanks, `_` and `-` make
 * no difference in the header, and columns whose name begins with `#` are for people.
 */
export class CsvTable {
  readonly rows: readonly CsvRow[];

  /** @throws LeptonError `file-damaged` for an unknown, missing or doubled column, or a row that is too long */
  constructor(text: string, file: string, columns: CsvColumns, required: readonly string[]) {
    const [header, ...records] = readRecords(text, file);
    const names = header.cells.map((title, index) =>
      columnOf(title, columns, { file, line: header.line, column: index + 1 }),
    );
    for (const [index, name] of names.entries())
      if (name !== '' && names.indexOf(name) < index)
        failAt(file, { line: header.line, column: index + 1 }, 'a column', name, 'there once');
    const missing = required.find((name) => !names.includes(name));
    if (missing !== undefined)
      failAt(
        file,
        { line: header.line, column: 1 },
        'the header',
        header.cells,
        `a list of columns with ${missing}`,
      );
    this.rows = records.map((record) => {
      if (record.cells.length > names.length)
        failAt(
          file,
          { line: record.line, column: names.length + 1 },
          'the number of cells',
          record.cells.length,
          `at most ${names.length}, as in the header; a number with a decimal comma makes two`,
        );
      return new CsvRow(record, names, file);
    });
  }
}

/** Cells by the name of their column, trimmed; empty ones count as missing. */
export class CsvRow {
  readonly #record: Cells;
  readonly #names: readonly string[];
  readonly #file: string;

  constructor(record: Cells, names: readonly string[], file: string) {
    this.#record = record;
    this.#names = names;
    this.#file = file;
  }

  cell(column: string): string | undefined {
    const text = this.#record.cells.at(this.#indexOf(column))?.trim();
    return text === '' || !this.#names.includes(column) ? undefined : text;
  }

  required(column: string): string {
    return this.cell(column) ?? this.fail(column, 'filled in');
  }

  /** `orders.csv:12:3`: the third column of line 12. */
  placeOf(column: string): string {
    return `${this.#file}:${this.#record.line}:${this.#indexOf(column) + 1}`;
  }

  fail(column: string, requirement: string, hint?: string): never {
    const place = { line: this.#record.line, column: this.#indexOf(column) + 1 };
    return failAt(this.#file, place, `the column ${column}`, this.cell(column) ?? '', requirement, hint);
  }

  #indexOf(column: string): number {
    return Math.max(this.#names.indexOf(column), 0);
  }
}

/** Spreadsheets may say in a line of its own what separates: `sep=;`. */
const separatorLine = /^sep=([,;\t|])\r?\n/i;

/** Every row that holds something, with the line on which it begins: cells may hold line breaks. */
function readRecords(text: string, file: string): readonly [Cells, ...Cells[]] {
  const whole = text.replace(/^\uFEFF/, '');
  const [told = '', separator] = separatorLine.exec(whole) ?? [];
  const clean = whole.slice(told.length);
  const records: Cells[] = [];
  let line = told === '' ? 1 : 2;
  let from = 0;
  Papa.parse<readonly string[]>(clean, {
    delimiter: separator ?? delimiterOf(clean),
    step: ({ data, errors, meta }) => {
      const quote = errors.find(({ type }) => type === 'Quotes');
      if (quote !== undefined)
        failAt(file, { line, column: 1 }, 'the row', undefined, `well quoted: ${quote.message}`);
      if (data.some((cell) => cell.trim() !== '')) records.push({ cells: data, line });
      line += clean.slice(from, meta.cursor).split(/\r\n|\n|\r/).length - 1;
      from = meta.cursor;
    },
  });
  const [header, ...rows] = records;
  if (header === undefined || rows.length === 0)
    failAt(file, { line: 1, column: 1 }, 'the table', 'empty', 'a header and a row or more');
  return [header, ...rows];
}

/** The one that the header has most of; the cells below may hold any. */
function delimiterOf(text: string): string {
  const header = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '') ?? '';
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

function columnOf(
  title: string,
  columns: CsvColumns,
  { file, line, column }: { readonly file: string; readonly line: number; readonly column: number },
): string {
  const key = title.toLowerCase().replaceAll(/[\s_-]/g, '');
  if (key === '' || key.startsWith('#')) return '';
  const found = Object.entries(columns).find(([name, others]) => name === key || others.includes(key));
  if (found !== undefined) return found[0];
  const names = Object.keys(columns);
  const nearest = nearestName(key, [...names, ...Object.values(columns).flat()]);
  const meant = nearest === undefined ? '' : `did you mean ${nearest}? `;
  const hint = `${meant}Begin the name with # if the column is for people only.`;
  return failAt(file, { line, column }, 'a column', title, `one of ${names.join(', ')}`, hint);
}
