import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { offencesIn } from './offences.js';
import { importGraph, loadedBy, parse, parseText, root, typeScriptFiles } from './source-files.js';

// Studies say when and for how long they ran; what they run keeps the rules.
const outsideTheRules = ['src/engines/wasm/assembly/', 'src/cli/', 'experiments/studies/'];
const files = typeScriptFiles('src', 'environments', 'agents', 'experiments').filter(
  (path) => !outsideTheRules.some((folder) => path.startsWith(folder)) && !path.endsWith('.generated.ts'),
);

describe('what decides and learns', () => {
  it('is many files, so that this test cannot pass by looking at none', () => {
    expect(files.length).toBeGreaterThan(150);
  });

  it('uses no function that differs between JavaScript engines, no clock but the one, no dice, no default export, enum or any', () => {
    const offences = files.flatMap((path) =>
      offencesIn(parse(path), { clock: path === 'experiments/clock.ts' }),
    );
    expect(offences).toEqual([]);
  });
});

describe('the tests', () => {
  it('draw the same cases in every run: fast-check comes from one module that fixes its seed', () => {
    const own = typeScriptFiles('test').filter((path) => loadedBy(parse(path)).includes('fast-check'));
    expect(own).toEqual(['test/fast-check.ts']);
  });
});

describe('the search for offences', () => {
  const found = (text: string): readonly string[] => offencesIn(parseText('x.ts', text), { clock: false });

  it.each([
    'const a = 2 ** 3;',
    'let a = 2; a **= 3;',
    'Math.sin(1);',
    'Math["sin"](1);',
    'Math[name](1);',
    'Math?.pow(2, 3);',
    'const { sin } = Math;',
    'const m = Math;',
    'use(Math);',
    'const all = { Math };',
    'const { sin: s } = globalThis.Math;',
    'globalThis.Math.sin(1);',
    'globalThis["Math"].sin(1);',
    'const f = Math.tanh;',
    'Math.random();',
    'Date.now();',
    'new Date();',
    'const d = Date;',
    'performance.now();',
    'globalThis.performance.now();',
    'import { performance } from "node:perf_hooks";',
    'process.hrtime();',
    'crypto.randomUUID();',
    'export default 1;',
    'export default function f() {}',
    'export default class {}',
    'const a = 1; export { a as default };',
    'enum E { A }',
    'const enum E { A }',
    'const a: any = 1;',
    'function f(a: readonly any[]): void {}',
    'const a = b as any;',
  ])('finds %s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  it.each([
    'Math.sqrt(2) * Math.PI;',
    'values.map(Math.fround);',
    'globalThis.Math.abs(-1);',
    'interface Row { readonly performance: number }',
    'new Date(milliseconds);',
    'Date.UTC(2020, 1, 1);',
    'cell instanceof Date;',
    'const row = { Date: 1 };',
    'switch (a) { default: break; }',
    'export { a } from "./a.js";',
    '// Math.sin and Date.now() in a comment',
    'const text = "Math.random()";',
    'const anything: unknown = 2 * 3;',
  ])('leaves %s alone', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe.each(['src/index.ts', 'environments/index.ts', 'agents/index.ts', 'experiments/index.ts'])(
  'a browser that loads %s',
  (entry) => {
    const { files: loaded, others } = importGraph(entry);

    it('finds every file', () => {
      expect([...loaded].filter((path) => !existsSync(join(root, path)))).toEqual([]);
      expect(loaded.size).toBeGreaterThan(20);
    });

    it('reaches no file that is for Node only', () => {
      expect([...loaded].filter((path) => path.endsWith('.node.ts'))).toEqual([]);
    });

    it('reaches these packages and nothing of Node', () => {
      const known = /^(@noble\/hashes\/(sha2|utils)\.js|hyparquet|papaparse|seedrandom|yaml|zod)$/;
      expect([...others].filter((specifier) => !known.test(specifier))).toEqual([]);
    });
  },
);

it('types alone load nothing; a type beside a value, an export and import() do', () => {
  const text = `
    import type { A } from './a.js';
    export type * from './b.js';
    import { type C } from './c.js';
    export { d } from './d.js';
    import './e.js';
    const f = await import('./f.js');`;
  expect(loadedBy(parseText('x.ts', text))).toEqual(['./c.js', './d.js', './e.js', './f.js']);
});

it('the walk over imports does reach the files of Node from the entry that has them', () => {
  const { files: loaded, others } = importGraph('experiments/index.node.ts');
  expect([...loaded].some((path) => path.endsWith('file-storage.node.ts'))).toBe(true);
  expect(others.has('node:fs')).toBe(true);
});
