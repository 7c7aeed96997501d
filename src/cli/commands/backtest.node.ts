import { type Command, Option } from 'commander';
import { backtest, type BacktestResult } from '../../../experiments/market/backtest.js';
import { benchmarkFrom } from '../../../experiments/market/curves.js';
import { writeBacktest } from '../../../experiments/market/backtest-folder.node.js';
import { firstUnseen, hasLearnedFrom } from '../../../experiments/market/seen-bars.js';
import { findTrader, type FoundTrader } from '../../../experiments/market/find-trader.node.js';
import {
  firstBarFrom,
  lastBarUntil,
  type MarketSource,
  readMarket,
} from '../../../experiments/market/market-files.node.js';
import { accountOf } from '../../../experiments/market/account-of.js';
import { readRiskFree } from '../../../experiments/market/risk-free.node.js';
import { baselineTraders } from '../../../experiments/market/baselines.js';
import type { Trader } from '../../../experiments/market/trader.js';
import { claimFolder, makeFreshFolder } from '../../../experiments/output-folder.node.js';
import { strategyNames } from '../../../environments/market/strategies/index.js';
import type { AccountOptions } from '../../../environments/market/settings.js';
import type { MarketData } from '../../data/market-data.js';
import { check } from '../../errors.js';
import {
  type Context,
  naturalNumber,
  positiveInteger,
  printJson,
  shownPath,
  stdoutStyle,
} from '../context.node.js';
import { renderBacktest, summaryOfBacktest } from '../backtest-text.js';
import { commandLine } from '../command-line.js';
import { formatNumber } from '../format.js';
import { accountFlags, assignments, collect, mergePlainData } from '../market-options.js';
import { isoDate } from '../../reports/tear-sheet/dates.js';

interface BacktestFlags {
  readonly data?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly costs?: AccountOptions['costs'];
  readonly fill?: AccountOptions['fill'];
  readonly capital?: number;
  readonly account?: readonly string[];
  readonly set?: readonly string[];
  readonly read?: readonly string[];
  readonly benchmark?: string;
  readonly riskFree?: string;
  readonly baselines?: true;
  readonly checkpoint: 'best' | 'last';
  readonly seed: number;
  readonly trials?: number;
  readonly out?: string;
  readonly json?: true;
}

const details = `
Strategies: ${strategyNames.join(', ')}.
A strategy of your own is a function of the view in a module: ./my-strategy.js#decide. An agent is tested on the test part of
its own data unless --data or --from say otherwise. The folder gets backtest.json, ledger.csv, ledger.json and equity.csv.

Examples:
  npx lepton backtest buy-and-hold --data prices.csv
  npx lepton backtest sma-cross --set short=20 --set long=100 --data prices.csv --costs perValue=0.001,slippage=0.0005
  npx lepton backtest runs/market-seed0 --baselines --trials 10
  npx lepton backtest ./my-strategy.js#decide --data stocks/ --from 2015-01-01 --benchmark index.csv --risk-free 0.02`;

export function addBacktest(program: Command, context: Context): void {
  program
    .command('backtest')
    .summary('run an agent or a strategy on price history, and say what it is worth')
    .description(
      'Runs an agent or a strategy on price history, beside buy-and-hold, with costs, and says whether it could be luck.',
    )
    .argument('<WHO>', 'the folder of a run, a strategy, or ./my-strategy.js#name')
    .option('--data <FILE...>', 'price files or folders, one asset each; or generator:gbm')
    .option('--from <DAY>', 'the first decision is at the close of this day')
    .option('--to <DAY>', 'the last day')
    .addOption(accountFlags.costs)
    .addOption(accountFlags.fill)
    .addOption(accountFlags.capital)
    .option(
      '--account <path=value>',
      'another setting of the account, like shorts.allowed=false; may be repeated',
      collect,
    )
    .option('--set <name=value>', 'a parameter of the strategy; may be repeated', collect)
    .option('--read <name=value>', 'how the files are read, see data check; may be repeated', collect)
    .option('--benchmark <FILE>', 'prices of an index to compare with; it pays no costs')
    .option('--risk-free <RATE>', 'a year, like 0.02; or a file with columns date and rate')
    .option('--baselines', 'beside all baselines, not buy-and-hold alone')
    .addOption(
      new Option('--checkpoint <name>', 'which weights of a run').choices(['best', 'last']).default('best'),
    )
    .option('--seed <N>', 'of what is drawn', naturalNumber, 0)
    .option('--trials <N>', 'how many were tried before this one was chosen, itself counted', positiveInteger)
    .option('--out <DIR>', 'the folder (default: a new one under runs/)')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((who: string, flags: BacktestFlags, command: Command) =>
      run(who, flags, context, commandLine(who, command)),
    );
}

/** Ten thousand take a second or two. */
const manyBars = 15_000;

async function run(who: string, flags: BacktestFlags, context: Context, line: string): Promise<void> {
  const { data, read = [], seed, checkpoint } = flags;
  const parameters = assignments(flags.set ?? [], '--set');
  const reading = assignments(read, '--read');
  const found = await findTrader(who, parameters, { data, checkpoint, read: reading, seed });
  const source = await sourceOf(found, flags);
  const { length } = source.data.times;
  if (length > manyBars && flags.json !== true)
    context.terminal.stderr.write(`  ${formatNumber(length)} bars: this takes some seconds\n`);
  const result = await backtestOf(found, source, flags, line);
  const folder =
    flags.out === undefined ? makeFreshFolder('runs', `backtest-${labelOf(found)}`) : claimFolder(flags.out);
  writeBacktest(folder, source.data, result);
  if (flags.json) return printJson(context, { folder, ...summaryOfBacktest(result.sheet) });
  context.terminal.stdout.write(renderBacktest(result.sheet, shownPath(folder), stdoutStyle(context)));
}

async function sourceOf(
  { run }: FoundTrader,
  { data, read = [], seed }: BacktestFlags,
): Promise<MarketSource> {
  if (data !== undefined) return run?.source ?? readMarket(data, assignments(read, '--read'), seed);
  check(run !== undefined, {
    component: 'backtest',
    parameter: '--data',
    value: 'absent',
    requirement: 'price files, or generator:gbm: only an agent has data of its own',
  });
  check(read.length === 0, {
    component: 'backtest',
    parameter: '--read',
    value: read,
    requirement: 'absent without --data: the files of the training are read as they were',
  });
  return run.source;
}

async function backtestOf(
  { trader, run }: FoundTrader,
  { data, hash, warnings, alarms }: MarketSource,
  flags: BacktestFlags,
  command: string,
): Promise<BacktestResult> {
  const { seed, trials, riskFree, benchmark } = flags;
  const { from, to, moved } = rangeOf({ trader, ...(run && { run }) }, data, flags);
  const account = { ...(run && accountOf(run.options)) };
  const index = benchmark === undefined ? undefined : await readMarket([benchmark]);
  return backtest({
    data,
    trader: run !== undefined && hasLearnedFrom(run.learned, data, from, to) ? inSample(trader) : trader,
    account: accountChanged(account, flags),
    ...{ from, to, seed, command },
    riskFree: riskFree === undefined ? 0 : readRiskFree(riskFree, data, from, to),
    ...(flags.baselines && { baselines: baselineTraders(data, from, trader.name) }),
    ...(index !== undefined && { benchmark: benchmarkFrom(index.data, data.times) }),
    ...(trials !== undefined && { trials }),
    ...(hash !== undefined && { dataHash: hash }),
    alarms,
    warnings: [...warnings, ...(index?.warnings ?? []), ...moved, ...benchmarkNotes(index, data, to)],
  });
}

/** No figure says what an agent earns on bars that it does not know, if these are bars that it knows. */
const inSample = (trader: Trader): Trader => ({
  ...trader,
  alarms: [
    ...trader.alarms,
    'the agent has been trained or chosen on bars of this backtest: it may know them by heart. Without --from it begins after them',
  ],
});

/** `--costs` are all the costs there are; `--account` changes single ones, of these too. */
function accountChanged(
  given: AccountOptions,
  { costs, fill, capital, account = [] }: BacktestFlags,
): AccountOptions {
  const changed = {
    ...given,
    ...(costs !== undefined && { costs }),
    ...(fill !== undefined && { fill }),
    ...(capital !== undefined && { initialCapital: capital }),
  };
  return mergePlainData(changed, assignments(account, '--account'));
}

/** An index that ends early stands still from there on. */
function benchmarkNotes(
  index: MarketSource | undefined,
  { times }: MarketData,
  to: number,
): readonly string[] {
  if (index === undefined) return [];
  const end = index.data.times[index.data.times.length - 1];
  const left = times.slice(0, to + 1).filter((time) => time > end).length;
  return left <= 5
    ? []
    : [`the benchmark has no bars after ${isoDate(end)}: it stands still for the last ${left} bars`];
}

/** An agent is tested on what comes after the bars that it has learned from, unless something else is said. */
function rangeOf(
  { trader, run }: FoundTrader,
  data: MarketData,
  flags: BacktestFlags,
): { readonly from: number; readonly to: number; readonly moved: readonly string[] } {
  const earliest = trader.firstBar?.(data) ?? 0;
  const usual = run === undefined ? 0 : firstUnseen(run.learned, data);
  const wanted = flags.from === undefined ? usual : firstBarFrom(data, flags.from, '--from');
  const to = flags.to === undefined ? data.times.length - 1 : lastBarUntil(data, flags.to, '--to');
  const from = Math.max(earliest, wanted);
  check(from + 2 <= to, {
    component: 'backtest',
    parameter: 'range',
    value: `${isoDate(data.times[from])} to ${isoDate(data.times[to])}`,
    requirement: 'at least three bars, the first before the last',
    ...(from > wanted && { hint: `${trader.name} needs ${earliest} bars before its first decision` }),
  });
  const isMoved = flags.from !== undefined && from > wanted;
  const moved = isMoved
    ? [
        `it begins on ${isoDate(data.times[from])}, not on ${flags.from}: ${trader.name} needs ${earliest} bars before its first decision`,
      ]
    : [];
  return { from, to, moved };
}

const labelOf = ({ trader, run }: FoundTrader): string =>
  (run?.name ?? trader.name).replaceAll(/[^A-Za-z0-9-]+/g, '-').replaceAll(/^-+|-+$/g, '');
