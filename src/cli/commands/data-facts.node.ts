import { type Command, Option } from 'commander';
import { generateMarket, generatorNames } from '../../../environments/market/generators/index.js';
import type { GeneratedMarket } from '../../../environments/market/generators/index.js';
import type { Bars, MarketData } from '../../data/market-data.js';
import { log } from '../../numerics/index.js';
import {
  type FactRow,
  type FactsVariant,
  stylisedFacts,
  stylisedFactsGate,
} from '../../statistics/finance/index.js';
import { failUnknownName } from '../../unknown-name.js';
import { type Context, naturalNumber, positiveInteger, printJson, stdoutStyle } from '../context.node.js';
import { renderTable } from '../table.js';

const details = `
Generators: ${generatorNames.join(', ')}.
The ranges are for at least 2000 daily bars; docs/market-statistics.md tells what each fact is.`;

const prefix = 'generator:';

interface FactsOptions {
  readonly bars: number;
  readonly seed: number;
  readonly as: FactsVariant;
  readonly json?: true;
}

/** Reads the market that a file or folder holds. */
export type LoadMarket = (path: string) => MarketData | Promise<MarketData>;

/** Adds `facts` to the command group `data`. */
export function addDataFacts(dataCommand: Command, context: Context, loadMarket: LoadMarket): void {
  dataCommand
    .command('facts')
    .summary('compare price history with the stylised facts')
    .description('Measures what real returns have in common, and says which of it this price history has.')
    .argument('<SOURCE>', `a file of prices, or ${prefix}gbm for a synthetic market`)
    .option('--bars <N>', 'bars to generate', positiveInteger, 5000)
    .option('--seed <N>', 'seed of the generator', naturalNumber, 0)
    .addOption(new Option('--as <KIND>', 'whose ranges').choices(['index', 'stock']).default('index'))
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((source: string, options: FactsOptions) => dataFacts(source, options, context, loadMarket));
}

interface AssetFacts {
  readonly asset: string;
  readonly returns: number;
  readonly passed: boolean;
  readonly facts: readonly FactRow[];
}

async function dataFacts(
  source: string,
  options: FactsOptions,
  context: Context,
  loadMarket: LoadMarket,
): Promise<void> {
  const market = source.startsWith(prefix)
    ? generated(source.slice(prefix.length), options)
    : await loadMarket(source);
  const assets = market.assets.map((asset) => factsOf(asset, options.as));
  if (options.json)
    return printJson(context, { source, as: options.as, assets: assets.map(withoutInfinities) });
  context.terminal.stdout.write(assets.map((asset) => render(asset, context)).join(''));
}

function generated(name: string, { bars, seed }: FactsOptions): MarketData {
  if (!generatorNames.includes(name)) failUnknownName('data facts', 'generator', name, generatorNames);
  const generator = { [name]: {} } as unknown as GeneratedMarket['generator'];
  return generateMarket({ generator, bars }, seed);
}

function factsOf(asset: Bars, variant: FactsVariant): AssetFacts {
  const { returns, volumes } = tradedReturns(asset);
  const facts = stylisedFactsGate(stylisedFacts(returns, volumes), returns.length, variant);
  const passed = facts.every((row) => row.passed !== false);
  return { asset: asset.name, returns: returns.length, passed, facts };
}

/** Logarithmic total returns from one bar with trade to the next, splits and dividends in between included. */
function tradedReturns({ close, splits, dividends, volume, tradable }: Bars): {
  readonly returns: readonly number[];
  readonly volumes: readonly number[];
} {
  const [returns, volumes]: [number[], number[]] = [[], []];
  let [before, shares, cash] = [NaN, 1, 0];
  for (let t = 0; t < close.length; t++) {
    shares *= splits[t];
    cash += shares * dividends[t];
    if (tradable[t] === 0) continue;
    if (before === before) {
      returns.push(log((shares * close[t] + cash) / before));
      volumes.push(volume[t]);
    }
    [before, shares, cash] = [close[t], 1, 0];
  }
  return { returns, volumes };
}

/** JSON has no Infinity and no NaN: an open end of a range and a fact without a value are null. */
function withoutInfinities({ facts, ...asset }: AssetFacts): unknown {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const rows = facts.map(({ value, low, high, ...row }) => ({
    ...row,
    value: finite(value),
    low: finite(low),
    high: finite(high),
  }));
  return { ...asset, facts: rows };
}

function render({ asset, returns, facts }: AssetFacts, context: Context): string {
  const style = stdoutStyle(context);
  const judged = facts.filter(({ passed }) => passed !== undefined);
  const passed = judged.filter((row) => row.passed === true).length;
  const rows = facts.map((row) => [
    row.fact,
    Number.isNaN(row.value) ? 'none' : row.value.toFixed(3),
    style.dim(row.range),
    row.passed === undefined ? '' : row.passed ? style.green('passed') : style.red('failed'),
  ]);
  const table = renderTable(rows, { align: 'lrll', indent: '    ' });
  const few =
    returns < 2000 ? `  ${style.yellow('fewer than 2000 returns: chance alone can fail a row')}\n` : '';
  const heading = `${style.bold(asset)}: ${passed} of ${judged.length} stylised facts, ${returns} returns`;
  return `\n  ${heading}\n${table}\n${few}\n`;
}
