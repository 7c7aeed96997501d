/** Every relative link of every page leads to a file, and to a heading where it names one. */
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { typeScriptFiles } from '../architecture/source-files.js';
import { anchorsOf, codeIn, linksOf, markdownPages, proseOf, readPage, root } from './markdown.js';

const pages = markdownPages();

const isOutside = (link: string): boolean => /^[a-z]+:/.test(link);

/** What is wrong with a link, or nothing. */
function problemOf(page: string, link: string): string | undefined {
  const [target = '', anchor] = link.split('#');
  const path = target === '' ? page : posix.join(posix.dirname(page), target);
  const place = join(root, path);
  if (path.startsWith('..') || !existsSync(place)) return `${page}: ${link}: there is no ${path}`;
  if (anchor === undefined || statSync(place).isDirectory()) return undefined;
  return anchorsOf(readPage(path)).has(anchor) ? undefined : `${page}: ${link}: there is no such heading`;
}

describe('pages', () => {
  it('are those of the front door and of docs/, at least', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/README.md', 'docs/algorithms/dqn.md']));
  });

  it.each(pages)('%s links to what is there', (page) => {
    const links = linksOf(readPage(page)).filter((link) => !isOutside(link));
    expect(links.flatMap((link) => problemOf(page, link) ?? [])).toEqual([]);
  });

  it('of docs/ are all reached from its index', () => {
    const reached = new Set(['docs/README.md']);
    for (const page of reached) {
      for (const link of linksOf(readPage(page)).filter((target) => /\.md(#|$)/.test(target))) {
        if (!isOutside(link)) reached.add(posix.join(posix.dirname(page), link.replace(/#.*/, '')));
      }
    }
    expect(pages.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
  });
});

describe('source files', () => {
  const sources = typeScriptFiles('src', 'environments', 'agents', 'experiments', 'benchmarks', 'test');

  it.each(pages)('that %s names are there', (page) => {
    const named = codeIn(proseOf(readPage(page))).filter((code) => /^[\w-]+([/.][\w-]+)*\.ts$/.test(code));
    const isThere = (name: string): boolean => sources.some((path) => `/${path}`.endsWith(`/${name}`));
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });
});

it('a link to a missing file, to a missing heading and out of the repository is a problem', () => {
  expect(problemOf('docs/README.md', 'nothing.md')).toMatch('there is no docs/nothing.md');
  expect(problemOf('docs/README.md', 'recipes.md#nothing')).toMatch('no such heading');
  expect(problemOf('docs/README.md', '../../etc')).toMatch('there is no');
  expect(problemOf('docs/README.md', 'recipes.md#errors')).toBeUndefined();
});
