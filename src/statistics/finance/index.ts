/**
 * What returns amount to, and how much of it is luck. The plain names are empyrical's definitions; other libraries' have
 * namespaces of their own.
 */
export * from './against-benchmark.js';
export * from './backtest-overfitting.js';
export * from './calendar.js';
export * as backtestingPy from './conventions/backtesting-py.js';
export * as quantstats from './conventions/quantstats.js';
export * as tdqn from './conventions/tdqn.js';
export * from './distribution.js';
export * from './drawdowns.js';
export * from './moments.js';
export * from './normal-distribution.js';
export * from './performance.js';
export * from './returns.js';
export * from './rolling.js';
export * from './selection-bias.js';
export * from './sharpe-difference.js';
export * from './student-distribution.js';
export * from './stylised-facts.js';
export * from './trades.js';
