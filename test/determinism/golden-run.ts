/** One small training whose result is committed, and the ways to run it. */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * What two equal trainings have in common. After a change that moves numbers on purpose, run
 * `npx lepton train test/determinism/golden-recipe.yaml --seed 2026 --out runs/golden`: `run.json` says the hash of the weights,
 * `sha256sum runs/golden/metrics.jsonl` the other one; and say in CHANGELOG.md that numbers moved.
 */
export interface GoldenRun {
  readonly weightsHash: string;
  /** SHA-256 of metrics.jsonl. */
  readonly metrics: string;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const goldenRecipePath = join(root, 'test/determinism/golden-recipe.yaml');
export const goldenSeed = 2026;
export const golden = JSON.parse(
  readFileSync(join(root, 'test/determinism/golden.json'), 'utf8'),
) as GoldenRun;

const executable = join(root, 'dist/src/cli/lepton.node.js');

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Brings dist/ up to date; does nothing where it is. */
export function build(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, '.config/build.mjs')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);
}

/** The golden training by the command line, in a process of its own, of any Node. */
export async function runGoldenProcess(node: string): Promise<GoldenRun & { readonly node: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lepton-golden-'));
  const out = join(folder, 'run');
  try {
    const argv = ['train', goldenRecipePath, '--seed', String(goldenSeed), '--out', out, '--json', '--quiet'];
    const { stdout } = await promisify(execFile)(node, [executable, ...argv]);
    const summary = JSON.parse(stdout) as {
      readonly weightsHash: string;
      readonly versions: { readonly node: string };
    };
    const metrics = sha256(readFileSync(join(out, 'metrics.jsonl')));
    return { weightsHash: summary.weightsHash, metrics, node: summary.versions.node };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
