import type { Command } from 'commander';
import { calendarNotes, joinCalendars } from '../../data/calendar.js';
import type { Asset } from '../../data/check-bars.js';
import { type Defect, requireUsable, rowsText, type Severity } from '../../data/defects.js';
import {
  checkMarketFiles,
  type CheckedMarketFile,
  loadMarketData,
} from '../../data/load-market-data.node.js';
import type { MarketDataOptions } from '../../data/market-data-options.js';
import { readPlainYaml } from '../../plain-yaml.js';
import { fail, isLeptonError, type LeptonError } from '../../errors.js';
import { type Context, printJson, shownPath, stdoutStyle } from '../context.node.js';
import { exitCodeOf } from '../exit.node.js';
import { renderTable } from '../table.js';
import { addDataFacts } from './data-facts.node.js';

interface DataOptions {
  readonly json?: true;
  readonly set?: readonly string[];
}

const details = `
Options are those of environmentOptions.dataOptions in a recipe; docs/market-data.md has them, and every defect with its
rule. The exit code is 0 where the files can be used, and 6 or 2 where they cannot.

Examples:
  npx lepton data check prices.csv
  npx lepton data check folder-of-stocks --set splits=detect --set timeZone=America/New_York`;

export function addData(program: Command, context: Context): void {
  const data = program.command('data').summary('look at price files').description('Looks at price files.');
  data
    .command('check')
    .summary('say what is in price files, what is wrong with them and what is done about it')
    .description(
      'Says what is in price files, what is wrong with them, and which rule handles it. Changes nothing.',
    )
    .argument('<FILE...>', 'CSV or Parquet files, or folders of them; one asset each')
    .option('--set <key=value>', 'an option for reading; may be repeated', collect)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', details)
    .action((files: readonly string[], options: DataOptions) => checkFiles(files, options, context));
  addDataFacts(data, context, async (path) => (await loadMarketData(path)).data);
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

async function checkFiles(
  paths: readonly string[],
  { json, set = [] }: DataOptions,
  context: Context,
): Promise<void> {
  const options = optionsOf(set);
  const files = withCalendarNotes(await checkMarketFiles(paths, options), options);
  const refusal = refusalOf(files, options);
  const describe = ({ path, defects, asset }: CheckedMarketFile) => ({
    file: shownPath(path),
    ...(asset && factsOf(asset)),
    defects,
  });
  if (json) {
    // One object only, refused or not.
    if (refusal !== undefined) context.exitCode = exitCodeOf(refusal.code);
    const error = refusal && { code: refusal.code, message: refusal.message };
    return printJson(context, {
      usable: refusal === undefined,
      ...(error && { error }),
      files: files.map(describe),
    });
  }
  context.terminal.stdout.write(`${files.map((file) => render(file, context)).join('')}\n`);
  if (refusal !== undefined) throw refusal;
}

/** What the files do to one another, told with the file that does it. */
function withCalendarNotes(
  files: readonly CheckedMarketFile[],
  options: MarketDataOptions,
): readonly CheckedMarketFile[] {
  const notes = calendarNotes(
    files.flatMap(({ asset }) => asset ?? []),
    options,
  );
  return files.map((file) => ({
    ...file,
    defects: [...file.defects, ...notes.filter((note) => note.file === file.name)],
  }));
}

function optionsOf(set: readonly string[]): MarketDataOptions {
  const entries = set.map((text) => {
    const [key = '', ...value] = text.split('=');
    const yaml = readPlainYaml(value.join('='));
    if (key !== '' && value.length > 0 && 'data' in yaml) return [key, yaml.data] as const;
    return fail('invalid-value', {
      component: '--set',
      parameter: 'assignment',
      value: text,
      requirement: 'key=value, like splits=detect',
    });
  });
  // Checked where the files are read.
  return Object.fromEntries(entries);
}

/** Why the files cannot be used, each for itself or together. */
function refusalOf(files: readonly CheckedMarketFile[], options: MarketDataOptions): LeptonError | undefined {
  try {
    requireUsable(files.flatMap(({ defects }) => defects));
    joinCalendars(
      files.flatMap(({ asset }) => asset ?? []),
      options,
    );
    return undefined;
  } catch (error) {
    if (!isLeptonError(error)) throw error;
    return error;
  }
}

function factsOf({ bars, times, frequency, barsPerYear }: Asset) {
  return {
    asset: bars.name,
    from: dateText(times[0]),
    to: dateText(times[times.length - 1]),
    bars: times.length,
    frequency: frequency.name,
    minutes: frequency.spacing / 60_000,
    barsPerYear,
    features: Object.keys(bars.features),
  };
}

const lengthText = ({ frequency, minutes }: ReturnType<typeof factsOf>): string =>
  frequency === 'intraday' ? `of ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}` : frequency;

/** A day, or day and time where there is a time. */
function dateText(time: number): string {
  const text = new Date(time).toISOString();
  return time % 86_400_000 === 0 ? text.slice(0, 10) : `${text.slice(0, 16).replace('T', ' ')} UTC`;
}

function render({ path, defects, asset }: CheckedMarketFile, context: Context): string {
  const style = stdoutStyle(context);
  const facts = asset && factsOf(asset);
  const summary = facts
    ? `${facts.bars} bars, ${lengthText(facts)}, ${facts.from} to ${facts.to}, ${facts.barsPerYear} a year`
    : style.red('cannot be used');
  const features =
    facts && facts.features.length > 0 ? `  ${style.dim('features')} ${facts.features.join(', ')}\n` : '';
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    mended: style.yellow,
    noted: style.dim,
    refused: style.red,
  };
  const row = ({ severity, kind, rows, column, found, rule }: Defect) => [
    paint[severity](severity),
    kind,
    rowsText(rows, 3),
    column ?? '',
    found,
    rule,
  ];
  const header = ['', 'defect', 'rows', 'column', 'found', 'rule'].map((name) => style.dim(name));
  const table =
    defects.length === 0
      ? `  ${style.green('nothing is wrong')}`
      : renderTable([header, ...defects.map(row)], { indent: '  ' });
  return `\n  ${style.bold(shownPath(path))}  ${summary}\n${features}\n${table}\n`;
}
