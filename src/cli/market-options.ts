/** Options that commands on price history share. */
import { InvalidArgumentError, Option } from 'commander';
import { fail } from '../errors.js';
import { readPlainYaml } from '../plain-yaml.js';

export const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

export const accountFlags = {
  costs: new Option(
    '--costs <k=v,...>',
    'like perValue=0.001,slippage=0.0005; what is left out costs nothing',
  ).argParser(costsOf),
  fill: new Option('--fill <when>', 'when market orders fill; same-close is look-ahead').choices([
    'next-open',
    'next-close',
    'same-close',
  ]),
  capital: new Option('--capital <MONEY>', 'to begin with (default: 100000)').argParser(positiveNumber),
};

/** Where costs are said, those that are not are 0, so that nobody pays what he has not seen. */
function costsOf(text: string): Readonly<Record<string, number>> {
  const entries = text.split(',').map((part) => {
    const [name = '', value = '', ...rest] = part.split('=');
    const number = Number(value);
    if (name === '' || value === '' || rest.length > 0 || !Number.isFinite(number))
      throw new InvalidArgumentError('It must be like perValue=0.001,slippage=0.0005.');
    return [name, number] as const;
  });
  return { perValue: 0, slippage: 0, ...Object.fromEntries(entries) };
}

function positiveNumber(text: string): number {
  const value = Number(text.replace(/_/g, ''));
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

/** `shorts.allowed=false` and the like as nested plain data; values are YAML. Raises `invalid-value`. */
export function assignments(texts: readonly string[], option: string): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    const yaml = readPlainYaml(text.slice(at + 1));
    if (at < 1 || !('data' in yaml)) {
      fail('invalid-value', {
        component: option,
        parameter: 'assignment',
        value: text,
        requirement: 'name=value, like short=20',
      });
    }
    put(result, text.slice(0, at).split('.'), yaml.data);
  }
  return result;
}

function put(into: Record<string, unknown>, [name, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const next: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  put(next, rest, value);
  into[name] = next;
}

/** What `--data` says of a recipe: files, or `generator:gbm`. */
export function dataOverride(data: readonly string[] | undefined): readonly string[] {
  if (data === undefined) return [];
  const [first = ''] = data;
  const generator = data.length === 1 && /^generator:([A-Za-z]+)$/.exec(first)?.[1];
  return [`environmentOptions.data=${JSON.stringify(generator ? { generator: { [generator]: {} } } : data)}`];
}

/** Plain data with changes put in, key by key at every depth: what is not changed stays. */
export function mergePlainData<Data extends object>(data: Data, changes: object): Data {
  const isRecord = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = Object.entries(changes).map(([name, value]: [string, unknown]) => {
    const before: unknown = Reflect.get(data, name);
    return [name, isRecord(before) && isRecord(value) ? mergePlainData(before, value) : value] as const;
  });
  return { ...data, ...Object.fromEntries(entries) };
}

/** `120` or `120,-30`. */
export function numbers(text: string): readonly number[] {
  const values = text.split(',').map(Number);
  if (text.trim() === '' || !values.every(Number.isFinite))
    throw new InvalidArgumentError('It must be numbers, like 120 or 120,-30.');
  return values;
}
