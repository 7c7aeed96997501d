import { describe, expect, it } from '@jest/globals';
import { plainStyle, styleFor, widthOf } from '../../src/cli/style.js';
import { renderTable } from '../../src/cli/table.js';

const terminal = { isTTY: true };

describe('renderTable', () => {
  it('aligns columns left or right and leaves no blanks at the ends of lines', () => {
    const rows = [
      ['seed', 'mean', 'note'],
      ['1', '500.0', ''],
      ['10', '9.5', 'low'],
    ];
    expect(renderTable(rows, { align: 'rr', indent: '  ' })).toBe(
      ['  seed   mean  note', '     1  500.0', '    10    9.5  low'].join('\n'),
    );
  });

  it('counts what is seen, not the codes of colours', () => {
    const { bold } = styleFor(terminal, {});
    const lines = renderTable([
      [bold('a'), 'b'],
      ['long', 'c'],
    ]).split('\n');
    expect(lines.map(widthOf)).toEqual([7, 7]);
  });

  it('takes rows of different lengths, and none at all', () => {
    expect(renderTable([['a', 'b'], ['c']])).toBe('a  b\nc');
    expect(renderTable([])).toBe('');
  });
});

describe('styleFor', () => {
  const isColored = (output: { isTTY?: boolean }, environment: Record<string, string>): boolean =>
    styleFor(output, environment) !== plainStyle;

  it.each([
    ['a terminal has colours', terminal, {}, true],
    ['a pipe has none', {}, {}, false],
    ['NO_COLOR takes them away', terminal, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR means nothing', terminal, { NO_COLOR: '' }, true],
    ['NO_COLOR is stronger than FORCE_COLOR', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['FORCE_COLOR colours a pipe', {}, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 is no colour', terminal, { FORCE_COLOR: '0' }, false],
    ['a dumb terminal has none', terminal, { TERM: 'dumb' }, false],
  ])('%s', (_claim, output, environment, expected) => {
    expect(isColored(output, environment)).toBe(expected);
  });
});
