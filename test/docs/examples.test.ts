/** Every program of the documentation compiles and runs, and every command prints what the page says. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { markdownPages, root } from './markdown.js';
import { looksLike, Workshop } from './workshop.js';

const pages = markdownPages().filter((page) => page === 'README.md' || page.startsWith('docs/'));
const workshop = new Workshop(pages);
let complaints: string;
beforeAll(() => {
  complaints = workshop.build();
}, 60_000);
afterAll(() => workshop.remove());

it('dist/ is there, which the examples import', () => {
  expect(existsSync(join(root, 'dist', 'src', 'index.js'))).toBe(true);
});

it('the examples compile without a complaint of the type checker', () => {
  expect(complaints).toBe('');
});

describe.each([...new Set(workshop.examples.map(({ page }) => page))])('%s', (page) => {
  const examples = workshop.examples.filter((example) => example.page === page);
  it.each(examples.map((example) => [example.line, example.words.join(' '), example] as const))(
    'line %i: %s',
    (_line, _name, example) => {
      const { code, text } = workshop.run(example);
      if (example.kind === 'program')
        expect({ code, text: code === 0 ? '' : text }).toEqual({ code: 0, text: '' });
      expect(looksLike(text, example.prints) ? example.prints : text).toBe(example.prints);
    },
    60_000,
  );
});

describe('what an example prints', () => {
  it.each([
    ['one\ntwo', 'one\ntwo', true],
    ['one\ntwo', 'one', false],
    ['one\ntwo\nthree', 'one\n...\nthree', true],
    ['took 2.4 s', 'took ... s', true],
    ['took 2.4 s (fast)', 'took ... s (slow)', false],
  ])('%j against %j: %s', (text, prints, expected) => {
    expect(looksLike(text, prints)).toBe(expected);
  });
});
