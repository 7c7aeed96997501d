/** The command line in processes of their own, as users run it, which tests may end in any way. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const executable = join(root, 'dist/src/cli/lepton.node.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** When standard error holds this. */
  readonly says: (text: string) => Promise<void>;
}

export interface Place {
  readonly cwd?: string;
  /** Beside the environment of the tests. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of the user that it runs as, where it is not ours; only root may choose one. */
  readonly uid?: number | undefined;
  /** Whether it leads a group of processes of its own, which a signal to minus its number reaches. */
  readonly leadsGroup?: boolean;
}

export function begin(argv: readonly string[], { cwd, env, uid, leadsGroup = false }: Place = {}): Running {
  const child = spawn(process.execPath, [executable, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    detached: leadsGroup,
    ...(cwd !== undefined && { cwd }),
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += String(chunk)));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, ...texts })),
  );
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => child.stderr.on('data', () => texts.err.includes(text) && resolve()));
  return { process: child, ended, says };
}

/** Does nothing where dist/ is up to date. @returns what the build complains of */
export const buildCommandLine = (): string =>
  spawnSync(process.execPath, [join(root, '.config/build.mjs')], { encoding: 'utf8' }).stderr;

/** A training of CartPole that takes a moment. */
export const quickCartPole: readonly string[] = [
  'agent.learningStarts=100',
  'agent.batchSize=8',
  'agent.network.extractor=[{ dense: 8 }]',
  'logInterval=200',
  'evaluation.interval=2000',
  'evaluation.episodes=2',
  'evaluation.finalEpisodes=5',
].flatMap((override) => ['--set', override]);
