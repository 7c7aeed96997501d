import type { PerformanceFigures, TearSheetInput } from './tear-sheet-input.js';

/** The return that a page leads with. */
export interface MainReturn {
  readonly label: string;
  readonly of: (figures: Pick<PerformanceFigures, 'annualReturn' | 'totalReturn'>) => number;
}

/** Whether there is less than a year: what it earned must not be extrapolated to a whole one. */
export function isPartOfAYear({ luck }: Pick<TearSheetInput, 'luck'>): boolean {
  return luck.years < 1;
}

/** Of a year, compounded; the total return where there is less than a year. */
export function mainReturn(input: Pick<TearSheetInput, 'luck'>): MainReturn {
  return isPartOfAYear(input)
    ? { label: 'Total return', of: ({ totalReturn }) => totalReturn }
    : { label: 'Return a year', of: ({ annualReturn }) => annualReturn };
}
