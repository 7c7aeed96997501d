import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type GeneratedMarket, generateMarket } from '../../../environments/market/generators/index.js';
import { median } from './median.js';
import {
  type FactsVariant,
  logarithmicReturns,
  type StylisedFacts,
  stylisedFacts,
  stylisedFactsGate,
} from '../../../src/statistics/finance/index.js';

type Generator = GeneratedMarket['generator'];

/** The S&P 500 from 2000-01-03 to 2020-04-17. */
function sp500(): StylisedFacts {
  const file = new URL('../../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url);
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  return stylisedFacts(
    logarithmicReturns(rows.map((row) => row[4])),
    rows.slice(1).map((row) => row[6]),
  );
}

function factsOf(generator: Generator, seed: number, bars = 5000): StylisedFacts {
  const [asset] = generateMarket({ generator, bars }, seed).assets;
  return stylisedFacts(logarithmicReturns(asset.close), asset.volume.subarray(1));
}

const seeds = [1, 2, 3, 4, 5];

/** Each fact's median over the seeds: what the model does, not what chance did to one path. */
function typicalFacts(generator: Generator): StylisedFacts {
  const paths = seeds.map((seed) => factsOf(generator, seed));
  const names = Object.keys(paths[0]) as (keyof StylisedFacts)[];
  const entries = names.map((fact) => [fact, median(paths.map((facts) => facts[fact]))] as const);
  return Object.fromEntries(entries) as unknown as StylisedFacts;
}

function failed(facts: StylisedFacts, variant: FactsVariant = 'index', bars = 5000): readonly string[] {
  return stylisedFactsGate(facts, bars, variant)
    .filter(({ passed }) => passed === false)
    .map(({ fact }) => fact);
}

const clusters = ['absoluteAutocorrelation1', 'absoluteAutocorrelation10', 'squaredAutocorrelation1', 'fano'];

describe('the S&P 500', () => {
  const facts = sp500();

  it('has the figures that were measured with numpy', () => {
    const rounded = {
      excessKurtosis: facts.excessKurtosis.toFixed(2),
      tailIndex: facts.tailIndex.toFixed(2),
      greatestAutocorrelation: facts.greatestAutocorrelation.toFixed(3),
      absolute: [
        facts.absoluteAutocorrelation1,
        facts.absoluteAutocorrelation10,
        facts.absoluteAutocorrelation50,
      ].map((value) => value.toFixed(3)),
      squaredAutocorrelation1: facts.squaredAutocorrelation1.toFixed(3),
      leverage: facts.leverage.toFixed(3),
      skewness: facts.skewness.toFixed(2),
      kurtosis20: facts.kurtosis20.toFixed(2),
      volumeVolatility: facts.volumeVolatility.toFixed(3),
    };
    expect(rounded).toEqual({
      excessKurtosis: '11.24',
      tailIndex: '2.69',
      greatestAutocorrelation: '0.113',
      absolute: ['0.312', '0.322', '0.137'],
      squaredAutocorrelation1: '0.327',
      leverage: '-0.090',
      skewness: '-0.37',
      kurtosis20: '2.70',
      volumeVolatility: '0.262',
    });
  });

  it('passes the whole gate, as an index and as a stock', () => {
    expect([failed(facts), failed(facts, 'stock')]).toEqual([[], []]);
  });
});

describe('the gate', () => {
  it.each(seeds)('stops geometric Brownian motion, seed %i: thin tails, no clusters, no leverage', (seed) => {
    const found = failed(factsOf({ gbm: {} }, seed));
    expect(found).toEqual(expect.arrayContaining(['excessKurtosis', 'tailIndex', 'leverage', ...clusters]));
    expect(found).not.toContain('greatestAutocorrelation');
    expect(found).not.toContain('skewness');
  });

  it('lets the tails of jumps through, not their independence', () => {
    const found = failed(typicalFacts({ merton: {} }));
    expect(found).toEqual(expect.arrayContaining(clusters));
    expect(found).not.toContain('excessKurtosis');
    expect(found).not.toContain('tailIndex');
  });

  it('lets GARCH through, but for the leverage effect, which a symmetric model has only by chance', () => {
    const facts = typicalFacts({ garch: {} });
    expect(failed(facts, 'stock')).toEqual([]);
    expect(failed(facts).filter((fact) => fact !== 'leverage')).toEqual([]);
    expect(Math.abs(facts.leverage)).toBeLessThan(0.02);
  });

  it.each([[{ gjr: {} }], [{ markovSwitching: {} }], [{ heston: {} }]] as const)(
    'lets %j through',
    (generator) => {
      expect(failed(typicalFacts(generator))).toEqual([]);
    },
  );

  it('says its ranges, and judges nothing that was not measured', () => {
    const returns = logarithmicReturns(
      generateMarket({ generator: { gbm: {} }, bars: 300 }, 1).assets[0].close,
    );
    const rows = stylisedFactsGate(stylisedFacts(returns), 299, 'stock');
    const row = (name: string) => rows.find(({ fact }) => fact === name);
    expect(row('excessKurtosis')).toMatchObject({ range: 'above 1.5', passed: false });
    expect(row('tailIndex')).toMatchObject({ range: '2 to 5', low: 2, high: 5 });
    expect(row('greatestAutocorrelation')?.range).toBe('below 0.15');
    expect(row('skewness')).toMatchObject({ range: 'any' });
    expect(row('skewness')).not.toHaveProperty('passed');
    expect(row('volumeVolatility')).not.toHaveProperty('passed');
    const long = stylisedFactsGate(stylisedFacts(returns), 20_000);
    expect(long.find(({ fact }) => fact === 'greatestAutocorrelation')?.high).toBe(0.05);
  });

  it('refuses too few returns, and NaN', () => {
    expect(() => stylisedFacts(new Float64Array(199))).toThrow(
      'returns.length is 199, but must be at least 200',
    );
    expect(() => stylisedFacts(new Float64Array(300).fill(NaN, 7))).toThrow('the return in row 7 is NaN');
  });
});
