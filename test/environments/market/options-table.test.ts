/** The tables of the page name exactly what the schemas have, with its defaults. */
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { indicators } from '../../../environments/market/indicators.js';
import { marketSchema, type MarketOptions } from '../../../environments/market/options.js';
import { rewardSchema } from '../../../environments/market/rewards.js';
import { readPage, tableBelow } from '../../docs/markdown.js';

const page = readPage('docs/environments/market.md');
const plain = (cell = ''): string => cell.replace(/^`(.*)`$/, '$1');

it('options of the market are those of the schema, with their defaults', () => {
  const defaults = marketSchema.parse({}) as Readonly<Record<string, unknown>>;
  const costs = { volumeCap: undefined, ...(defaults['costs'] as object) };
  const { costs: _costs, ...others } = Object.fromEntries(
    Object.keys(marketSchema.shape).map((name) => [name, defaults[name]]),
  );
  const expected: Record<string, unknown> = { ...others };
  for (const [name, value] of Object.entries(costs)) expected[`costs.${name}`] = value;
  const written = tableBelow(page, '## Options').map(([name, value]) => {
    const text = plain(value);
    return [plain(name), text === 'none' ? undefined : (parse(text) as unknown)] as const;
  });
  // A generator's own defaults are told on its page.
  const data = marketSchema.parse({
    data: parse('{ generator: { gbm: {} } }') as MarketOptions['data'],
  }).data;
  expect(Object.fromEntries(written.map(([name, value]) => [name, name === 'data' ? data : value]))).toEqual(
    expected,
  );
});

it('features are the indicators, with their numbers and meanings', () => {
  const written = tableBelow(page, '| Feature').map(([name, meaning]) => [plain(name), meaning]);
  const expected = Object.entries(indicators).map(([name, { defaults, meaning }]) => [
    [name, ...(defaults.length > 0 ? [defaults.join(',')] : [])].join(':'),
    meaning,
  ]);
  expect(written).toEqual(expected);
});

it('rewards are those of the schema, with their settings', () => {
  for (const [cell, settings = ''] of tableBelow(page, '## Rewards')) {
    const name = plain(cell);
    const written = Object.fromEntries(
      [...settings.matchAll(/`(\w+)` ([\d.]+)/g)].map(([, key, value]) => [key, Number(value)]),
    );
    expect(rewardSchema.parse({ [name]: {} })).toEqual({ [name]: written });
  }
  expect(tableBelow(page, '## Rewards')).toHaveLength(7);
});
