/** The market, `market` in `lepton-rl/environments`: accounts that trade price history, strategies, synthetic prices, the world for agents. */
export type { Feature, OwnFeature } from './features.js';
export { generateMarket as generate, type GeneratedMarket as GenerateSettings } from './generators/index.js';
export * as generators from './generators/index.js';
export type { AccountHistory, FillMoment, LedgerEntry, OrderType } from './ledger.js';
export { marketSpecification as specification } from './market.js';
export type { MarketOptions as Options } from './options.js';
export type { MarketPrices as Prices } from './prices.js';
export { rebuildEquity, type EquitySources, type RebuiltAccount } from './rebuild-equity.js';
export type { OwnReward } from './rewards.js';
export { runAccount, type AccountRange, type Decision, type OrderRequest } from './run-account.js';
export type { AccountOptions } from './settings.js';
export type { Strategy, StrategyContext } from './strategies/contract.js';
export { strategyPlan, type StrategyPlan } from './strategies/index.js';
export type { MarketView as View } from './view.js';
export { resolveMarketOptions as resolveOptions, type OwnParts } from './world.js';
