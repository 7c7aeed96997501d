/**
 * `leak`: the results are none to believe. `suspicious`: honest strategies can look like that, but rarely. `skipped`: it could not be
 * checked here, and the message says why.
 */
export type LeakSeverity = 'leak' | 'suspicious' | 'passed' | 'skipped';

export interface LeakFinding {
  readonly check: string;
  readonly severity: LeakSeverity;
  /** What was found, with figures. */
  readonly message: string;
  /** What to mend; absent where nothing is to be mended. */
  readonly remedy?: string;
}

export const passed = (check: string, message: string): LeakFinding => ({
  check,
  severity: 'passed',
  message,
});

export const skipped = (check: string, message: string): LeakFinding => ({
  check,
  severity: 'skipped',
  message,
});
