/**
 * Price history as everybody in Lepton sees it: columns of float64, one row a bar, several assets on one calendar. Whatever was
 * wrong with the files has been mended or refused before (see `check-bars.ts`), so whoever reads this need not look again.
 */

/** The bars of one asset, oldest first; every column has one value a bar. [T] */
export interface Bars {
  readonly name: string;
  readonly open: Float64Array; // [T]
  readonly high: Float64Array; // [T]
  readonly low: Float64Array; // [T]
  readonly close: Float64Array; // [T]
  /** Shares or contracts; 0 where nothing was traded. */
  readonly volume: Float64Array; // [T]
  /** Cash a share, paid to whoever held it over the night before this bar, after this bar's split; 0 on most bars. */
  readonly dividends: Float64Array; // [T]
  /** New shares for an old one, in force from this bar's open on; 1 on most bars. */
  readonly splits: Float64Array; // [T]
  /** Any other numeric columns, by name: features of the user's own, known at the bar's close. [T] each */
  readonly features: Readonly<Record<string, Float64Array>>;
  /** 0 where this asset cannot be traded on this bar (no row in its file, a halt): its prices are then the last known ones. */
  readonly tradable: Uint8Array; // [T]
}

/** Several assets on one calendar. */
export interface MarketData {
  /** When each bar is complete and so may be known, in milliseconds since 1970 UTC, increasing. A daily bar has its day's midnight. [T] */
  readonly times: Float64Array;
  readonly assets: readonly Bars[];
  /** How many bars there are in a year, for annualising: 252 for days of a stock exchange. */
  readonly barsPerYear: number;
}
