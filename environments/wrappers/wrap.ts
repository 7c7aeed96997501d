import type { Environment, ResetOptions, ResetResult, StepResult } from '../contract.js';
import { packSnapshot, unpackSnapshot } from '../snapshot.js';

/** What a wrapper adds to a world: its own way of resetting and stepping, and what it must remember. */
export interface Wrapping<Observation, Action> {
  /** Names the wrapper in snapshots and errors. */
  readonly name: string;
  reset(options?: ResetOptions): ResetResult<Observation>;
  step(action: Action): StepResult<Observation>;
  save(): Uint8Array;
  load(saved: Uint8Array): void;
}

/** The world with the wrapping around it. What a world may lack, it has exactly when the inner one has it. */
export function wrap<Observation, Action>(
  inner: Environment<Observation, Action>,
  { name, reset, step, save, load }: Wrapping<Observation, Action>,
): Environment<Observation, Action> {
  const actionMask = inner.actionMask?.bind(inner);
  const render = inner.render?.bind(inner);
  const close = inner.close?.bind(inner);
  const snapshot = inner.snapshot?.bind(inner);
  const restore = inner.restore?.bind(inner);
  return {
    observationSpace: inner.observationSpace,
    actionSpace: inner.actionSpace,
    reset,
    step,
    ...(actionMask && { actionMask }),
    ...(render && { render }),
    ...(close && { close }),
    ...(snapshot && { snapshot: () => packSnapshot(name, [save(), snapshot()]) }),
    ...(restore && {
      restore: (packed: Uint8Array) => {
        const [own, rest] = unpackSnapshot(name, packed, 2);
        restore(rest);
        load(own);
      },
    }),
  };
}
