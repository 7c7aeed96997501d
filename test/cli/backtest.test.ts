import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCommandLine } from '../../src/cli/run.node.js';
import { errorTable } from '../../src/errors.js';
import { generateMarket } from '../../environments/market/generators/index.js';
import { recordingTerminal } from './recording-terminal.js';

/** Trainings take their time where others use the machine. */
jest.setTimeout(60_000);

let folder: string;
let prices: string;
const inFolder = (name: string): string => join(folder, name);

async function run(...argv: string[]) {
  const terminal = recordingTerminal();
  const code = await runCommandLine(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

async function json(...argv: string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, out, err } = await run(...argv, '--json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Readonly<Record<string, unknown>>;
}

const tiny = [
  'steps=300',
  'agent.learningStarts=100',
  'agent.batchSize=8',
  'agent.network={ extractor: [{ dense: 8 }] }',
  'evaluation.interval=300',
  'environmentOptions.window=5',
  'environmentOptions.features=[log-return]',
  'environmentOptions.episode.bars=50',
].flatMap((override) => ['--set', override]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lepton-backtest-'));
  prices = inFolder('prices.csv');
  const { times, assets } = generateMarket({ generator: { gjr: {} }, bars: 700 }, 3);
  const [{ open, high, low, close, volume }] = assets;
  const rows = Array.from(times, (time, t) =>
    [
      new Date(time).toISOString().slice(0, 10),
      open[t],
      high[t],
      low[t],
      close[t],
      Math.round(volume[t]),
    ].join(','),
  );
  writeFileSync(prices, ['date,open,high,low,close,volume', ...rows, ''].join('\n'));
  writeFileSync(
    inFolder('mine.mjs'),
    `export const holdHalf = (view) => (view.value('close') > 0 ? 0.5 : 0);
export const wrong = 3;
export const peeking = (view) => view.value('close', -1);`,
  );
  const trained = await run(
    'train',
    'market',
    '--data',
    prices,
    ...tiny,
    '--seed',
    '1',
    '--out',
    inFolder('agent'),
    '--quiet',
  );
  expect([trained.code, trained.err]).toEqual([0, '']);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lepton backtest', () => {
  it('prints what a strategy is worth, and leaves a folder with ledger, equity and page', async () => {
    const { code, out } = await run(
      'backtest',
      'sma-cross',
      '--set',
      'short=5',
      '--set',
      'long=20',
      '--data',
      prices,
      '--baselines',
      '--out',
      inFolder('sma'),
    );
    expect(code).toBe(0);
    expect(out).toMatch(/sma-cross on prices {2}\S+ to \S+, 700 bars/);
    expect(out).toMatch(/\n {2}buy-and-hold +-?[\d.]+ %/);
    expect(out).toMatch('if costs were 0x');
    for (const name of ['backtest.json', 'ledger.csv', 'ledger.json', 'equity.csv', 'tear-sheet.html'])
      expect([name, existsSync(join(inFolder('sma'), name))]).toEqual([name, true]);
    const sheet = JSON.parse(readFileSync(join(inFolder('sma'), 'backtest.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(sheet).toMatchObject({
      format: 'lepton-backtest/1',
      strategy: { parameters: { short: 5, long: 20 } },
    });
    expect(sheet['command']).toBe(
      `npx lepton backtest sma-cross --data ${prices} --set short=5 --set long=20 --baselines`,
    );
  });

  it('takes range, costs, account, benchmark and a rate', async () => {
    const result = await json(
      'backtest',
      'buy-and-hold',
      '--data',
      prices,
      '--from',
      '2000-06-01',
      '--to',
      '2001-06-01',
      '--costs',
      'perValue=0.01',
      '--capital',
      '5000',
      '--account',
      'shorts.allowed=false',
      '--benchmark',
      prices,
      '--risk-free',
      '0.02',
      '--out',
      inFolder('range'),
    );
    expect(result).toMatchObject({
      account: { initialCapital: 5000, costs: { perValue: 0.01, slippage: 0 }, shorts: { allowed: false } },
      riskFree: 0.02,
      curves: [{ name: 'buy-and-hold' }, { kind: 'benchmark' }],
    });
    expect(String(result['from']) >= '2000-06-01').toBe(true);
    expect(String(result['to']) <= '2001-06-01').toBe(true);
  });

  it("plays a strategy of one's own", async () => {
    const result = await json(
      'backtest',
      `${inFolder('mine.mjs')}#holdHalf`,
      '--data',
      prices,
      '--out',
      inFolder('mine'),
    );
    expect(result).toMatchObject({ exposure: { timeInMarket: expect.any(Number) } });
    expect((result as { readonly exposure: { readonly net: number } }).exposure.net).toBeCloseTo(0.5, 0);
  });

  it('plays an agent on the test part of its own data, which it has not seen', async () => {
    const result = await json('backtest', inFolder('agent'), '--out', inFolder('of-agent'));
    expect(result).toMatchObject({ bars: 140, warnings: [expect.stringMatching('0.6 years are few')] });
    const early = await json(
      'backtest',
      inFolder('agent'),
      '--from',
      '2000-01-10',
      '--out',
      inFolder('early'),
    );
    expect(early['alarms']).toContainEqual(expect.stringMatching('trained or chosen on'));
    expect(early).toMatchObject({
      luck: { verdict: expect.stringMatching(/^This is not a result to believe\./) },
    });
  });

  const mistakes: readonly (readonly [
    words: string,
    argv: () => string[],
    code: keyof typeof errorTable,
    message: string,
  ])[] = [
    ['a mistyped strategy', () => ['sma-cros', '--data', prices], 'unknown-name', 'did you mean sma-cross'],
    ['no data', () => ['sma-cross'], 'invalid-value', '--data'],
    [
      'a day after the data',
      () => ['sma-cross', '--data', prices, '--from', '2050-01-01'],
      'invalid-value',
      '--from',
    ],
    ['no day', () => ['sma-cross', '--data', prices, '--to', 'soon'], 'invalid-value', 'a day like'],
    ['a missing file', () => ['flat', '--data', 'nowhere.csv'], 'file-not-found', 'nowhere.csv'],
    [
      'an export that is no strategy',
      () => [`${inFolder('mine.mjs')}#wrong`, '--data', prices],
      'contract-broken',
      'a function of the view',
    ],
    [
      'an export that is missing',
      () => [`${inFolder('mine.mjs')}#holdHlaf`, '--data', prices],
      'unknown-name',
      'did you mean holdHalf',
    ],
    [
      'a look at a later bar',
      () => [`${inFolder('mine.mjs')}#peeking`, '--data', prices],
      'invalid-value',
      'cannot be seen',
    ],
    [
      'a mistyped cost',
      () => ['flat', '--data', prices, '--costs', 'perVlaue=1'],
      'invalid-value',
      'perValue',
    ],
    [
      'a rate in per cent',
      () => ['flat', '--data', prices, '--risk-free', '2'],
      'invalid-value',
      'two per cent',
    ],
  ];
  it.each(mistakes)('says what is wrong with %s, and writes nothing', async (_, argv, code, message) => {
    const out = inFolder('wrong');
    const result = await run('backtest', ...argv(), '--out', out);
    expect(result.err).toMatch(message);
    expect(result.code).toBe(errorTable[code].exitCode);
    expect(existsSync(out)).toBe(false);
  });
});

describe('lepton decide', () => {
  it('prints target, values of all actions, order and warnings', async () => {
    const decision = await json(
      'decide',
      inFolder('agent'),
      '--data',
      prices,
      '--capital',
      '1000',
      '--position',
      '3',
    );
    const { targets, values, warnings } = decision as unknown as {
      readonly targets: readonly {
        readonly weight: number;
        readonly price: number;
        readonly shares: number;
        readonly order: number;
      }[];
      readonly values: readonly { readonly name: string; readonly value: number }[];
      readonly warnings: readonly string[];
    };
    const [{ weight, price, shares, order }] = targets;
    expect(values.map(({ name }) => name)).toEqual(['0: 0', '1: 1']);
    expect(shares).toBeCloseTo((weight * 1000) / price, 9);
    expect(order).toBeCloseTo(shares - 3, 9);
    expect(warnings).toContainEqual(expect.stringMatching('the data are stale'));
  });

  it('decides as the backtest does at the same bar', async () => {
    await json('backtest', inFolder('agent'), '--from', '2000-01-10', '--out', inFolder('whole'));
    const ledger = JSON.parse(readFileSync(join(inFolder('whole'), 'ledger.json'), 'utf8')) as {
      readonly entries: readonly { readonly kind: string; readonly bar: number; readonly reason: string }[];
    };
    const orders = ledger.entries.filter(({ kind }) => kind === 'order');
    const { bar, reason } = orders[Math.floor(orders.length / 2)];
    const lines = readFileSync(prices, 'utf8')
      .split('\n')
      .slice(0, bar + 2);
    writeFileSync(inFolder('until.csv'), `${lines.join('\n')}\n`);
    const decision = (await json(
      'decide',
      inFolder('agent'),
      '--data',
      inFolder('until.csv'),
    )) as unknown as {
      readonly targets: readonly { readonly weight: number }[];
    };
    expect(`target ${decision.targets[0].weight}`).toBe(reason);
  });
});

describe('lepton leak-check', () => {
  it('passes an agent, and fails the oracle with exit code 1', async () => {
    const report = await json('leak-check', inFolder('agent'), '--fast');
    expect(report).toMatchObject({ passed: true });
    const { code, out } = await run('leak-check', 'oracle', '--data', prices, '--fast');
    expect(code).toBe(1);
    expect(out).toMatch('What to mend');
  });

  it('checks a recipe, a purge of zero too', async () => {
    expect(await json('leak-check', 'market', '--data', prices, '--fast')).toMatchObject({ passed: true });
    const recipe = inFolder('own.yaml');
    writeFileSync(
      recipe,
      `environment: market\nenvironmentOptions: { data: ${prices}, part: training, purge: 0 }\nsteps: 100\nagent: { name: dqn, network: { extractor: [] } }\n`,
    );
    const { code, out } = await run('leak-check', recipe, '--fast');
    expect([code, out]).toEqual([
      expect.any(Number),
      expect.stringMatching('with a purge of 0 the parts share bars'),
    ]);
    expect(code).toBe(1);
  });
});

describe('lepton walk-forward', () => {
  it.each(['--expanding', '--rolling'])(
    '%s tests each fold on bars after its training, and adds them up',
    async (mode) => {
      const out = inFolder(`walk${mode}`);
      const result = (await json(
        'walk-forward',
        'market',
        '--data',
        prices,
        ...tiny,
        '--folds',
        '2',
        '--seeds',
        '1..2',
        mode,
        '--out',
        out,
      )) as unknown as {
        readonly bars: number;
        readonly folds: readonly {
          readonly trainFrom: number;
          readonly trainTo: number;
          readonly testFrom: number;
          readonly totalReturn: number;
          readonly seedSharpes: readonly number[];
        }[];
        readonly curves: readonly {
          readonly name: string;
          readonly figures: { readonly totalReturn: number };
        }[];
        readonly intervals: readonly { readonly name: string }[];
        readonly luck: { readonly overfitting: { readonly trials: number; readonly splits: number } };
      };
      expect(result.folds).toHaveLength(2);
      // Half of 16 blocks in every way; the account and the baselines that trade.
      expect(result.luck.overfitting).toMatchObject({ splits: 12_870 });
      expect(result.luck.overfitting.trials).toBeGreaterThan(3);
      for (const fold of result.folds) {
        expect(fold.trainTo).toBeLessThan(fold.testFrom);
        expect(fold.seedSharpes).toHaveLength(2);
      }
      expect(result.folds[1].trainFrom > result.folds[0].trainFrom).toBe(mode === '--rolling');
      const product = result.folds.reduce((wealth, { totalReturn }) => wealth * (1 + totalReturn), 1);
      expect(result.curves[0].figures.totalReturn).toBeCloseTo(product - 1, 9);
      expect(result.intervals[0].name).toBe('Sharpe ratio of a seed');
      expect(existsSync(join(out, 'fold-2', 'seed-1', 'run.json'))).toBe(true);
      expect(existsSync(join(out, 'tear-sheet.html'))).toBe(true);
    },
  );
});
