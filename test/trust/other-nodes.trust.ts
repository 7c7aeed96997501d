/** The binaries of Node that the npm package `node` ships, one package a platform: without its install script. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build, golden, runGoldenProcess } from '../determinism/golden-run.js';

const versions = ['22.23.3', '24.21.0', '26.10.0'];
const system = process.platform === 'win32' ? 'win' : process.platform;
const binaryPackage = `node-${system}-${process.arch}`;
const folder = mkdtempSync(join(tmpdir(), 'lepton-nodes-'));
/** No workspace, no settings of the repository. */
const npm = (...argv: string[]): void =>
  void execFileSync('npm', [...argv, '--no-fund', '--no-audit', '--ignore-scripts'], {
    cwd: folder,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });

function isRegistryThere(): boolean {
  try {
    npm('view', `${binaryPackage}@${versions[0]}`, 'version');
    return true;
  } catch {
    return false;
  }
}

const isThere = isRegistryThere();
const describeWithRegistry = isThere ? describe : describe.skip;
const reason = isThere ? '' : ` (skipped: the npm registry has no ${binaryPackage}, or cannot be reached)`;

describeWithRegistry(`AC15: the golden hash on other Nodes${reason}`, () => {
  beforeAll(build);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([[process.versions.node, process.execPath]])(
    'is the committed one on this Node, %s',
    async (version, node) => {
      expect(await runGoldenProcess(node)).toEqual({ ...golden, node: version });
    },
  );

  it.each(versions)('is the committed one on Node %s', async (version) => {
    npm('install', '--prefix', join(folder, version), `${binaryPackage}@${version}`);
    const program = process.platform === 'win32' ? 'node.exe' : 'node';
    const node = join(folder, version, 'node_modules', binaryPackage, 'bin', program);
    expect(await runGoldenProcess(node)).toEqual({ ...golden, node: version });
  });
});
