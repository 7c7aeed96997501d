/**
 * fast-check, told where to begin: every property draws the same cases on every machine and in every run. To search further:
 * `FUZZ_SEED=7 FUZZ_TIMES=20 npm test -- test/engines`. What a search finds becomes an example of its property.
 */
import fc from 'fast-check';

/** Settings of a property that is tried on other than 100 cases. */
export const runs = (count: number): { readonly numRuns: number } => ({
  numRuns: count * Number(process.env['FUZZ_TIMES'] ?? 1),
});

fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 1), ...runs(100) });

export { fc };
