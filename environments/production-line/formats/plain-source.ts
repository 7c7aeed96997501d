import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { failAt, type Place } from './text-lines.js';

export type SourcePath = readonly (string | number)[];

/** A text in YAML or JSON as plain data that knows where each value was written. */
export class PlainSource {
  readonly data: unknown;
  readonly file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  /** @throws LeptonError `file-damaged` for a text that is neither YAML nor JSON, or more than plain data */
  constructor(text: string, file: string) {
    this.file = file;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const [complaint] = [...this.#document.errors, ...this.#document.warnings];
    if (complaint !== undefined) this.#fail(complaint.message, complaint.pos[0]);
    this.data = this.#plainData();
  }

  /** `plant.yaml:12:3`, of the deepest part of the path that is there. */
  placeOf(path: SourcePath): string {
    const { line, column } = this.#positionOf(this.#offsetOf(path));
    return `${this.file}:${line}:${column}`;
  }

  #plainData(): unknown {
    let data: unknown;
    try {
      // Raises for an alias of nothing, for thousands of aliases, for maps that are too deep.
      data = this.#document.toJS();
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error), 0);
    }
    if (!isPlain(data, [])) this.#fail('only maps, lists, texts, numbers, true, false and null are known', 0);
    return data;
  }

  #fail(message: string, offset: number): never {
    const requirement = `YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
    return failAt(this.file, this.#positionOf(offset), 'the text', undefined, requirement);
  }

  #positionOf(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #offsetOf(path: SourcePath): number {
    let node: unknown = this.#document.contents;
    let offset = 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
        if (pair === undefined) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items.at(Number(key));
        offset = startOf(node) ?? offset;
      }
    }
    return offset;
  }
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}

/** Nothing that JSON could not hold, and nothing that holds itself. */
function isPlain(value: unknown, above: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  if (above.includes(value)) return false;
  const kind = Object.prototype.toString.call(value);
  const isKnown = kind === '[object Object]' || kind === '[object Array]';
  return isKnown && Object.values(value).every((inner) => isPlain(inner, [...above, value]));
}
