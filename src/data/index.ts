/** Price history: reading, checking, one calendar for several assets, longer bars, scaling, and splits in time. */
export { type Asset, checkBars, type CheckedFile } from './check-bars.js';
export { joinCalendars } from './calendar.js';
export { combinatorialPurged, type CombinatorialSplits, purgedKFold } from './cross-validation.js';
export type { CrossValidationOptions, CrossValidationSplit } from './cross-validation.js';
export { type Defect, requireUsable, type Severity } from './defects.js';
export { inferBarsPerYear, type Frequency, type FrequencyName } from './frequency.js';
export type { MarketDataOptions } from './market-data-options.js';
export type { Bars, MarketData } from './market-data.js';
export { marketData, registerMarketData } from './market-registry.js';
export { readCsv } from './read-csv.js';
export { readParquet } from './read-parquet.js';
export { resample, type ResampleOptions, type ResamplePeriod } from './resample.js';
export { applyScaler, fitScaler, invertScaler } from './scaler.js';
export type { NumberColumns, Scaler, ScalerKind, ScalerOptions } from './scaler.js';
export { provesDisjoint, type Reach, type Span, type SpansProof } from './spans.js';
export { type PurgeOptions, splitInTime, type TimeCuts, type TimeSplit } from './split-in-time.js';
export { walkForward, type WalkForwardFold, type WalkForwardOptions } from './split-in-time.js';
export type { Cell, Table } from './table.js';
