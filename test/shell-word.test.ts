import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { shellWord } from '../src/shell-word.js';

describe('shellWord', () => {
  it.each(['cartpole', 'runs/my run', "it's", 'a "b" c', '$HOME', '`id`', '#1', 'a\\ b', 'x;y|z&', '*', ''])(
    '%j comes back from a shell as it was',
    (word) => {
      expect(execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word);
    },
  );

  it('leaves alone what a shell does not take apart', () => {
    expect(['./my-world.js#create', 'path=1e-3', 'C:\\runs'].map(shellWord)).toEqual([
      './my-world.js#create',
      'path=1e-3',
      'C:\\runs',
    ]);
  });
});
