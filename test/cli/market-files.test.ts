/** What the market's commands make of files and ranges that are not as they should be. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generateMarket } from '../../environments/market/generators/index.js';
import { loadRecipe } from '../../experiments/recipe-file.node.js';
import { trainFolds, type WalkForwardPlan } from '../../experiments/market/walk-forward.node.js';
import { runCommandLine } from '../../src/cli/run.node.js';
import { recordingTerminal } from './recording-terminal.js';

/** Trainings take their time where others use the machine. */
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'lepton-market-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string): string => join(folder, name);
const prices = inFolder('prices.csv');
const other = inFolder('other.csv');

async function run(...argv: string[]) {
  const terminal = recordingTerminal();
  const code = await runCommandLine(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

interface Result {
  readonly from: string;
  readonly bars: number;
  readonly account: { readonly costs: Readonly<Record<string, number>> };
  readonly curves: readonly { readonly finalEquity: number; readonly figures: { readonly sharpe: number } }[];
  readonly warnings: readonly string[];
  readonly alarms: readonly string[];
}

let count = 0;
async function backtest(...argv: string[]): Promise<Result> {
  const result = await run('backtest', ...argv, '--json', '--out', inFolder(`result-${count++}`));
  expect([result.code, result.err]).toEqual([0, '']);
  return JSON.parse(result.out) as Result;
}

function rowsOf(seed: number): readonly string[] {
  const { times, assets } = generateMarket({ generator: { gjr: {} }, bars: 500 }, seed);
  const [{ open, high, low, close }] = assets;
  return Array.from(times, (time, t) =>
    [new Date(time).toISOString().slice(0, 10), open[t], high[t], low[t], close[t]].join(','),
  );
}
const dayOf = (row: string): string => row.slice(0, 10);
const write = (file: string, rows: readonly string[], head = 'date,open,high,low,close'): void =>
  writeFileSync(file, [head, ...rows, ''].join('\n'));

const rows = rowsOf(5);
beforeAll(() => {
  write(prices, rows);
  write(other, rowsOf(6));
});

describe('a range', () => {
  it('that is turned around, or begins on a day that does not exist, is told in days', async () => {
    const turned = await run(
      'backtest',
      'flat',
      '--data',
      prices,
      '--from',
      dayOf(rows[300]),
      '--to',
      dayOf(rows[200]),
    );
    expect(turned.err).toContain(`"${dayOf(rows[300])} to ${dayOf(rows[200])}"`);
    const never = await run('backtest', 'flat', '--data', prices, '--from', '2001-02-30');
    expect([never.code, never.err]).toEqual([2, expect.stringContaining('a day like')]);
  });

  it('that waits for a moving average is said to', async () => {
    const { warnings } = await backtest(
      'sma-cross',
      '--data',
      prices,
      '--set',
      'short=5',
      '--set',
      'long=60',
    );
    const [, waited, day] =
      /nothing was held for the first (\d+) bars.*--from (\S+)/.exec(warnings.join('\n')) ?? [];
    expect(Number(waited)).toBeGreaterThan(59);
    expect(dayOf(rows[Number(waited)])).toBe(day);
  });
});

describe('the account of a backtest', () => {
  it('has the costs that are said, and single ones changed', async () => {
    const { account } = await backtest(
      'flat',
      '--data',
      prices,
      '--costs',
      'perShare=0.01',
      '--account',
      'costs.slippage=0.002',
    );
    expect(account.costs).toMatchObject({ perShare: 0.01, perValue: 0, slippage: 0.002 });
    const { account: usual } = await backtest('flat', '--data', prices, '--account', 'costs.slippage=0.002');
    expect(usual.costs).toMatchObject({ perValue: 0.0005, slippage: 0.002 });
  });
});

describe('a benchmark', () => {
  it('must be known on the first day, be one asset, and says where it ends', async () => {
    write(inFolder('late.csv'), rows.slice(100));
    write(inFolder('ended.csv'), rows.slice(0, 400));
    const late = await run('backtest', 'flat', '--data', prices, '--benchmark', inFolder('late.csv'));
    expect([late.code, late.err]).toEqual([2, expect.stringContaining('known on all of its days')]);
    const several = await run('backtest', 'flat', '--data', prices, '--benchmark', folder);
    expect([several.code, several.err]).toEqual([2, expect.stringContaining('a single one')]);
    const { warnings } = await backtest('flat', '--data', prices, '--benchmark', inFolder('ended.csv'));
    expect(warnings.join()).toContain(
      `no bars after ${dayOf(rows[399])}: it stands still for the last 100 bars`,
    );
  });
});

describe('a file of rates', () => {
  it('is read whatever its order and its holes, and blamed with row and column', async () => {
    const [first, second] = [dayOf(rows[0]), dayOf(rows[250])];
    const file = (name: string, lines: readonly string[]): string => {
      writeFileSync(inFolder(name), ['DATE,RATE', ...lines, ''].join('\n'));
      return inFolder(name);
    };
    const oldest = file('oldest.csv', [`${first},0.01`, `${second},0.05`]);
    const newest = file('newest.csv', [
      `${second},0.05`,
      `${dayOf(rows[100])},.`,
      `${dayOf(rows[90])},`,
      `${first},0.01`,
    ]);
    const sharpes = await Promise.all(
      [oldest, newest].map(
        async (rates) =>
          (await backtest('buy-and-hold', '--data', prices, '--risk-free', rates)).curves[0].figures.sharpe,
      ),
    );
    expect(sharpes[0]).toBe(sharpes[1]);
    const free = (await backtest('buy-and-hold', '--data', prices)).curves[0].figures.sharpe;
    expect(sharpes[0]).toBeLessThan(free);
    const wrong = await run(
      'backtest',
      'flat',
      '--data',
      prices,
      '--risk-free',
      file('wrong.csv', [`${first},5.2`]),
    );
    expect(wrong.err).toContain('wrong.csv, row 2, column RATE: rate is 5.2');
    const noDay = await run(
      'backtest',
      'flat',
      '--data',
      prices,
      '--risk-free',
      file('noday.csv', ['soon,0.01']),
    );
    expect(noDay.err).toContain('noday.csv, row 2, column DATE: day is "soon"');
  });
});

it('a split that is left in the prices is an alarm of the backtest, and one that is entered a note', async () => {
  const halved = rows.map((row, t) =>
    t < 200
      ? row
      : [
          dayOf(row),
          ...row
            .split(',')
            .slice(1)
            .map((price) => Number(price) / 2),
        ].join(','),
  );
  write(inFolder('halved.csv'), halved);
  const left = await backtest('buy-and-hold', '--data', inFolder('halved.csv'));
  expect(left.alarms.join()).toContain('row 202: close');
  const entered = await backtest('buy-and-hold', '--data', inFolder('halved.csv'), '--read', 'splits=detect');
  expect([entered.alarms, entered.warnings.join()]).toEqual([
    [],
    expect.stringContaining('entered as a split 2:1'),
  ]);
  const whole = await backtest('buy-and-hold', '--data', prices);
  expect(entered.curves[0].finalEquity).toBeCloseTo(whole.curves[0].finalEquity, 4);
});

describe('training on several files', () => {
  const small = ['environmentOptions.window=5', 'environmentOptions.features=[log-return]'];

  it('chooses among portfolios where the recipe has positions of one asset, and says so', async () => {
    const { recipe, notes } = await loadRecipe('market', [
      ...small,
      `environmentOptions.data=${JSON.stringify([prices, other])}`,
    ]);
    expect(recipe.environmentOptions).not.toHaveProperty('positions');
    expect(notes.join()).toContain('2 assets: instead of its positions of one');
    const one = await loadRecipe('market', [`environmentOptions.data=${JSON.stringify([prices])}`]);
    expect(one.recipe.environmentOptions).toMatchObject({ positions: [0, 1] });
    const set = await loadRecipe('market', [
      `environmentOptions.data=${JSON.stringify([prices, other])}`,
      'environmentOptions.positions=[0,1]',
    ]);
    // Who says it himself hears that it cannot be.
    expect(set.recipe.environmentOptions).toMatchObject({ positions: [0, 1] });
  });

  it('works from the command line, on a generator too', async () => {
    const tiny = ['steps=200', 'agent.learningStarts=100', 'evaluation.interval=200', ...small].flatMap(
      (one) => ['--set', one],
    );
    const two = await run(
      'train',
      'market',
      '--data',
      prices,
      other,
      ...tiny,
      '--out',
      inFolder('two'),
      '--json',
      '--quiet',
    );
    expect([two.code, two.err]).toEqual([0, '']);
    const made = await run(
      'train',
      'market',
      '--data',
      'generator:sine',
      ...tiny,
      '--out',
      inFolder('made'),
      '--json',
      '--quiet',
    );
    expect([made.code, made.err]).toEqual([0, '']);
    expect(readFileSync(join(inFolder('made'), 'config.yaml'), 'utf8')).toContain('sine');
    const decided = await run('decide', inFolder('two'), '--data', prices, other, '--position', '3');
    expect([decided.code, decided.err]).toEqual([
      2,
      expect.stringContaining('a number of shares for each asset: prices, other'),
    ]);
  });

  it('decide says where the prices are not those of the training', async () => {
    const decided = await run('decide', inFolder('made'), '--data', prices, '--json');
    const { warnings } = JSON.parse(decided.out) as Result;
    expect(warnings.join()).toMatch(/other prices than in training on \d+ of \d+ common bars/);
  });
});

describe('a walk forward', () => {
  const planned = async (): Promise<WalkForwardPlan> => {
    const { name, recipe } = await loadRecipe('market', [
      ...['steps=200', 'agent.learningStarts=100', 'agent.batchSize=8', 'evaluation.interval=200'],
      ...[
        'environmentOptions.window=5',
        'environmentOptions.features=[log-return]',
        'environmentOptions.episode.bars=50',
      ],
      `environmentOptions.data=${JSON.stringify(prices)}`,
    ]);
    return { name, recipe, engine: 'wasm', folds: 2, mode: 'rolling', seeds: [1] };
  };

  it('that was stopped anywhere goes on with resume, and gives the same bytes', async () => {
    const plan = await planned();
    const stopping = new AbortController();
    const paused = await trainFolds(inFolder('stopped'), plan, {
      signal: stopping.signal,
      onReport: (key) => key === 'fold 1, seed 1' && stopping.abort(),
    });
    expect(paused).toBeUndefined();
    expect(existsSync(join(inFolder('stopped'), 'fold-2'))).toBe(false);
    const resumed = await run('resume', inFolder('stopped'), '--quiet');
    expect([resumed.code, resumed.err]).toEqual([0, '']);
    await trainFolds(inFolder('through'), plan);
    const again = await run('resume', inFolder('through'), '--quiet');
    expect(again.code).toBe(0);
    for (const file of [
      'backtest.json',
      'ledger.csv',
      'equity.csv',
      'tear-sheet.html',
      'fold-2/seed-1/metrics.jsonl',
      'fold-2/seed-1/config.yaml',
      'fold-2/seed-1/learned-from.safetensors',
    ])
      expect([
        file,
        readFileSync(join(inFolder('stopped'), file), 'utf8') ===
          readFileSync(join(inFolder('through'), file), 'utf8'),
      ]).toEqual([file, true]);
  });

  it('on data that have changed does not go on, and with too many folds does not begin', async () => {
    const plan = await planned();
    await expect(trainFolds(inFolder('none'), { ...plan, folds: 400 })).rejects.toThrow(
      'few enough for tests of three bars',
    );
    expect(existsSync(inFolder('none'))).toBe(false);
    write(prices, rows.slice(0, 499));
    const resumed = await run('resume', inFolder('through'));
    write(prices, rows);
    expect([resumed.code, resumed.err]).toEqual([6, expect.stringContaining('unchanged since')]);
  });
});
