import type { Environment, ResetOptions, ResetResult, StepResult } from '../contract.js';
import { packSnapshot, unpackSnapshot } from '../snapshot.js';
import type { Space } from '../spaces/space.js';

/** What a wrapper adds to a world: its own way of resetting and stepping, and what it must remember. */
export interface Wrapping<Observation, Action> {
  /** Names the wrapper in snapshots and errors. */
  readonly name: string;
  reset(options?: ResetOptions): ResetResult<Observation>;
  step(action: Action): StepResult<Observation>;
  /** Absent, with `load`, where there is nothing to remember. */
  save?(): Uint8Array;
  load?(saved: Uint8Array): void;
}

/** The spaces of a wrapped world, where they are not those of the inner one. */
export interface WrappedSpaces<Observation, Action> {
  readonly observationSpace: Space<Observation>;
  readonly actionSpace: Space<Action>;
}

/**
 * The world with the wrapping around it. What a world may lack, it has exactly when the inner one has it.
 *
 * @param spaces default: those of the inner world. Action masks are passed through, so they need the same actions.
 */
export function wrap<Observation, Action, InnerObservation = Observation, InnerAction = Action>(
  inner: Environment<InnerObservation, InnerAction>,
  { name, reset, step, save, load }: Wrapping<Observation, Action>,
  spaces: Partial<WrappedSpaces<Observation, Action>> = {},
): Environment<Observation, Action> {
  const actionMask = inner.actionMask?.bind(inner);
  const render = inner.render?.bind(inner);
  const close = inner.close?.bind(inner);
  const snapshot = inner.snapshot?.bind(inner);
  const restore = inner.restore?.bind(inner);
  return {
    observationSpace: inner.observationSpace as Space<unknown> as Space<Observation>,
    actionSpace: inner.actionSpace as Space<unknown> as Space<Action>,
    ...spaces,
    reset,
    step,
    ...(actionMask && { actionMask }),
    ...(render && { render }),
    ...(close && { close }),
    ...(snapshot && { snapshot: () => packSnapshot(name, [save?.() ?? new Uint8Array(0), snapshot()]) }),
    ...(restore && {
      restore: (packed: Uint8Array) => {
        const [own, rest] = unpackSnapshot(name, packed, 2);
        restore(rest);
        load?.(own);
      },
    }),
  };
}
