import type { EnvironmentSpecification } from '../../environments/contract.js';
import { marketSpecification } from '../../environments/market/market.js';
import type { MarketOptions } from '../../environments/market/options.js';
import type { MarketData } from '../../src/data/market-data.js';

/** The market on bars that are at hand, whatever files the options name. */
export function marketOn(
  data: MarketData,
  change: (options: MarketOptions) => MarketOptions = withoutFiles,
): EnvironmentSpecification {
  const { create, createVector, keep, ...rest } = marketSpecification('market', { data });
  return {
    ...rest,
    create: (options) => create(change(options)),
    ...(createVector !== undefined && {
      createVector: (count, autoreset, options) => createVector(count, autoreset, change(options)),
    }),
    ...(keep !== undefined && { keep: (options) => keep(change(options)) }),
  };
}

export function withoutFiles({
  data: _data,
  dataHash: _hash,
  dataOptions: _options,
  ...rest
}: MarketOptions): MarketOptions {
  return rest;
}
