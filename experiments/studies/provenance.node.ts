import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';

/** Where a recorded result comes from. */
export interface Provenance {
  readonly command: string;
  readonly commit: string;
  readonly machine: string;
  readonly date: string;
}

export function provenance(study: string, argv: readonly string[]): Provenance {
  const { stdout: commit } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return {
    command: `node dist/experiments/studies/${study}.node.js ${argv.join(' ')}`.trim(),
    commit: commit.trim(),
    machine: `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}; Node ${process.versions.node}; ${process.platform} ${process.arch}`,
    date: new Date().toISOString().slice(0, 10),
  };
}
