import { LineCounter, parseDocument, type Document } from 'yaml';
import { fail } from '../src/errors.js';

export interface PlainYaml {
  /** Maps, lists, texts, numbers, true, false and null. */
  readonly data: unknown;
  readonly document: Document;
  readonly lines: LineCounter;
}

export interface YamlProblem {
  /** The end of "but must be". */
  readonly requirement: string;
  readonly line: number;
  readonly column: number;
}

/** Reads one YAML document, strictly: a warning of the parser is a problem too, and so is what is more than plain data. */
export function readPlainYaml(text: string): PlainYaml | { readonly problem: YamlProblem } {
  const lines = new LineCounter();
  const problem = (message: string, offset = 0) => {
    const { line, col } = lines.linePos(offset);
    const requirement = `YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
    return { problem: { requirement, line: Math.max(line, 1), column: Math.max(col, 1) } };
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
    return excess === undefined ? { data, document, lines } : problem(`without ${excess}`);
  } catch (error) {
    return problem((error as Error).message);
  }
}

/** As `readPlainYaml`; raises `file-damaged` at the place in the file. */
export function requirePlainYaml(text: string, file: string): PlainYaml {
  const yaml = readPlainYaml(text);
  if ('data' in yaml) return yaml;
  const { line, column, requirement } = yaml.problem;
  return fail('file-damaged', {
    component: `${file}:${line}:${column}`,
    parameter: 'the text',
    value: text.split(/\r?\n/)[line - 1],
    requirement,
  });
}

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
