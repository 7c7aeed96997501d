import { describe, expect, it } from '@jest/globals';
import { readPlainYaml, requirePlainYaml } from '../src/plain-yaml.js';

const laughs = [
  'a: &a [x, x]',
  ...'bcdefgh'.split('').map((key, i) => `${key}: &${key} [*${'abcdefg'[i]}, *${'abcdefg'[i]}]`),
];

describe('YAML as plain data', () => {
  it('is read, aliases included', () => {
    expect(readPlainYaml('a: &x [1, yes]\nb: *x\nc: .nan\n')).toMatchObject({
      data: { a: [1, 'yes'], b: [1, 'yes'], c: NaN },
    });
  });

  it.each([
    ['an alias of nothing', 'a: 1\nb: *nowhere', /unresolved alias/],
    ['an alias of what it lies in', 'a: &a [*a]', /without a value that contains itself/],
    ['aliases that make a small text huge', laughs.join('\n'), /excessive alias count/],
    ['a key twice', 'a: 1\na: 2', /map keys must be unique/],
    ['a tag that nobody knows, which would be ignored', 'a: !mine 1', /unresolved tag/],
    ['a set', '%YAML 1.1\n---\n!!set { a, b }', /tags of other types/],
    ['two documents', 'a: 1\n---\nb: 2', /one document, not several/],
    ['brackets without end', '['.repeat(20_000), /YAML/],
  ])('is refused with %s', (_, text, words) => {
    expect(readPlainYaml(text)).toMatchObject({ problem: { requirement: expect.stringMatching(words) } });
  });

  it('is refused at its place in the file', () => {
    const damaged = {
      code: 'file-damaged',
      message: expect.stringMatching(/^my[.]yaml:2:1: the text is "a: 2"/),
    };
    expect(() => requirePlainYaml('a: 1\na: 2', 'my.yaml')).toThrow(expect.objectContaining(damaged));
  });

  it('knows where each value is, by the deepest part of a path that is there', () => {
    const yaml = requirePlainYaml('plant: x\nmachines:\n  - name: saw\n    speeds: [1, 2]\n', 'my.yaml');
    const places = [
      ['plant'],
      ['machines', 0],
      ['machines', 0, 'speeds', 1],
      ['machines', 0, 'colour'],
      ['other'],
    ];
    expect(places.map((path) => [yaml.placeOf(path), yaml.has(path)])).toEqual([
      ['my.yaml:1:1', true],
      ['my.yaml:3:5', true],
      ['my.yaml:4:17', true],
      ['my.yaml:3:5', false],
      ['my.yaml:1:1', false],
    ]);
  });

  it('may be JSON', () => {
    const yaml = requirePlainYaml('{\n  "jobs": [{ "due": 3 }]\n}', 'my.json');
    expect(yaml.data).toEqual({ jobs: [{ due: 3 }] });
    expect(yaml.placeOf(['jobs', 0, 'due'])).toBe('my.json:2:14');
  });
});
