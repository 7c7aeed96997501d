/** What several seeds say together. */
export * from './bootstrap.js';
export * as finance from './finance/index.js';
export * from './interquartile-mean.js';
export * from './moving-average.js';
export * from './summary.js';
