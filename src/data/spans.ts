import { check } from '../errors.js';

/** Rows from `from` on, before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a decision at row t touches besides t: the window's rows before it, and the n steps after it that its target reads. */
export interface Reach {
  /** Rows of an observation, t included. */
  readonly window: number;
  /** Steps of the n-step return. */
  readonly nStep: number;
}

export interface SpansProof {
  readonly areDisjoint: boolean;
  /** Rows between the nearest two; negative where they overlap. */
  readonly nearest: number;
  /** The two that overlap, as they are with what their decisions touch. */
  readonly overlap?: { readonly training: Span; readonly test: Span };
}

/**
 * Whether no row that training touches is touched in a test: each span grows by the window before it and the n steps behind it.
 */
export function provesDisjoint(
  training: readonly Span[],
  test: readonly Span[],
  { window, nStep }: Reach,
): SpansProof {
  const touched = ({ from, to }: Span): Span => ({ from: from - (window - 1), to: to + nStep });
  let nearest = Infinity;
  let overlap: SpansProof['overlap'];
  for (const trained of training.map(touched)) {
    for (const tested of test.map(touched)) {
      const distance = Math.max(tested.from - trained.to, trained.from - tested.to);
      if (distance < 0 && distance < nearest) overlap = { training: trained, test: tested };
      nearest = Math.min(nearest, distance);
    }
  }
  return { areDisjoint: nearest >= 0, nearest, ...(overlap !== undefined && { overlap }) };
}

/** Raises `invalid-value` for a purge below window + n-step, where the caller says these. */
export function requirePurge(component: string, purge: number, reach: Partial<Reach>): void {
  requireCount(component, 'purge', purge, 0);
  const { window, nStep } = reach;
  if (window === undefined && nStep === undefined) return;
  const least = (window ?? 0) + (nStep ?? 0);
  check(purge >= least, {
    component,
    parameter: 'purge',
    value: purge,
    requirement: `at least window + nStep, ${least}, so that no observation or return straddles the cut`,
  });
}

export function requireCount(component: string, parameter: string, value: number, least: number): void {
  check(Number.isSafeInteger(value) && value >= least, {
    component,
    parameter,
    value,
    requirement: `an integer of at least ${least}`,
  });
}
