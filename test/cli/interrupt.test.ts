import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { interruptible } from '../../src/cli/interrupt.node.js';
import { Progress } from '../../src/cli/progress.node.js';
import { recordingTerminal } from './recording-terminal.js';

const begin = (action: (signal: AbortSignal) => Promise<string>) => {
  const terminal = recordingTerminal();
  const progress = new Progress(terminal, { quiet: false, keys: [0], steps: 1, label: 'cartpole' });
  return { terminal, running: interruptible(progress, action) };
};

const whenAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('kept')));

describe('interruptible', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('changes nothing where nobody interrupts', async () => {
    const { terminal, running } = begin(() => Promise.resolve('done'));
    await expect(running).resolves.toEqual({ result: 'done', interruption: undefined });
    expect(terminal.err()).toBe('');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s lets the action keep what it has, and ends with %d', async (signal, code) => {
    const { terminal, running } = begin(whenAborted);
    process.emit(signal, signal);
    await expect(running).resolves.toEqual({ result: 'kept', interruption: code });
    expect(terminal.err()).toContain('Ctrl-C again ends at once');
  });

  it('the second Ctrl-C ends the process at once', async () => {
    const exit = jest.spyOn(process, 'exit').mockReturnValue(undefined!);
    const { running } = begin(whenAborted);
    process.emit('SIGINT', 'SIGINT');
    expect(exit).not.toHaveBeenCalled();
    process.emit('SIGINT', 'SIGINT');
    expect(exit).toHaveBeenCalledWith(130);
    await running;
  });

  it('leaves no listener behind, even where the action fails', async () => {
    const before = process.listenerCount('SIGINT');
    await expect(begin(() => Promise.reject(new TypeError('no'))).running).rejects.toThrow('no');
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
