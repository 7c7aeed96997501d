/** What the tests of the documentation read: pages, their fenced blocks, links, headings and tables. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const notOurs = new Set(['node_modules', 'dist', 'runs', 'coverage']);

/** Paths of all Markdown pages of the repository, with slashes, sorted. */
export function markdownPages(folder = ''): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return notOurs.has(entry.name) || entry.name.startsWith('.') ? [] : markdownPages(path);
      return entry.name.endsWith('.md') ? [path] : [];
    })
    .sort();
}

export function readPage(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

export interface FencedBlock {
  /** `ts` in "```ts fragment". */
  readonly language: string;
  /** `fragment` in "```ts fragment"; a file's name, or nothing. */
  readonly note: string;
  readonly text: string;
  /** Of the first line of the text, from 1. */
  readonly line: number;
}

export function fencedBlocks(markdown: string): readonly FencedBlock[] {
  const fence = /^```(\w+)(?: +(\S.*?))? *\n([\s\S]*?)^```$/gm;
  return [...markdown.matchAll(fence)].map(({ 1: language = '', 2: note = '', 3: text = '', index }) => ({
    language,
    note,
    text,
    line: markdown.slice(0, index).split('\n').length + 1,
  }));
}

/** Everything but the fenced blocks. */
export function proseOf(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '');
}

/** Targets of all links and images. */
export function linksOf(markdown: string): readonly string[] {
  return [...proseOf(markdown).matchAll(/\]\(([^()\s]+)\)/g)].map(({ 1: target = '' }) => target);
}

/** The anchors that GitHub makes of the headings. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...proseOf(markdown).matchAll(/^#+ +(.*)$/gm)];
  return new Set(
    headings.map(({ 1: heading = '' }) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** The rows of the first table after a text, a heading for example, without its head: cells as they are written. */
export function tableBelow(markdown: string, text: string): readonly (readonly string[])[] {
  const from = markdown.indexOf(text);
  const [table = ''] = /(^\|.*\|\n)+/m.exec(from < 0 ? '' : markdown.slice(from)) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) => row.slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim())); // prettier-ignore
}

/** Everything between backticks. */
export function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
}
