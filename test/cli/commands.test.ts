import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attemptReport } from '../../src/cli/report-attempt.node.js';
import { runCommandLine } from '../../src/cli/run.node.js';
import { errorTable } from '../../src/errors.js';
import { recordingTerminal } from './recording-terminal.js';

let folder: string;
const inFolder = (name: string): string => join(folder, name);

/** Small enough for a test. */
const tiny = [
  'steps=400',
  'agent.learningStarts=100',
  'agent.batchSize=8',
  'agent.network.extractor=[{ dense: 8 }]',
  'logInterval=100',
  'evaluation.interval=200',
  'evaluation.episodes=2',
  'evaluation.finalEpisodes=5',
].flatMap((override) => ['--set', override]);

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...argv: string[]): Promise<Ran> {
  const terminal = recordingTerminal();
  const code = await runCommandLine(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

/** What `--json` printed: exactly one object, on one line. */
function objectOf({ out }: Ran): Record<string, unknown> {
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  const parsed: unknown = JSON.parse(out);
  expect(Object.prototype.toString.call(parsed)).toBe('[object Object]');
  return parsed as Record<string, unknown>;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lepton-cli-'));
  await run('train', 'cartpole', ...tiny, '--seed', '5', '--out', inFolder('done'), '--quiet');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('help', () => {
  it('lists every command, with examples', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of ['train', 'resume', 'evaluate', 'report', 'envs', 'bench'])
      expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(out).toContain('Examples:');
  });

  it('is what comes without arguments', async () => {
    expect(await run()).toEqual(await run('--help'));
  });

  it.each(['train', 'resume', 'evaluate', 'report', 'envs', 'bench'])(
    'of %s says what its options do',
    async (command) => {
      const { code, out, err } = await run(command, '--help');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(`Usage: lepton ${command}`);
      expect(out).toContain('Options:');
    },
  );

  it('names the recipes', async () => {
    expect((await run('train', '--help')).out).toContain('cartpole-cleanrl');
  });

  it('the version is that of the package', async () => {
    const text = readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8');
    const { version } = JSON.parse(text) as { readonly version: string };
    expect(await run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('mistakes', () => {
  const mistakes: readonly (readonly [
    code: keyof typeof errorTable,
    message: string,
    argv: readonly string[],
  ])[] = [
    ['unknown-name', 'Did you mean train?', ['trian']],
    ['unknown-name', 'Did you mean', ['train', 'cartpole', '--sed', '3']],
    ['unknown-name', 'did you mean cartpole?', ['train', 'cartpol']],
    ['file-not-found', 'no.yaml', ['train', 'no.yaml']],
    ['invalid-value', 'recipe', ['train']],
    ['invalid-value', '--seeds', ['train', 'cartpole', '--seeds', '3..1']],
    ['invalid-value', '--seeds', ['train', 'cartpole', '--seeds', '1,1']],
    ['invalid-value', '--seeds', ['train', 'cartpole', '--seeds', '1..1000000']],
    ['invalid-value', 'cannot be used', ['train', 'cartpole', '--seed', '1', '--seeds', '1..2']],
    ['invalid-value', 'at least 1', ['train', 'cartpole', '--steps', '0']],
    ['invalid-value', 'at least 1', ['train', 'cartpole', '--seeds', '1..2', '--workers', '0']],
    ['invalid-value', 'wasm', ['train', 'cartpole', '--engine', 'abacus']],
    ['invalid-value', 'best', ['evaluate', '.', '--checkpoint', 'first']],
    ['not-a-run', 'config.yaml', ['resume', 'no-such-folder']],
    ['not-a-run', 'config.yaml', ['evaluate', '.']],
    ['not-a-run', 'run.json', ['report', '.']],
  ];

  it.each(mistakes)('%s (%s) has its exit code and no stack', async (code, message, argv) => {
    const { code: exitCode, out, err } = await run(...argv);
    expect(exitCode).toBe(errorTable[code].exitCode);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });

  it.each(mistakes)('%s (%s) under --json is one object', async (code, message, argv) => {
    const ran = await run(...argv, '--json');
    expect(ran.code).toBe(errorTable[code].exitCode);
    expect(objectOf(ran)['error']).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('a bad recipe is shown with file, line and column', async () => {
    writeFileSync(inFolder('bad.yaml'), 'environment: CartPole-v1\nsteps: 10\nagnet: {}\n');
    const { code, err } = await run('train', inFolder('bad.yaml'));
    expect(code).toBe(errorTable['unknown-name'].exitCode);
    expect(err).toMatch(/bad\.yaml:3:1: agnet is .*did you mean agent\?/s);
  });

  it('an output folder that holds something stays as it is', async () => {
    const before = readFileSync(inFolder('done/run.json'), 'utf8');
    const { code, err } = await run('train', 'cartpole', ...tiny, '--out', inFolder('done'));
    expect(code).toBe(errorTable['file-exists'].exitCode);
    expect(err).toContain('resume');
    expect(readFileSync(inFolder('done/run.json'), 'utf8')).toBe(before);
  });

  it('nor does one of many seeds go into such a folder', async () => {
    const { code, err } = await run('train', 'cartpole', '--seeds', '1..2', '--out', folder);
    expect(code).toBe(errorTable['file-exists'].exitCode);
    expect(err).toContain('or is empty');
  });
});

describe('train', () => {
  it('prints one JSON object that is run.json, with the folder and the report', async () => {
    const ran = await run('train', 'cartpole', ...tiny, '--out', inFolder('json'), '--json');
    expect(ran.code).toBe(0);
    const summary = JSON.parse(readFileSync(inFolder('json/run.json'), 'utf8')) as object;
    expect(objectOf(ran)).toEqual({
      ...summary,
      folder: inFolder('json'),
      report: inFolder('json/report.html'),
    });
    expect(existsSync(inFolder('json/report.html'))).toBe(true);
    expect(ran.err).toContain('step 400 of 400');
  });

  it('prints a table, the report and what to do next', async () => {
    const { out } = await run('train', 'cartpole', ...tiny, '--out', inFolder('table'), '--quiet');
    expect(out).toMatch(/CartPole-v1 · dqn · recipe cartpole · seed 0/);
    expect(out).toMatch(/Greedy return over 5 fresh episodes/);
    expect(out).toMatch(/^ *best +[\d.]+ +[\d.]+ +[\d.]+ +[\d.]+$/m);
    expect(out).toMatch(/^ *last +[\d.]+/m);
    expect(out).toMatch(/weights +[0-9a-f]{12}$/m);
    expect(out).toContain('report.html');
    expect(out).toMatch(/npx lepton evaluate .*table/);
    expect(out).not.toContain('\u001b');
  });

  it('with --quiet says nothing but the result', async () => {
    const { err } = await run('train', 'cartpole', ...tiny, '--out', inFolder('quiet'), '--quiet');
    expect(err).toBe('');
  });

  it('takes any text as a seed, and the same seed gives the same weights', async () => {
    const hash = async (seed: string, name: string): Promise<unknown> =>
      objectOf(
        await run('train', 'cartpole', ...tiny, '--seed', seed, '--out', inFolder(name), '--json', '--quiet'),
      )['weightsHash'];
    expect(await hash('a lucky one', 'text-1')).toBe(await hash('a lucky one', 'text-2'));
    expect(await hash('5', 'number')).not.toBe(await hash('a lucky one', 'text-3'));
  });

  it('on the reference engine is a run of its own kind', async () => {
    const argv = [
      '--engine',
      'reference',
      '--steps',
      '150',
      '--out',
      inFolder('reference'),
      '--json',
      '--quiet',
    ];
    expect(objectOf(await run('train', 'cartpole', ...tiny, ...argv))).toMatchObject({
      status: 'completed',
      steps: 150,
    });
    expect(readFileSync(inFolder('reference/config.yaml'), 'utf8')).toContain('engine: reference');
    const evaluated = objectOf(await run('evaluate', inFolder('reference'), '--json'));
    expect(evaluated).toMatchObject({ episodes: 5 });
  });
});

describe("a world of the user's own", () => {
  const own = `environment=${fileURLToPath(new URL('fixtures/talking-world.js', import.meta.url))}#create`;

  it('that fails is called by its words, without a stack', async () => {
    const options = ['--set', own, '--set', 'environmentOptions={ silent: true, at: 250 }'];
    const { code, err } = await run(
      'train',
      'cartpole',
      ...tiny,
      ...options,
      '--out',
      inFolder('failing'),
      '--quiet',
    );
    expect(code).toBe(1);
    expect(err).toContain('the world fell apart');
    expect(err).not.toContain('    at ');
  });
});

describe('after a run', () => {
  const summary = (): Record<string, never> =>
    JSON.parse(readFileSync(inFolder('done/run.json'), 'utf8')) as Record<string, never>;

  it('evaluate repeats the evaluation of run.json', async () => {
    const { evaluation, lastEvaluation, weightsHash } = summary();
    expect(objectOf(await run('evaluate', inFolder('done'), '--json'))).toMatchObject(evaluation);
    const last = objectOf(await run('evaluate', inFolder('done'), '--checkpoint', 'last', '--json'));
    expect(last).toMatchObject({ ...(lastEvaluation as object), weightsHash });
  });

  it('evaluate takes other episodes', async () => {
    const other = objectOf(
      await run('evaluate', inFolder('done'), '--episodes', '3', '--seed', '7', '--json'),
    );
    expect(other).toMatchObject({ episodes: 3, seed: 7 });
    expect(other['returns']).toHaveLength(3);
    expect((await run('evaluate', inFolder('done'), '--episodes', '3')).out).toContain(
      'Greedy return over 3 episodes',
    );
  });

  it('resume of a complete run changes nothing', async () => {
    const before = summary();
    const { code, out } = await run('resume', inFolder('done'), '--quiet');
    expect(code).toBe(0);
    expect(out).toContain('400 steps');
    expect(summary()).toEqual(before);
  });

  it('resume --steps goes on, and cannot go back', async () => {
    await run('train', 'cartpole', ...tiny, '--out', inFolder('longer'), '--quiet');
    const longer = objectOf(await run('resume', inFolder('longer'), '--steps', '600', '--json', '--quiet'));
    expect(longer).toMatchObject({ steps: 600, status: 'completed' });
    const back = await run('resume', inFolder('longer'), '--steps', '500', '--quiet');
    expect(back.code).toBe(errorTable['invalid-value'].exitCode);
  });

  it('report makes the page anew, or one of several runs', async () => {
    const before = readFileSync(inFolder('done/report.html'), 'utf8');
    rmSync(inFolder('done/report.html'));
    expect((await run('report', inFolder('done'))).out).toBe(`${inFolder('done/report.html')}\n`);
    expect(readFileSync(inFolder('done/report.html'), 'utf8')).toBe(before);
  });

  it('a report that cannot be written is a warning', async () => {
    const terminal = recordingTerminal();
    const report = await attemptReport([inFolder('nowhere')], folder, { terminal, exitCode: 0 });
    expect(report).toBeUndefined();
    expect(terminal.err()).toMatch(/^warning all is saved, but .*run\.json/);
  });

  it('the report tells how to have the run again, whatever was set', () => {
    const html = readFileSync(inFolder('done/report.html'), 'utf8');
    expect(html).toContain(`npx lepton train ${inFolder('done/config.yaml')} --seed 5`);
  });

  it('that configuration gives the same weights', async () => {
    const again = await run(
      'train',
      inFolder('done/config.yaml'),
      '--seed',
      '5',
      '--out',
      inFolder('again'),
      '--json',
      '--quiet',
    );
    expect(objectOf(again)).toMatchObject({ weightsHash: summary()['weightsHash'], recipe: 'cartpole' });
  });
});

describe('envs', () => {
  it('lists what there is', async () => {
    expect((await run('envs')).out).toMatch(/CartPole-v1[^]*500 steps[^]*475/);
    expect(objectOf(await run('envs', '--json'))['environments']).toContainEqual(
      expect.objectContaining({ id: 'CartPole-v1', maxEpisodeSteps: 500, rewardThreshold: 475 }),
    );
  });
});
