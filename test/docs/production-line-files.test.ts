/** Every file that the page shows is read, and every message that it shows is raised. */
import { expect, it } from '@jest/globals';
import { problemDefects } from '../../environments/production-line/check-problem.js';
import { workshop } from '../../environments/production-line/instances/workshop.js';
import {
  detectFormat,
  problemFormats,
  readProblem,
} from '../../environments/production-line/read-problem.js';
import { messageOf } from '../environments/production-line/message-of.js';
import { codeIn, fencedBlocks, readPage, tableBelow } from './markdown.js';

const page = readPage('docs/production-line-files.md');
const blocks = fencedBlocks(page);
const files = blocks.filter(({ note }) => /^[\w-]+\.\w+(#\w+)?$/.test(note));
const wrong = blocks.flatMap((block, index) => {
  const [, name] = /^error: (\S+)$/.exec(block.note) ?? [];
  return name === undefined ? [] : [{ name, text: block.text, message: blocks[index + 1].text.trimEnd() }];
});

it('the page shows a file of each format but one of many', () => {
  const shown = files.map(({ note, text }) => detectFormat(text, note.replace(/#.*/, '')));
  expect(new Set(shown)).toEqual(new Set(problemFormats));
  expect(wrong).toHaveLength(2);
});

it.each(files.map(({ note, text }) => [note, text]))('%s is read', (note, text) => {
  expect(problemDefects(readProblem(text, note))).toEqual([]);
});

it.each(wrong)('$name is refused as the page says', ({ name, text, message }) => {
  expect(messageOf(() => readProblem(text, name))).toBe(message);
});

it('the plant of the page is the one that is built in', () => {
  expect(files.find(({ note }) => note === 'workshop.yaml')?.text).toBe(workshop);
});

it('the table names all formats, in the order in which they are looked for', () => {
  const named = tableBelow(page, '## Which format').flatMap(([cell = '']) => codeIn(cell));
  expect(new Set(named)).toEqual(new Set(problemFormats));
});
