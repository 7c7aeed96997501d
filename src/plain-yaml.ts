import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { fail } from './errors.js';

/** Keys and numbers of list items, from the outside in. */
export type YamlPath = readonly (string | number)[];

/** Plain data that knows where each value was written. */
export class LocatedYaml {
  /** Maps, lists, texts, numbers, true, false and null. */
  readonly data: unknown;
  /** What messages call the text. */
  readonly file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(data: unknown, file: string, document: Document, lines: LineCounter) {
    this.data = data;
    this.file = file;
    this.#document = document;
    this.#lines = lines;
  }

  /** Whether the text itself has something at the path. */
  has(path: YamlPath): boolean {
    return this.#document.hasIn(path);
  }

  /** `plant.yaml:12:3`, of the deepest part of the path that is there. */
  placeOf(path: YamlPath): string {
    const { line, column } = placeAt(this.#lines, this.offsetOf(path));
    return `${this.file}:${line}:${column}`;
  }

  /** Characters before the deepest key on the way that is there; a missing key is a matter of the map that lacks it. */
  offsetOf(path: YamlPath): number {
    let node: unknown = this.#document.contents;
    let offset = 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
        if (pair === undefined) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(key)];
        offset = startOf(node) ?? offset;
      }
    }
    return offset;
  }
}

export interface YamlProblem {
  /** The end of "but must be". */
  readonly requirement: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Reads one YAML document (JSON is one too), strictly: a warning of the parser is a problem too, and so is what is more than
 * plain data.
 * @param file what messages call the text
 */
export function readPlainYaml(text: string, file = ''): LocatedYaml | { readonly problem: YamlProblem } {
  const lines = new LineCounter();
  const problem = (message: string, offset = 0) => {
    const requirement = `YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
    return { problem: { requirement, ...placeAt(lines, offset) } };
  };
  try {
    // The log level: what is wrong is said here and not by the parser.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
    const [complaint] = [...document.errors, ...document.warnings];
    if (complaint?.code === 'MULTIPLE_DOCS') return problem('one document, not several', complaint.pos[0]);
    if (complaint !== undefined) return problem(complaint.message, complaint.pos[0]);
    // Raises for an alias of nothing, for thousands of aliases, for maps that are too deep.
    const data: unknown = document.toJS();
    const excess = moreThanPlain(data);
    return excess === undefined ? new LocatedYaml(data, file, document, lines) : problem(`without ${excess}`);
  } catch (error) {
    return problem((error as Error).message);
  }
}

/** As `readPlainYaml`; raises `file-damaged` at the place in the file. */
export function requirePlainYaml(text: string, file: string): LocatedYaml {
  const yaml = readPlainYaml(text, file);
  if ('data' in yaml) return yaml;
  const { line, column, requirement } = yaml.problem;
  return fail('file-damaged', {
    component: `${file}:${line}:${column}`,
    parameter: 'the text',
    value: text.split(/\r?\n/)[line - 1],
    requirement,
  });
}

function placeAt(lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

const startOf = (node: unknown): number | undefined =>
  (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0];

/** What is in a value that JSON could not hold. */
function moreThanPlain(value: unknown, above: readonly unknown[] = []): string | undefined {
  if (typeof value === 'bigint') return 'integers of more than 53 bits';
  if (typeof value !== 'object' || value === null) return undefined;
  if (above.includes(value)) return 'a value that contains itself';
  const kind = Object.prototype.toString.call(value);
  if (kind !== '[object Object]' && kind !== '[object Array]')
    return 'tags of other types than maps and lists';
  // Libraries drop such a key in silence.
  if (Object.hasOwn(value, '__proto__')) return 'the key __proto__';
  for (const inner of Object.values(value)) {
    const excess = moreThanPlain(inner, [...above, value]);
    if (excess !== undefined) return excess;
  }
  return undefined;
}
