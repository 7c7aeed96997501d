import { describe, expect, it } from '@jest/globals';
import { exitCodeOf, reportFailure } from '../../src/cli/exit.node.js';
import { type ErrorCode, errorTable, LeptonError } from '../../src/errors.js';
import { recordingTerminal } from './recording-terminal.js';

const codes = Object.keys(errorTable) as ErrorCode[];
const errorOf = (code: ErrorCode): LeptonError =>
  new LeptonError(code, { component: 'c', parameter: 'p', value: 3, requirement: 'less', hint: 'try 2' });

describe('exit codes', () => {
  it.each(codes)('%s has its own, from 2 up', (code) => {
    expect(exitCodeOf(code)).toBe(errorTable[code].exitCode);
    expect(exitCodeOf(code)).toBeGreaterThanOrEqual(2);
    expect(exitCodeOf(code)).toBeLessThan(126);
  });

  it('are all different', () => {
    expect(new Set(codes.map(exitCodeOf)).size).toBe(codes.length);
  });

  it('what has no code of its own is a bug: 1', () => {
    expect(exitCodeOf('internal-error')).toBe(1);
    expect(exitCodeOf('toString')).toBe(1);
  });
});

describe('reportFailure', () => {
  it.each(codes)('%s is a sentence and a hint, without a stack', (code) => {
    const terminal = recordingTerminal({ environment: { LEPTON_DEBUG: '1' } });
    expect(reportFailure(errorOf(code), terminal, false)).toBe(errorTable[code].exitCode);
    expect(terminal.err()).toBe('error c: p is 3, but must be less\n  hint: try 2\n');
    expect(terminal.out()).toBe('');
  });

  it.each(codes)('%s is one object under --json', (code) => {
    const terminal = recordingTerminal();
    reportFailure(errorOf(code), terminal, true);
    expect(JSON.parse(terminal.out())).toEqual({
      error: { code, message: 'c: p is 3, but must be less\n  hint: try 2' },
    });
    expect(terminal.err()).toBe('');
  });

  it.each([
    ['an ArrayBuffer', () => new ArrayBuffer(Number.MAX_SAFE_INTEGER - 1)],
    ['a typed array', () => new Float64Array(2 ** 52)],
    ['a list', () => Array(2 ** 33)],
  ])('%s that no machine has room for is out of memory, and no bug', (_what, act) => {
    const terminal = recordingTerminal();
    const thrown = (() => {
      try {
        return act();
      } catch (error) {
        return error;
      }
    })();
    expect(reportFailure(thrown, terminal, false)).toBe(errorTable['out-of-memory'].exitCode);
    expect(terminal.err()).toContain('memory: an array is');
  });

  it('shows no text at full length, and fails at no value', () => {
    const circle: { inner?: unknown } = {};
    circle.inner = circle;
    for (const value of ['x'.repeat(100_000), circle, { big: 1n }, () => 1]) {
      const { message } = new LeptonError('invalid-value', {
        component: 'c',
        parameter: 'p',
        value,
        requirement: 'less',
      });
      expect(message.length).toBeLessThan(600);
      expect(message).toMatch(/^c: p is .+, but must be less$/);
    }
  });

  it.each([new Error('boom'), 'boom', undefined])(
    '%p is called a bug, and shows its stack only on request',
    (thrown) => {
      const usual = recordingTerminal();
      expect(reportFailure(thrown, usual, false)).toBe(1);
      expect(usual.err()).toContain('This is a bug');
      expect(usual.err()).not.toContain('    at ');
      const debugging = recordingTerminal({ environment: { LEPTON_DEBUG: '1' } });
      reportFailure(thrown, debugging, false);
      expect(debugging.err().includes('    at ')).toBe(typeof thrown === 'object');
    },
  );
});
