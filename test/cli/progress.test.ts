import { describe, expect, it } from '@jest/globals';
import { fc } from '../fast-check.js';
import type { ProgressReport } from '../../experiments/contract.js';
import { type ProgressState, renderLiveLine, renderPlainLine } from '../../src/cli/progress-line.js';
import { Progress } from '../../src/cli/progress.node.js';
import { bar, sparkline } from '../../src/cli/sparkline.js';
import { plainStyle, widthOf } from '../../src/cli/style.js';
import { recordingTerminal } from './recording-terminal.js';

const state: ProgressState = {
  label: 'cartpole',
  step: 27_000,
  steps: 50_000,
  stepsPerSecond: 16_132.4,
  secondsLeft: 61.2,
  return: 187.31,
  best: 421,
  history: [20, 40, 80, 120, 187],
};
const live = (columns: number): string => renderLiveLine(state, columns, plainStyle);

describe('the live line', () => {
  it('shows everything where there is room', () => {
    expect(live(117)).toBe(
      'cartpole  ━━━━━━━━━────────   54 %  27 000/50 000  16 132 steps/s  return  187.3  best 421.0  1:02 left  ▁▂▄▅█',
    );
  });

  it('keeps steps, speed, return and time left at 80 columns', () => {
    expect(live(77)).toBe('━━━━━━━──────   54 %  27 000/50 000  16 132 steps/s  return  187.3  1:02 left');
  });

  it('never takes more columns than there are', () => {
    const number = fc.double({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 200 }),
        fc.nat(),
        fc.nat(),
        number,
        fc.array(number),
        (columns, a, b, value, history) => {
          const odd = {
            ...state,
            step: Math.min(a, b),
            steps: Math.max(a, b),
            return: value,
            best: value,
            secondsLeft: b,
            history,
          };
          expect(widthOf(renderLiveLine(odd, columns, plainStyle))).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('says that it evaluates once all steps are done', () => {
    expect(renderLiveLine({ ...state, step: 50_000 }, 100, plainStyle)).toContain('100 %');
    expect(renderLiveLine({ ...state, step: 50_000 }, 100, plainStyle)).toContain('evaluating');
  });

  it('shows a dash for what is not known yet', () => {
    const start = { ...state, return: NaN, best: NaN, secondsLeft: NaN, stepsPerSecond: 0, history: [NaN] };
    expect(renderPlainLine(start)).toBe(
      'cartpole: step 27000 of 50000 (54 %), 0 steps/s, return -, best -, -:-- left',
    );
  });
});

describe('the little pictures', () => {
  it('a sparkline goes from the least to the greatest value', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([5, 5, 5], 8)).toBe('▁▁▁');
    expect(sparkline([], 8)).toBe('');
    expect(sparkline([0, 0, 8, 8], 2)).toBe('▁█');
  });

  it('a bar is as wide as it is told', () => {
    for (const share of [-1, 0, 0.01, 0.5, 0.999, 1, 2]) expect(bar(share, 9).join('')).toHaveLength(9);
    expect(bar(0.5, 3)).toEqual(['━╸', '─']);
  });
});

const report = (step: number, more: Partial<ProgressReport> = {}): ProgressReport => ({
  kind: 'progress',
  step,
  steps: 1000,
  stepsPerSecond: 100,
  return: 10,
  episodes: 1,
  epsilon: 0.1,
  ...more,
});

describe('Progress', () => {
  const start = (settings: Parameters<typeof recordingTerminal>[0], keys = [7], quiet = false) => {
    const terminal = recordingTerminal(settings);
    return { terminal, progress: new Progress(terminal, { quiet, keys, steps: 1000, label: 'cartpole' }) };
  };

  it('writes a plain line for each tenth into a pipe, without any code', () => {
    const { terminal, progress } = start({});
    for (let step = 20; step <= 1000; step += 20) progress.report(7, report(step));
    const lines = terminal.err().trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[4]).toBe('cartpole: step 500 of 1000 (50 %), 100 steps/s, return 10.0, best -, 0:05 left');
    expect(terminal.err()).not.toContain('\r');
    expect(terminal.err()).not.toContain('\u001b');
  });

  it('draws one line over and over on a terminal, and takes it away', () => {
    const { terminal, progress } = start({ isTTY: true, columns: 100 });
    progress.report(7, report(500));
    progress.report(7, report(1000));
    progress.clear();
    expect(terminal.err()).not.toContain('\n');
    expect(terminal.err().endsWith('\r\u001b[K')).toBe(true);
  });

  it('has no colours where NO_COLOR is set', () => {
    const { terminal, progress } = start({ isTTY: true, columns: 100, environment: { NO_COLOR: '1' } });
    progress.report(7, report(500));
    expect(terminal.err()).toContain('50 %');
    expect(terminal.err()).not.toContain('\u001b[3');
  });

  it('writes plain lines on a dumb terminal', () => {
    const { terminal, progress } = start({ isTTY: true, environment: { TERM: 'dumb' } });
    progress.report(7, report(500));
    expect(terminal.err()).toMatch(/^cartpole: step 500/);
  });

  it('is silent when it is told to be quiet', () => {
    const { terminal, progress } = start({ isTTY: true }, [7], true);
    progress.headline('cartpole');
    progress.report(7, report(500));
    progress.clear();
    expect(terminal.err()).toBe('');
  });

  it('adds up trainings that run side by side', () => {
    const { terminal, progress } = start({}, [1, 2]);
    progress.report(1, report(400, { return: 10 }));
    progress.report(2, report(600, { return: 30, stepsPerSecond: 300 }));
    expect(terminal.err()).toContain(
      'cartpole 0/2: step 1000 of 2000 (50 %), 400 steps/s, return 20.0, best -, 0:03 left',
    );
    progress.end(1, 'failed');
    // Seed 1 counts with what it did: 400 of 400.
    progress.report(2, report(800, { stepsPerSecond: 300 }));
    expect(terminal.err()).toContain('cartpole 1/2: step 1200 of 1400 (85 %), 300 steps/s');
  });

  it('shows the mean of the best evaluation', () => {
    const { terminal, progress } = start({});
    const evaluation = {
      kind: 'evaluation',
      step: 100,
      episodes: 1,
      std: 0,
      min: 0,
      max: 0,
      steps: 1,
    } as const;
    progress.report(7, { ...evaluation, mean: 50, best: true });
    progress.report(7, { ...evaluation, mean: 40, best: false });
    progress.report(7, report(500));
    expect(terminal.err()).toContain('best 50.0');
  });
});
