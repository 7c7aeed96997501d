/** One thing that is wrong with an environment, and what to do about it. */
export interface Finding {
  /** An error breaks the contract; a warning is allowed, but rarely meant. */
  readonly level: 'error' | 'warning';
  /** The name of the check, see `docs/check-environment.md`. */
  readonly check: string;
  readonly message: string;
  readonly hint: string;
}

/** A finding before its check has put its name to it. */
export type Problem = Omit<Finding, 'check'>;

export const error = (message: string, hint: string): Problem => ({ level: 'error', message, hint });

export const warning = (message: string, hint: string): Problem => ({ level: 'warning', message, hint });
