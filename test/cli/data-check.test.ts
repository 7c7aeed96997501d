import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../src/cli/run.node.js';
import { priceFiles } from '../data/files.js';
import { recordingTerminal } from './recording-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'lepton-data-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, dates: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, ['date,open,high,low,close', ...dates.map((date) => `${date},1,1,1,1`)].join('\n'));
  return path;
};
async function check(...options: readonly string[]) {
  const terminal = recordingTerminal();
  const exitCode = await runCommandLine(['data', 'check', ...options], terminal);
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

describe('data check', () => {
  it('has a row for every defect: what, where, and the rule', async () => {
    const { exitCode, out } = await check(priceFiles.msft);
    expect(exitCode).toBe(0);
    expect(out).toContain('3673 bars, daily, 2000-01-03 to 2014-08-08, 252 a year');
    expect(out).toMatch(/mended\s+newest-first .* turned around/);
    expect(out).toMatch(/noted\s+probable-split\s+2891\s+close -48.3 % on 2003-02-18, like a split 2:1/);
  });

  it('takes options for reading', async () => {
    const { out } = await check(priceFiles.msft, '--set', 'splits=detect');
    expect(out).toMatch(/mended\s+probable-split .* entered as a split 2:1/);
    const mistyped = await check(priceFiles.msft, '--set', 'split=detect');
    expect(mistyped.exitCode).toBe(2);
    expect(mistyped.err).toContain('did you mean "splits"?');
  });

  it('refuses files without a common day, and says so in JSON too', async () => {
    const files = [
      write('old.csv', ['1990-01-02', '1990-01-03']),
      write('new.csv', ['1991-01-02', '1991-01-03']),
    ];
    const { exitCode, err } = await check(...files);
    expect(exitCode).toBe(2);
    expect(err).toContain('old 1990-01-02 to 1990-01-03, new 1991-01-02 to 1991-01-03');
    const json = await check(...files, '--json');
    expect(json.exitCode).toBe(2);
    expect(json.err).toBe('');
    expect(JSON.parse(json.out)).toMatchObject({
      usable: false,
      error: { code: 'invalid-value', message: expect.stringContaining('a time in common') },
      files: [{ asset: 'old' }, { asset: 'new' }],
    });
  });

  it('opens a folder; one without price files, and a file that is not there, are not found', async () => {
    write('old.csv', ['1990-01-02', '1990-01-03']);
    write('new.csv', ['1990-01-02', '1990-01-03']);
    const { exitCode, out } = await check(folder, '--json');
    expect(exitCode).toBe(0);
    expect((JSON.parse(out) as { files: unknown[] }).files).toHaveLength(2);
    expect((await check(mkdtempSync(join(folder, 'empty-')))).exitCode).toBe(4);
    expect((await check(join(folder, 'none.csv'))).exitCode).toBe(4);
  });
});

it('data facts measures a file of prices', async () => {
  const terminal = recordingTerminal();
  expect(await runCommandLine(['data', 'facts', priceFiles.sp500], terminal)).toBe(0);
  expect(terminal.out()).toMatch(/sp500-2000.*: \d+ of \d+ stylised facts, 5104 returns/);
});
