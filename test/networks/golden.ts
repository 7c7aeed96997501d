import { readFileSync } from 'node:fs';
import type { ActivationName } from '../../src/networks/index.js';

type NamedValues = Readonly<Record<string, readonly number[]>>;

export interface GoldenNetwork {
  readonly observations: NamedValues;
  readonly parameters: NamedValues;
  /** [3, 3] */
  readonly q: readonly number[];
  /** Gradients are those of sum(q * weights). [3, 3] */
  readonly weights: readonly number[];
  readonly gradients: NamedValues;
}

interface Golden {
  readonly points: readonly number[];
  readonly activations: Readonly<
    Record<ActivationName, { readonly value: readonly number[]; readonly gradient: readonly number[] }>
  >;
  readonly networks: Readonly<Record<'layered' | 'dueling', GoldenNetwork>>;
}

/** What PyTorch says of some networks; `golden.py` made it. */
export const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Golden;
