import { readFileSync } from 'node:fs';

export type NamedValues = Readonly<Record<string, readonly number[]>>;

interface GoldenTraining {
  readonly states: readonly number[];
  readonly nextStates: readonly number[];
  readonly actions: readonly number[];
  readonly rewards: readonly number[];
  readonly discounts: readonly number[];
  readonly online: NamedValues;
  readonly target: NamedValues;
  readonly learningRate: number;
  readonly losses: readonly number[];
  /** Of each update. */
  readonly gradients: readonly NamedValues[];
  readonly trained: NamedValues;
}

/** Ten updates of a small network as PyTorch does them in float64; `golden-training.py` made it. */
export const goldenTraining = JSON.parse(
  readFileSync(new URL('golden-training.json', import.meta.url), 'utf8'),
) as GoldenTraining;
