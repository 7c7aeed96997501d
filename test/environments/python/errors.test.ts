import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { makeStepBuffers } from '../../../environments/buffers.js';
import type { Info, VectorEnvironment } from '../../../environments/contract.js';
import { pythonEnvironment } from '../../../environments/python/python-environment.node.js';
import { makeVectorEnvironment } from '../../../environments/registry.js';
import {
  against,
  hasPython,
  itWithPython,
  itWithWorlds,
  prepareWorlds,
  python,
  setPythonPath,
} from './pythons.js';

beforeAll(prepareWorlds);
const open: VectorEnvironment[] = [];
afterEach(() => open.splice(0).forEach((world) => world.close?.()));

function make(id: string, options: Info = {}, settings: object = {}): VectorEnvironment {
  const worlds = makeVectorEnvironment(pythonEnvironment(`python:${id}`, { python, ...settings }), {
    count: 2,
    options,
  });
  open.push(worlds);
  return worlds;
}

/** Up to the third step, in which troubled worlds get into trouble. */
function play(worlds: VectorEnvironment): void {
  const out = makeStepBuffers(worlds);
  worlds.reset([0, 1], out);
  for (let step = 0; step < 3; step++) worlds.step(new Int32Array(2), out);
}

const saying = (code: string, ...texts: readonly string[]) =>
  expect.objectContaining({
    name: 'LeptonError',
    code,
    message: expect.stringMatching(
      new RegExp(texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*')),
    ),
  });

describe('before a world is there', () => {
  it('a missing executable is named', () => {
    const error = saying('file-not-found', 'python:CartPole-v1', '"no-such-python"', 'LEPTON_PYTHON');
    expect(() => make('CartPole-v1', {}, { python: 'no-such-python' })).toThrow(error);
    expect(() => make('CartPole-v1', {}, { python: '/no/such/python' })).toThrow(
      saying('file-not-found', '"/no/such/python"'),
    );
  });

  it('a program that is no Python is told by what it says, or by its end', () => {
    expect(() => make('CartPole-v1', {}, { python: 'echo' })).toThrow(
      saying('contract-broken', '"echo"', 'Python 3'),
    );
    expect(() => make('CartPole-v1', {}, { python: 'false' })).toThrow(
      saying('contract-broken', 'ended with code 1'),
    );
  });

  it('a program that says nothing is ended after the time that it has', () => {
    const hanging = fileURLToPath(new URL('../../fixtures/python/hanging', import.meta.url));
    expect(() => make('CartPole-v1', {}, { python: hanging, startSeconds: 0.2 })).toThrow(
      saying('contract-broken', 'still silent after 0.2 s', 'LEPTON_PYTHON_START_SECONDS'),
    );
  });

  itWithPython(`without the package, what to install is said${hasPython ? '' : ' (no python3 here)'}`, () => {
    setPythonPath('without-gymnasium');
    try {
      expect(() => make('CartPole-v1')).toThrow(
        saying('file-not-found', "No module named 'gymnasium'", '-m pip install gymnasium'),
      );
    } finally {
      prepareWorlds();
    }
  });
});

describe(`against ${against}`, () => {
  itWithWorlds.each([
    ['an unknown id', 'CartPoll-v1', {}, 'unknown-name', 'CartPoll'],
    ['an unknown module', 'no_such_module:World-v0', {}, 'unknown-name', 'no_such_module'],
    ['a space that Lepton does not have', 'worlds:Texts-v0', {}, 'unsupported', 'Text'],
    [
      'an option that the world does not have',
      'worlds:Counting-v0',
      { width: 1 },
      'contract-broken',
      'width',
    ],
    [
      'a world that raises when it is made',
      'worlds:Troubled-v0',
      { trouble: 'raise', when: 'make' },
      'contract-broken',
      'the gripper is stuck',
    ],
    [
      'a world that exits when it is made',
      'worlds:Troubled-v0',
      { trouble: 'exit', when: 'make' },
      'contract-broken',
      'ended with code 3',
    ],
  ])('%s is an error at once', (_what, id, options, code, text) => {
    expect(() => make(id, options)).toThrow(saying(code, `python:${id}`, text));
  });

  itWithWorlds('a world that hangs when it is made is ended after the time that it has', () => {
    const options = { trouble: 'hang', when: 'make' };
    expect(() => make('worlds:Troubled-v0', options, { startSeconds: 1.5 })).toThrow(
      saying('contract-broken', 'still silent after 1.5 s'),
    );
  });

  itWithWorlds.each(['reset', 'step'])(
    'an exception in %s comes with its message and the end of its traceback',
    (when) => {
      const run = () => play(make('worlds:Troubled-v0', { trouble: 'raise', when }));
      const parts = [`${when} in Python`, 'RuntimeError: the gripper is stuck', 'worlds.py', 'in happens'];
      expect(run).toThrow(saying('contract-broken', ...parts));
    },
  );

  itWithWorlds('after an exception the world can be reset and goes on', () => {
    const worlds = make('worlds:Troubled-v0', { trouble: 'raise' });
    expect(() => play(worlds)).toThrow('gripper');
    const out = makeStepBuffers(worlds);
    worlds.reset([0, 1], out);
    worlds.step(new Int32Array(2), out);
    expect([...out.rewards]).toEqual([1, 1]);
  });

  itWithWorlds('an observation of another shape is an error that names the part', () => {
    expect(() => play(make('worlds:Troubled-v0', { trouble: 'shape' }))).toThrow(
      saying('contract-broken', 'observation has the shape (1,), its space says (2,)'),
    );
  });

  itWithWorlds.each([
    ['kill', 'ended by SIGKILL'],
    ['exit', 'ended with code 3'],
  ])(
    'the death of the process (%s) in a step is an error, each time again, and a new world lives',
    (trouble, end) => {
      const worlds = make('worlds:Troubled-v0', { trouble });
      expect(() => play(worlds)).toThrow(saying('contract-broken', end, 'lepton resume'));
      expect(() => play(worlds)).toThrow(saying('contract-broken', end));
      worlds.close?.();
      worlds.close?.();
      expect(() => play(make('worlds:Counting-v0'))).not.toThrow();
    },
  );

  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const hasEndedSoon = async (pid: number): Promise<boolean> => {
    for (let tries = 0; tries < 100 && isAlive(pid); tries++) await wait(50);
    return !isAlive(pid);
  };

  itWithWorlds('the process ends when its world is closed, and then raises', async () => {
    const worlds = make('worlds:Talking-v0');
    const out = makeStepBuffers(worlds);
    worlds.reset([0, 1], out);
    const [pid] = out.observations['observation'] as Int32Array;
    expect(isAlive(pid)).toBe(true);
    worlds.close?.();
    expect(await hasEndedSoon(pid)).toBe(true);
    expect(() => worlds.reset([0, 1], out)).toThrow(saying('contract-broken', 'closed'));
  });

  itWithWorlds('no file descriptor stays open, whatever the end', () => {
    const folder = '/proc/self/fd';
    if (!existsSync(folder)) return;
    const before = readdirSync(folder).length;
    const attempts = [
      () => make('no_such_module:World-v0'),
      () => make('CartPole-v1', {}, { python: 'no-such-python' }),
      () => play(make('worlds:Troubled-v0', { trouble: 'kill' })),
    ];
    for (const attempt of attempts) expect(attempt).toThrow();
    make('worlds:Counting-v0').close?.();
    expect(readdirSync(folder)).toHaveLength(before);
  });

  itWithWorlds('the process ends when ours is killed', async () => {
    const program = `
      import { makeStepBuffers, makeVectorEnvironment } from '${url('environments/index.js')}';
      import { pythonEnvironment } from '${url('experiments/index.node.js')}';
      const worlds = makeVectorEnvironment(pythonEnvironment('python:worlds:Talking-v0', { python: ${JSON.stringify(python)} }));
      const out = makeStepBuffers(worlds);
      worlds.reset([0], out);
      process.stdout.write(String(out.observations.observation[0]), () => process.kill(process.pid, 'SIGKILL'));`;
    const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      env: process.env,
    });
    expect(signal).toBe('SIGKILL');
    expect(Number(stdout)).toBeGreaterThan(1);
    expect(await hasEndedSoon(Number(stdout))).toBe(true);
  });
});

const url = (path: string): string => new URL(`../../../dist/${path}`, import.meta.url).href;
