/** What people get wrong, all of it in one table: each with its code, its exit code and its words. */
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeEnvironment, makeVectorEnvironment } from '../../environments/registry.js';
import { makeActionBuffer, makeStepBuffers } from '../../environments/buffers.js';
import { runCommandLine } from '../../src/cli/run.node.js';
import { errorTable, type ErrorCode } from '../../src/errors.js';
import { errorOf } from '../runs/errors-of.js';
import { recordingTerminal } from './recording-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'lepton-bad-'));
const inFolder = (name: string): string => join(folder, name);
const worlds = fileURLToPath(new URL('fixtures/bad-worlds.js', import.meta.url));

const good = `environment: CartPole-v1
steps: 300
agent:
  name: dqn
  network: { extractor: [{ dense: 8 }] }
  learningStarts: 100
  batchSize: 8
evaluation: { interval: 150, episodes: 1, finalEpisodes: 1 }
`;

async function run(...argv: readonly string[]) {
  const terminal = recordingTerminal();
  const code = await runCommandLine(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

beforeAll(async () => {
  writeFileSync(inFolder('good.yaml'), good);
  await run('train', inFolder('good.yaml'), '--out', inFolder('done'), '--quiet');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file in the folder with another text in the place of one of its own. */
function edited(name: string, from: string, to: string): string {
  expect(good).toContain(from);
  writeFileSync(inFolder(name), good.replace(from, to));
  return inFolder(name);
}

type Mistake = readonly [
  what: string,
  code: ErrorCode,
  words: readonly string[],
  argv: () => readonly string[],
];

const trained = (...more: readonly string[]) => [
  'train',
  inFolder('good.yaml'),
  '--out',
  inFolder('new'),
  ...more,
];
const inWorld = (name: string) => trained('--set', `environment=${worlds}#${name}`);

const mistakes: readonly Mistake[] = [
  ['an unknown recipe', 'unknown-name', ['"cartpol"', 'did you mean cartpole?'], () => ['train', 'cartpol']],
  ['a recipe file that is not there', 'file-not-found', ['no.yaml'], () => ['train', inFolder('no.yaml')]],
  [
    'an unknown environment',
    'unknown-name',
    ['a.yaml:1:1', '"CartPol-v1"', 'did you mean CartPole-v1?'],
    () => ['train', edited('a.yaml', 'CartPole', 'CartPol')],
  ],
  [
    'an unknown key',
    'unknown-name',
    ['b.yaml:2:1: stpes is 300', 'left out', 'did you mean steps?'],
    () => ['train', edited('b.yaml', 'steps:', 'stpes:')],
  ],
  [
    'an unknown key of the agent, by --set',
    'unknown-name',
    ['--set agent.learnRate=1', 'did you mean learningRate?'],
    () => trained('--set', 'agent.learnRate=1'),
  ],
  [
    'an unknown option of an environment',
    'unknown-name',
    ['"suttonBartReward"', 'did you mean suttonBartoReward?'],
    () => trained('--set', 'environmentOptions.suttonBartReward=true'),
  ],
  ['an unknown command', 'unknown-name', ['Did you mean train?'], () => ['trian']],
  [
    'a wrong type',
    'invalid-value',
    ['c.yaml:7:3: agent.batchSize is "eight", but must be a number'],
    () => ['train', edited('c.yaml', 'batchSize: 8', 'batchSize: eight')],
  ],
  [
    'a number out of its range',
    'invalid-value',
    ['d.yaml:7:3: agent.batchSize is 0, but must be at least 1'],
    () => ['train', edited('d.yaml', 'batchSize: 8', 'batchSize: 0')],
  ],
  [
    'a learning rate that climbs up the loss',
    'invalid-value',
    ['agent.learningRate is -0.001, but must be at least 0'],
    () => trained('--set', 'agent.learningRate=-0.001'),
  ],
  [
    'a probability beyond 1, at the end of a schedule',
    'invalid-value',
    ['agent.exploration.linear.to is 1.5, but must be at most 1'],
    () => trained('--set', 'agent.exploration={ linear: { from: 1, to: 1.5, fraction: 1 } }'),
  ],
  [
    'more environments than anything has room for',
    'invalid-value',
    ['environments is 1000000000, but must be at most 100000'],
    () => trained('--set', 'environments=1000000000', '--steps', '1000000000'),
  ],
  [
    'more frames than anything has room for',
    'invalid-value',
    ['wrappers.0.frameStack.size is 1000000000, but must be at most 10000'],
    () => trained('--set', 'wrappers=[{ frameStack: { size: 1000000000 } }]'),
  ],
  [
    'two recipes in one file',
    'file-damaged',
    ['two.yaml:9:1', 'one document, not several'],
    () => ['train', edited('two.yaml', 'evaluation:', `evaluation: {}\n---\n${good}evaluation:`)],
  ],
  [
    'a key that is a list',
    'unknown-name',
    ['[ a, b ] is 2, but must be left out'],
    () => ['train', edited('f.yaml', 'steps:', '? [a, b]\n: 2\nsteps:')],
  ],
  [
    'a file of other bytes than text',
    'file-damaged',
    ['bytes.yaml: text is "other bytes", but must be UTF-8'],
    () => {
      writeFileSync(inFolder('bytes.yaml'), Uint8Array.of(0xff, 0xfe, 0, 1));
      return ['train', inFolder('bytes.yaml')];
    },
  ],
  [
    'options of an evaluation that the environment does not have',
    'unknown-name',
    ['"gravty"'],
    () => trained('--set', 'evaluation.environmentOptions.gravty=1'),
  ],
  [
    'a text that is no YAML',
    'file-damaged',
    ['e.yaml:'],
    () => ['train', edited('e.yaml', 'agent:', 'agent: [')],
  ],
  [
    'a folder that is not there',
    'not-a-run',
    ['config.yaml is "missing"'],
    () => ['resume', inFolder('nothing')],
  ],
  ['a folder that is no run', 'not-a-run', ['config.yaml is "missing"'], () => ['evaluate', folder]],
  ['a folder that is no run', 'not-a-run', ['run.json is "missing"'], () => ['report', folder]],
  [
    'an output folder that holds something',
    'file-exists',
    ['done', 'resume'],
    () => ['train', inFolder('good.yaml'), '--out', inFolder('done')],
  ],
  [
    'a loss that is no number',
    'numeric-failure',
    ['learner at environment step', 'replay/reward[159] is NaN, but must be a finite number', 'hint'],
    () => inWorld('worthless'),
  ],
  [
    'weights that run away',
    'numeric-failure',
    ['learner at environment step', 'online/', 'lower learningRate'],
    () =>
      trained(
        '--set',
        'agent.learningRate=1e30',
        '--set',
        'agent.optimizer={ sgd: {} }',
        '--set',
        'agent.loss=squaredError',
      ),
  ],
  [
    'an observation that is NaN, during training',
    'contract-broken',
    ['observation of step', 'observation[1] is NaN, but must be from 0 to 1', 'check-env'],
    () => inWorld('lost'),
  ],
  [
    'an observation out of its bounds, during training',
    'contract-broken',
    ['observation[0] is 1.0199999809265137, but must be from 0 to 1', 'widen the bounds'],
    () => inWorld('wide'),
  ],
  [
    'an observation of another size, during training',
    'contract-broken',
    ['observation has 1 numbers, but must have 2'],
    () => inWorld('short'),
  ],
  ['actions that no DQN can take', 'unsupported', ['Discrete, counted from 0'], () => inWorld('continuous')],
  [
    'a space that is none of Lepton',
    'contract-broken',
    ['{"shape":[2],"low":0,"high":1}, but must be a space', 'Discrete, Box'],
    () => inWorld('spaceless'),
  ],
  [
    'an end that is called done, as in old Gym',
    'contract-broken',
    ['terminated of step is undefined, but must be a boolean', 'fromOldGym'],
    () => inWorld('done'),
  ],
  [
    'a step that returns nothing',
    'contract-broken',
    ['result of step is undefined, but must be { observation, reward, terminated, truncated, info }'],
    () => inWorld('wordless'),
  ],
  [
    'a reset that returns null',
    'contract-broken',
    ['result of reset is null, but must be { observation, info }'],
    () => inWorld('resetless'),
  ],
  [
    'a snapshot that is no bytes',
    'contract-broken',
    ['snapshot() is', 'but must be a Uint8Array', 'packSnapshot'],
    () => inWorld('objectSnapshot'),
  ],
  ['a module that exports no world', 'contract-broken', ['number'], () => inWorld('number')],
  ['a world without its members', 'contract-broken', ['reset'], () => inWorld('empty')],
  ['a world that comes as a promise', 'contract-broken', ['not a promise'], () => inWorld('late')],
  ['an export that is not there', 'unknown-name', ['did you mean short?'], () => inWorld('shrt')],
];

describe('on the command line', () => {
  it.each(mistakes)('%s (%s): its exit code, its words, no stack', async (_what, code, words, argv) => {
    rmSync(inFolder('new'), { recursive: true, force: true });
    const { code: exitCode, out, err } = await run(...argv(), ...(argv()[0] === 'train' ? ['--quiet'] : []));
    for (const word of words) expect(err).toContain(word);
    expect(exitCode).toBe(errorTable[code].exitCode);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err).not.toContain('node:');
    expect(out).toBe('');
  });

  it('every error of the table has an exit code of its own', () => {
    const exitCodes = Object.values(errorTable).map(({ exitCode }) => exitCode);
    expect(new Set([0, 1, ...exitCodes]).size).toBe(exitCodes.length + 2);
  });

  it('what stops a run leaves its last good checkpoint', async () => {
    rmSync(inFolder('new'), { recursive: true, force: true });
    await run(...inWorld('worthless'), '--quiet');
    expect(JSON.parse(readFileSync(inFolder('new/run.json'), 'utf8'))).toMatchObject({ status: 'failed' });
    expect(readdirSync(inFolder('new/checkpoints')).some((name) => name.startsWith('step-'))).toBe(true);
    expect((await run('resume', inFolder('new'), '--quiet')).code).toBe(
      errorTable['numeric-failure'].exitCode,
    );
  });

  it('a folder in the place of a file, and a file in the place of a folder', async () => {
    mkdirSync(inFolder('folder.yaml'));
    expect((await run('train', inFolder('folder.yaml'))).code).toBe(errorTable['file-not-found'].exitCode);
    const { code, err } = await run(
      'train',
      inFolder('good.yaml'),
      '--out',
      inFolder('good.yaml'),
      '--quiet',
    );
    expect([code, err]).toEqual([errorTable['file-exists'].exitCode, expect.stringContaining('good.yaml')]);
  });
});

describe('in a program', () => {
  const cases: readonly (readonly [what: string, code: ErrorCode, words: string, act: () => unknown])[] = [
    ['step before reset', 'wrong-order', 'reset', () => makeEnvironment('CartPole-v1').step(0)],
    [
      'step before reset, of many worlds',
      'wrong-order',
      'never reset',
      () => {
        const world = makeVectorEnvironment('CartPole-v1', { count: 2 });
        world.step(makeActionBuffer(world.actionSpace, 2), makeStepBuffers(world));
      },
    ],
    ...['CartPole-v1', 'MountainCar-v0', 'Acrobot-v1', 'FrozenLake-v1', 'CliffWalking-v1', 'Taxi-v4'].map(
      (id) =>
        [
          `an action outside the space of ${id}`,
          'invalid-value',
          'action is 9',
          () => {
            const world = makeEnvironment(id);
            world.reset({ seed: 1 });
            world.step(9);
          },
        ] as const,
    ),
    [
      'an action outside the space, of many worlds',
      'invalid-value',
      'action is 9',
      () => {
        const world = makeVectorEnvironment('CartPole-v1', { count: 1 });
        const out = makeStepBuffers(world);
        world.reset([1], out);
        world.step(Int32Array.of(9), out);
      },
    ],
    [
      'a seed that is none',
      'invalid-value',
      'seed is -1',
      () => makeEnvironment('CartPole-v1').reset({ seed: -1 }),
    ],
  ];

  it.each(cases)('%s raises %s', (_what, code, words, act) => {
    const error = errorOf(act);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(words);
  });
});
