import { check, fail } from '../../src/errors.js';
import { nearestName } from '../../src/nearest-name.js';
import type { Bars, MarketData } from '../../src/data/market-data.js';
import { adjustedPrices, type AdjustedPrices } from './adjusted.js';
import { indicators } from './indicators.js';
import { firstKnown } from './rolling.js';

/**
 * A feature of a program's own: one value a bar, for one asset. A value may depend on its own bar and earlier ones
 * only; a leak check that cuts the data finds out. NaN until there are enough bars.
 */
export interface OwnFeature {
  readonly name: string;
  readonly compute: (input: {
    readonly bars: Bars;
    /** Its place in the data. */
    readonly asset: number;
    readonly data: MarketData;
  }) => Float64Array; // [T]
}

/** An indicator with its numbers (`rsi:14`, `macd:12,26`), a column of the data (`column:NAME`), or a function. */
export type Feature = string | OwnFeature;

export const defaultFeatures: readonly string[] = ['log-return', 'range', 'close-location', 'volume-change'];

/** The features of a market, computed once. */
export interface FeatureTable {
  /** Those of one asset, in order. */
  readonly names: readonly string[];
  /** Those of a row of the table: `ASSET FEATURE`. */
  readonly columns: readonly string[];
  /** All features of an asset together, all assets of a bar together. 0 before `firstBar`. */
  readonly values: Float64Array; // [T, assets, F]
  /** From here on every feature is known. */
  readonly firstBar: number;
}

const component = 'market features';

/** Raises `unknown-name` or `invalid-value` for a feature that is none, or that has a gap. */
export function featureTable(data: MarketData, features: readonly Feature[]): FeatureTable {
  const bars = data.times.length;
  const names = features.map((feature) => (typeof feature === 'string' ? feature : feature.name));
  const values = new Float64Array(bars * data.assets.length * features.length); // [T, assets, F]
  const width = data.assets.length * features.length;
  const columns = data.assets.flatMap((asset, index) => {
    const adjusted = adjustedPrices(asset);
    return features.map((feature, f) =>
      checkColumn(columnOf(feature, asset, adjusted, index, data), names[f], asset),
    );
  });
  const firstBar = Math.max(0, ...columns.map(firstKnown));
  columns.forEach((column, place) => {
    for (let t = firstBar; t < bars; t++) values[t * width + place] = column[t];
  });
  const all = data.assets.flatMap((asset) => names.map((name) => `${asset.name} ${name}`));
  return { names, columns: all, values, firstBar };
}

function columnOf(
  feature: Feature,
  bars: Bars,
  adjusted: AdjustedPrices,
  asset: number,
  data: MarketData,
): Float64Array {
  if (typeof feature !== 'string') return feature.compute({ bars, asset, data });
  const [name, text = ''] = split(feature);
  if (name === 'column')
    return (
      bars.features[text] ??
      unknown(
        feature,
        Object.keys(bars.features).map((column) => `column:${column}`),
      )
    );
  const indicator = indicators[name] ?? unknown(name, Object.keys(indicators));
  return indicator.compute(adjusted, ...numbersOf(feature, text, indicator.defaults));
}

/** `rsi:14` at its first colon. */
function split(feature: string): readonly string[] {
  const at = feature.indexOf(':');
  return at < 0 ? [feature] : [feature.slice(0, at), feature.slice(at + 1)];
}

function numbersOf(feature: string, text: string, defaults: readonly number[]): readonly number[] {
  if (text === '') return defaults;
  const numbers = text.split(',').map(Number);
  const isWhole = (number: number, index: number) =>
    number > 0 && (Number.isInteger(number) || (index === 1 && feature.startsWith('bollinger')));
  check(numbers.length === defaults.length && numbers.every(isWhole), {
    component,
    parameter: 'feature',
    value: feature,
    requirement:
      defaults.length === 0
        ? 'without numbers'
        : `with ${defaults.length} positive whole numbers, as in ":${defaults.join(',')}"`,
  });
  return numbers;
}

function checkColumn(column: Float64Array, name: string, { name: asset, close }: Bars): Float64Array {
  const first = firstKnown(column);
  const gap = column.findIndex((value, t) => t >= first && !Number.isFinite(value));
  check(column.length === close.length && gap === -1, {
    component,
    parameter: `${name} of ${asset}${gap === -1 ? '' : ` at bar ${gap}`}`,
    value: gap === -1 ? `${column.length} values` : column[gap],
    requirement:
      gap === -1 ? `${close.length} values, one a bar` : 'a finite number, once the first one is known',
  });
  return column;
}

function unknown(feature: string, known: readonly string[]): never {
  const nearest = nearestName(feature, known);
  return fail('unknown-name', {
    component,
    parameter: 'feature',
    value: feature,
    requirement:
      known.length === 0 ? 'an indicator: the data has no other columns' : `one of ${known.join(', ')}`,
    ...(nearest !== undefined && { hint: `did you mean ${nearest}?` }),
  });
}
