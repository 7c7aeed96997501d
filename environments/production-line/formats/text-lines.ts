/** Files of numbers in lines: words with their places, and errors that say file, line, column and what was expected. */
import { fail } from '../../../src/errors.js';

/** Both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Word extends Place {
  readonly text: string;
}

export interface Line {
  readonly number: number;
  readonly text: string;
  readonly words: readonly Word[];
}

/** The lines that hold something. Those that begin with `#` are comments. */
export function linesOf(text: string): readonly Line[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ number: index + 1, text: line, words: wordsOf(line, index + 1) }))
    .filter(({ words }) => words.length > 0 && !words[0].text.startsWith('#'));
}

function wordsOf(line: string, number: number): readonly Word[] {
  // A byte-order mark counts as white space here.
  return [...line.matchAll(/[^\s\uFEFF]+/g)].map((match) => ({
    text: match[0],
    line: number,
    column: match.index + 1,
  }));
}

/** Whether a line holds numbers and nothing else. */
export const isNumeric = ({ words }: Line): boolean =>
  words.every(({ text }) => numberIn(text) !== undefined);

/** A decimal number of ordinary size; hexadecimal, `Infinity` and the like are none. */
export function numberIn(text: string): number | undefined {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
  return value !== undefined && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** What a number must be. */
export interface Limits {
  /** Absent: 0. */
  readonly least?: number;
  readonly most?: number;
  /** Absent: an integer is asked for. */
  readonly isReal?: boolean;
  readonly hint?: string;
}

/** Reads lines word by word, and fails at the place. */
export class TextLines {
  readonly name: string;
  readonly #lines: readonly Line[];
  #next = 0;

  constructor(text: string, name: string, lines: readonly Line[] = linesOf(text)) {
    this.name = name;
    this.#lines = lines;
  }

  /** The line that `next` will give; undefined at the end. */
  get following(): Line | undefined {
    return this.#lines.at(this.#next);
  }

  get left(): readonly Line[] {
    return this.#lines.slice(this.#next);
  }

  skip(count = 1): void {
    this.#next += count;
  }

  /** @param what the line holds, for the message where it is missing */
  next(what: string): WordReader {
    const line = this.#lines.at(this.#next++);
    if (line !== undefined) return new WordReader(this.name, line, what);
    const last = this.#lines.at(-1);
    return failAt(
      this.name,
      { line: (last?.number ?? 0) + 1, column: 1 },
      what,
      undefined,
      'there; the file ends here',
    );
  }

  /** Fails unless every line was read. */
  end(what: string): void {
    const line = this.#lines.at(this.#next);
    if (line !== undefined)
      failAt(this.name, line.words[0], 'a further line', line.text.trim(), `left out: ${what}`);
  }
}

/** The words of one line. */
export class WordReader {
  readonly #name: string;
  readonly #line: Line;
  readonly #what: string;
  #next = 0;

  constructor(name: string, line: Line, what: string) {
    this.#name = name;
    this.#line = line;
    this.#what = what;
  }

  get left(): number {
    return this.#line.words.length - this.#next;
  }

  get place(): Place {
    return (
      this.#line.words.at(this.#next) ?? {
        line: this.#line.number,
        column: this.#line.text.trimEnd().length + 1,
      }
    );
  }

  number(what: string, limits: Limits = {}): number {
    const { place } = this;
    const word = this.#line.words.at(this.#next++);
    const value = word === undefined ? undefined : numberIn(word.text);
    const { least = 0, most = Infinity, isReal = false } = limits;
    if (value !== undefined && (isReal || Number.isInteger(value)) && value >= least && value <= most)
      return value;
    const range = most === Infinity ? `, ${least} or more` : ` from ${least} to ${most}`;
    const requirement = `${isReal ? 'a number' : 'an integer'}${range}${word === undefined ? '; the line ends here' : ''}`;
    return failAt(this.#name, place, what, word?.text, requirement, limits.hint);
  }

  /** Fails unless the line has just so many words left. */
  exactly(count: number, why: string): this {
    if (this.left === count) return this;
    const place = this.left > count ? (this.#line.words[this.#next + count] ?? this.place) : this.#endOfLine;
    return failAt(this.#name, place, `the length of ${this.#what}`, this.left, `${count} numbers: ${why}`);
  }

  get #endOfLine(): Place {
    return { line: this.#line.number, column: this.#line.text.trimEnd().length + 1 };
  }
}

/** Raises `file-damaged` at `file:line:column`. */
export function failAt(
  name: string,
  { line, column }: Place,
  parameter: string,
  value: unknown,
  requirement: string,
  hint?: string,
): never {
  return fail('file-damaged', {
    component: `${name}:${line}:${column}`,
    parameter,
    value,
    requirement,
    ...(hint !== undefined && { hint }),
  });
}

/** The largest number of jobs, machines or operations of a job that a file may speak of. */
export const mostThings = 100_000;
