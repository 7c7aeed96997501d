/**
 * What a world says about its observations and actions: Gymnasium's spaces. `kind` tells them apart; `narrowSpace`
 * turns a `Space<unknown>` into the union of all six.
 */
export type SpaceKind = 'discrete' | 'box' | 'multi-discrete' | 'multi-binary' | 'dict' | 'tuple';

/**
 * What `sample` may choose from. Discrete: one byte a value, 1 for possible. MultiDiscrete: one such mask a component.
 * MultiBinary: 0 and 1 are fixed, 2 is random. Dict and Tuple: one mask a member, where that member takes one.
 */
export type SampleMask =
  Uint8Array | readonly (SampleMask | undefined)[] | { readonly [key: string]: SampleMask | undefined };

export interface Space<T> {
  readonly kind: SpaceKind;
  /** Whether the value is a member: type, shape and range. */
  contains(value: unknown): boolean;
  /** Draws a member, the same numbers as Gymnasium for the same seed. */
  sample(mask?: SampleMask): T;
  /** Reseeds the space's own generator. A space that was never seeded draws as if seeded with 0. */
  seed(seed: number): void;
}

/** The type of a space's members. */
export type ValueOf<S> = S extends Space<infer T> ? T : never;
