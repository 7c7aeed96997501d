/**
 * A backtest as plain data: what `npx lepton backtest` writes into `backtest.json` and a tear sheet shows. Times are milliseconds since
 * 1970 UTC, returns and rates are fractions (0.01 is one per cent), money is in the unit of the prices. In JSON a number that is infinite
 * or no number at all is `null`.
 */

/** What a series of returns amounts to, as empyrical defines it (`src/statistics/finance`). Of a year where it says so. */
export interface PerformanceFigures {
  readonly totalReturn: number;
  /** A year, compounded; -1 where everything was lost, or more. */
  readonly annualReturn: number;
  /** A year. */
  readonly annualVolatility: number;
  /** A year, of returns above the risk-free rate. */
  readonly sharpe: number;
  /** A year. */
  readonly sortino: number;
  readonly calmar: number;
  readonly omega: number;
  /** At most 0; below -1 where more was lost than was there. */
  readonly maxDrawdown: number;
  readonly ulcerIndex: number;
  /** A year. */
  readonly downsideRisk: number;
  readonly stability: number;
  readonly tailRatio: number;
  /** The 5 % quantile of a bar's return, and the mean of what lies below it. */
  readonly valueAtRisk: number;
  readonly conditionalValueAtRisk: number;
  readonly skewness: number;
  /** Raw: 3 for a normal distribution. */
  readonly kurtosis: number;
  readonly bestBar: number;
  readonly worstBar: number;
  /** Share of the bars with a gain among those with a gain or a loss. */
  readonly winningBars: number;
}

/** What a series of returns has to do with another one. */
export interface RelativeFigures {
  /** A year, compounded, above the risk-free rate. */
  readonly alpha: number;
  readonly beta: number;
  readonly correlation: number;
  /** Of a bar. */
  readonly excessSharpe: number;
  readonly upCapture: number;
  readonly downCapture: number;
}

/** One way that the account could have gone: the strategy's, a baseline's, or an index that was given. */
export interface BacktestCurve {
  readonly name: string;
  readonly kind: 'strategy' | 'baseline' | 'benchmark';
  /** At the close of every bar, the initial capital first. [N] */
  readonly equity: readonly number[];
  /** Simple returns; `returns[t]` belongs to `times[t + 1]`. [N - 1] */
  readonly returns: readonly number[];
  readonly figures: PerformanceFigures;
  /** Against the benchmark if one was given, else against buy-and-hold; absent for itself. */
  readonly relative?: RelativeFigures;
}

/** A position from the fill that opens it to the one that closes it, or turns it over. */
export interface RoundTrip {
  /** Its place in `assets`. */
  readonly asset: number;
  readonly side: 'long' | 'short';
  readonly entryTime: number;
  /** Absent where the position is still held: profit is then at the last close. */
  readonly exitTime?: number;
  /** Bars from the first fill to the last one, or to the last bar. */
  readonly bars: number;
  /** Shares at most held, at least 0, in shares of the entry. */
  readonly quantity: number;
  /** Averages of what was paid and received a share. */
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** After commissions, spread, slippage, borrow fees and dividends. */
  readonly profit: number;
  /** Commissions, spread and slippage; in `profit` already. */
  readonly costs: number;
  /** profit / value of what was bought or sold short to open it. */
  readonly return: number;
  /** Why it was opened and closed, as the ledger says. */
  readonly entryReason: string;
  readonly exitReason?: string;
}

/** One fall from a height and the way back. */
export interface DrawdownRow {
  readonly depth: number;
  readonly peakTime: number;
  readonly valleyTime: number;
  /** Absent where the height has not been reached again. */
  readonly recoveryTime?: number;
  /** Bars from peak to recovery, or to the last bar. */
  readonly bars: number;
}

/** The months of a year; `null` where there is no bar. */
export interface MonthlyRow {
  readonly year: number;
  /** January to December. [12] */
  readonly months: readonly (number | null)[];
  readonly total: number;
}

/** What was paid, in money; all at least 0 but `interest` and `dividends`, which are earned less owed. */
export interface CostsPaid {
  readonly commissions: number;
  /** Spread, slippage and impact: what fills paid beyond the market's price. */
  readonly slippage: number;
  readonly borrowFees: number;
  readonly interest: number;
  readonly dividends: number;
}

/** What was paid on each bar, with the signs of `CostsPaid`. All [N] */
export interface CostsByBar {
  readonly commissions: readonly number[];
  readonly slippage: readonly number[];
  readonly borrowFees: readonly number[];
  readonly interest: readonly number[];
  readonly dividends: readonly number[];
}

/** The same strategy where trading costs so many times as much. */
export interface CostSensitivityRow {
  readonly factor: number;
  readonly totalReturn: number;
  readonly annualReturn: number;
  readonly sharpe: number;
  readonly maxDrawdown: number;
}

/** Whether the edge could be luck. Sharpe ratios are those of a year, the probabilities are computed from those of a bar. */
export interface LuckFigures {
  /** Years of returns. */
  readonly years: number;
  /** That the true Sharpe ratio is above 0. */
  readonly probabilisticSharpe: number;
  /** How many strategies, settings and seeds were tried, as the user says; 1 where nobody said. */
  readonly trials: number;
  /** Variance of the trials' Sharpe ratios of a bar: measured, or 1 / bars, that of worthless trials. */
  readonly trialsVariance: { readonly value: number; readonly source: 'measured' | 'assumed' };
  /** That the true Sharpe ratio is above the best of so many worthless trials. */
  readonly deflatedSharpe: number;
  /** Bars until a Sharpe ratio like this is above 0 with 95 %; `Infinity` where it never is. */
  readonly minimumTrackRecord: number;
  /** Years lest the best of so many worthless trials be expected to show a Sharpe ratio of 1. */
  readonly minimumBacktestYears: number;
  /** Sharpe ratio less that of buy-and-hold, paired block bootstrap, 95 %. Absent for buy-and-hold itself. */
  readonly againstBuyAndHold?: {
    readonly difference: number;
    readonly low: number;
    readonly high: number;
    readonly pValue: number;
    readonly block: number;
    readonly resamples: number;
  };
  /** Probability of backtest overfitting, where there are several trials; of a walk forward the account and the baselines. */
  readonly overfitting?: { readonly probability: number; readonly trials: number; readonly splits: number };
  /** What all of this says, in a sentence. */
  readonly verdict: string;
}

/** Prices of one asset over the bars of the backtest, as they were traded. All [N] */
export interface PriceBars {
  readonly asset: string;
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
  readonly volume: readonly number[];
}

/** A fold of a walk-forward test, or one seed of many. */
export interface FoldRow {
  readonly name: string;
  /** Of the training and of the test. */
  readonly trainFrom: number;
  readonly trainTo: number;
  readonly testFrom: number;
  readonly testTo: number;
  readonly bars: number;
  readonly totalReturn: number;
  readonly sharpe: number;
  readonly maxDrawdown: number;
  readonly buyAndHoldReturn: number;
  readonly buyAndHoldSharpe: number;
  /** Sharpe ratios of the seeds, where there are several. */
  readonly seedSharpes?: readonly number[];
}

/** A figure with its 95 % bootstrap interval. */
export interface FigureInterval {
  readonly name: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** What was drawn again and again, and how many there are: seeds for a mean over them, bars (in blocks) for a paired difference. */
  readonly unit: 'seed' | 'bar';
  readonly count: number;
}

/** One backtest, ready to be shown. */
export interface TearSheetInput {
  readonly format: 'lepton-backtest/1';
  /** `sma-cross on SPX`. */
  readonly title: string;
  readonly strategy: {
    readonly name: string;
    readonly description: string;
    /** As they were used, defaults included. */
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  readonly data: {
    readonly assets: readonly string[];
    /** Of the files' content, where there are files. */
    readonly hash?: string;
    readonly barsPerYear: number;
  };
  /** The account's settings, complete: capital, fill, costs, short positions, interest, margin. */
  readonly account: Readonly<Record<string, unknown>>;
  /** The risk-free rate a year, or the file that it is from. */
  readonly riskFree: number | string;
  /** Rates a bar, for each return. Absent: 0. [N - 1] */
  readonly riskFreeRates?: readonly number[];
  /** Closes of the bars. [N] */
  readonly times: readonly number[];
  /** The strategy first, then baselines with buy-and-hold ahead, then the benchmark if there is one. */
  readonly curves: readonly BacktestCurve[];
  readonly prices: readonly PriceBars[];
  /** Shares held at each close, asset by asset. [assets][N] */
  readonly positions: readonly (readonly number[])[];
  /** Their values as fractions of equity. [assets][N] */
  readonly weights: readonly (readonly number[])[];
  /** Value bought and sold on each bar. [N] */
  readonly traded: readonly number[];
  readonly trades: readonly RoundTrip[];
  readonly tradeFigures: {
    readonly count: number;
    readonly stillOpen: number;
    readonly winRate: number;
    readonly profitFactor: number;
    readonly payoffRatio: number;
    readonly expectancy: number;
    readonly longestLosingRun: number;
    readonly meanBars: number;
  };
  readonly fills: number;
  readonly costs: CostsPaid;
  /** Absent: the page has the totals only. */
  readonly costsByBar?: CostsByBar;
  /** Value traded a year / mean equity. */
  readonly turnover: number;
  readonly exposure: {
    readonly timeInMarket: number;
    readonly gross: number;
    readonly net: number;
    readonly greatest: number;
  };
  readonly drawdowns: readonly DrawdownRow[];
  readonly months: readonly MonthlyRow[];
  readonly costSensitivity: readonly CostSensitivityRow[];
  readonly luck: LuckFigures;
  /** The accounting's proof: the greatest difference between the simulator's equity and the rebuilt one / initial capital. */
  readonly rebuiltWithin: number;
  /** Why this is not a result to believe: look-ahead, an oracle. Shown before anything else. */
  readonly alarms: readonly string[];
  /** What a reader should know: few bars, overlap with the training, defects of the data. */
  readonly warnings: readonly string[];
  /** Of a walk-forward test. */
  readonly folds?: readonly FoldRow[];
  /** Over seeds or folds. */
  readonly intervals?: readonly FigureInterval[];
  /** What to type to have this again. */
  readonly command?: string;
}
