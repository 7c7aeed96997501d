/** What happens to a training whose words nobody can keep. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { errorTable } from '../../src/errors.js';
import { buildCommandLine, quickCartPole } from './command-line.js';

const executable = fileURLToPath(new URL('../../dist/src/cli/lepton.node.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lepton-lost-output-'));
// Processes are slow to start where other tests keep the cores busy.
jest.setTimeout(120_000);

beforeAll(() => expect(buildCommandLine()).toBe(''));
afterAll(() => rmSync(folder, { recursive: true }));

/** With one of its outputs, 1 or 2, on a disk that is full. */
function withFull(output: 1 | 2, ...argv: readonly string[]) {
  const disk = openSync('/dev/full', 'w');
  try {
    return spawnSync(process.execPath, [executable, ...argv], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', output === 1 ? disk : 'pipe', output === 2 ? disk : 'pipe'],
    });
  } finally {
    closeSync(disk);
  }
}

(existsSync('/dev/full') ? describe : describe.skip)('a full disk', () => {
  it('under the log ends no training', () => {
    const argv = ['train', 'cartpole', ...quickCartPole, '--steps', '300', '--out', 'unheard'];
    const { status, stdout } = withFull(2, ...argv);
    expect(status).toBe(0);
    expect(stdout).toContain('Greedy return over');
    const summary = JSON.parse(readFileSync(join(folder, 'unheard/run.json'), 'utf8')) as object;
    expect(summary).toMatchObject({ status: 'completed' });
  });

  it('under the result is a failure, said without a stack', () => {
    const { status, stderr } = withFull(1, 'envs');
    expect(status).toBe(errorTable['storage-failure'].exitCode);
    expect(stderr).toMatch(/^error standard output: the result is ".*ENOSPC.*", but must be written/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
