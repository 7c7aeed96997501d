import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../src/cli/run.node.js';
import { recordingTerminal } from './recording-terminal.js';

let folder: string;
const worlds = `
const space = (n) => ({
  kind: 'discrete', n, start: 0, sample: () => 0, seed() {},
  contains: (value) => Number.isInteger(value) && value >= 0 && value < n,
});
const world = (reward) => ({
  observationSpace: space(2),
  actionSpace: space(2),
  reset: () => ({ observation: 0, info: {} }),
  step: () => ({ observation: 1, reward, terminated: true, truncated: false, info: {} }),
});
export const create = () => world(1);
export const broken = () => world('much');
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lepton-check-'));
  writeFileSync(join(folder, 'world.mjs'), worlds);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(
  ...argv: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = recordingTerminal();
  const code = await runCommandLine(['check-env', ...argv], terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

describe('lepton check-env', () => {
  it('says that all is well', async () => {
    expect(await run('CartPole-v1')).toEqual({ code: 0, out: '\n  CartPole-v1: all is well\n\n', err: '' });
  });

  it('ends with 0 where there are only warnings', async () => {
    const { code, out } = await run(`${join(folder, 'world.mjs')}#create`);
    expect(code).toBe(0);
    expect(out).toMatch(/: 1 warning\n\n {2}warning snapshot: there is no snapshot/);
  });

  it('ends with 9 where there is an error, and says what to mend', async () => {
    const { code, out, err } = await run(`${join(folder, 'world.mjs')}#broken`);
    expect({ code, err }).toEqual({ code: 9, err: '' });
    expect(out).toMatch(/: 1 error\n\n {2}error step: step\(0\): reward is "much", [^]*\n {4}hint: /);
  });

  it('--json prints one object', async () => {
    const id = `${join(folder, 'world.mjs')}#broken`;
    const { code, out } = await run(id, '--json');
    expect(code).toBe(9);
    expect(JSON.parse(out)).toEqual({
      environment: id,
      errors: 1,
      warnings: 0,
      findings: [{ check: 'step', level: 'error', message: expect.any(String), hint: expect.any(String) }],
    });
  });

  it('has the exit codes of other mistakes', async () => {
    expect(await run('CartPole-v7')).toMatchObject({ code: 3, err: expect.stringContaining('CartPole-v1') });
    expect(await run(`${join(folder, 'none.mjs')}#create`)).toMatchObject({ code: 4 });
    expect(await run(`${join(folder, 'world.mjs')}#creat`)).toMatchObject({ code: 3 });
  });
});
