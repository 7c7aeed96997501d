/** What several seeds say together. */
export * from './bootstrap.js';
export * from './interquartile-mean.js';
export * from './moving-average.js';
export * from './summary.js';
