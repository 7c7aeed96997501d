import { type Command, Option } from 'commander';
import { backtest, benchmarkFrom, type BacktestResult } from '../../../experiments/market/backtest.js';
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
import { asTrained } from '../../../experiments/market/trained-assets.js';
import { claimFolder, makeFreshFolder } from '../../../experiments/run-folder.node.js';
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
import { accountFlags, assignments, collect } from '../market-options.js';

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
    .option('--benchmark <FILE>', 'prices of an index to compare with')
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

async function run(who: string, flags: BacktestFlags, context: Context, line: string): Promise<void> {
  const found = await findTrader(who, assignments(flags.set ?? [], '--set'), flags.checkpoint);
  const source = await sourceOf(found, flags);
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
  if (data !== undefined) {
    const source = await readMarket(data, assignments(read, '--read'), seed);
    return run === undefined ? source : { ...source, data: asTrained(source.data, run.own.data) };
  }
  check(run !== undefined, {
    component: 'backtest',
    parameter: '--data',
    value: 'absent',
    requirement: 'price files: only an agent has data of its own',
  });
  const { data: own, hash } = run.own;
  return { data: own, warnings: [], ...(hash !== undefined && { hash }) };
}

async function backtestOf(
  { trader, run }: FoundTrader,
  { data, hash, warnings }: MarketSource,
  flags: BacktestFlags,
  command: string,
): Promise<BacktestResult> {
  const { seed, trials, riskFree, benchmark } = flags;
  const { from, to } = rangeOf({ trader, ...(run && { run }) }, data, flags);
  return backtest({
    data,
    trader: run !== undefined && hasLearnedFrom(run.own, data, from, to) ? inSample(trader) : trader,
    account: { ...(run && accountOf(run.options)), ...accountChanges(flags) },
    ...{ from, to, seed, command },
    riskFree: riskFree === undefined ? 0 : readRiskFree(riskFree, data, from, to),
    ...(flags.baselines && { baselines: baselineTraders(data, from, trader.name) }),
    ...(benchmark !== undefined && {
      benchmark: benchmarkFrom((await readMarket([benchmark])).data, data.times),
    }),
    ...(trials !== undefined && { trials }),
    ...(hash !== undefined && { dataHash: hash }),
    warnings,
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

function accountChanges({ costs, fill, capital, account = [] }: BacktestFlags): AccountOptions {
  return {
    ...assignments(account, '--account'),
    ...(costs !== undefined && { costs }),
    ...(fill !== undefined && { fill }),
    ...(capital !== undefined && { initialCapital: capital }),
  };
}

/** An agent is tested on what comes after the bars that it has learned from, unless something else is said. */
function rangeOf(
  { trader, run }: FoundTrader,
  data: MarketData,
  flags: BacktestFlags,
): { readonly from: number; readonly to: number } {
  const earliest = trader.firstBar?.(data) ?? 0;
  const usual = run === undefined ? 0 : firstUnseen(run.own, data);
  const wanted = flags.from === undefined ? usual : firstBarFrom(data, flags.from, '--from');
  const to = flags.to === undefined ? data.times.length - 1 : lastBarUntil(data, flags.to, '--to');
  return { from: Math.max(earliest, wanted), to };
}

const labelOf = ({ trader, run }: FoundTrader): string =>
  (run?.name ?? trader.name).replaceAll(/[^A-Za-z0-9-]+/g, '-').replaceAll(/^-+|-+$/g, '');

/** What to type to have this again. */
function commandLine(who: string, command: Command): string {
  const words = command.options.flatMap((option) => {
    const name = option.attributeName();
    const value: unknown = command.getOptionValue(name);
    if (command.getOptionValueSource(name) !== 'cli' || name === 'out' || name === 'json') return [];
    if (value === true) return [option.long ?? ''];
    const isSettings = typeof value === 'object' && !Array.isArray(value) && value !== null;
    const text = isSettings
      ? Object.entries(value)
          .map(([key, number]) => `${key}=${String(number)}`)
          .join(',')
      : undefined;
    const values: readonly unknown[] = text !== undefined ? [text] : Array.isArray(value) ? value : [value];
    const isRepeated = option.long === '--set' || option.long === '--account' || option.long === '--read';
    return isRepeated
      ? values.flatMap((one) => [option.long ?? '', String(one)])
      : [option.long ?? '', ...values.map(String)];
  });
  return ['npx lepton backtest', who, ...words].join(' ');
}
