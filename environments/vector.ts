import { check, fail } from '../src/errors.js';
import { misfit } from './check/misfit.js';
import { shown } from './check/values.js';
import { batch, TERMINATED, TRUNCATED } from './batch.js';
import type { Rows } from './batch.js';
import { actionCount, makeActionBuffer, observationLayout, readAction, writeObservation } from './buffers.js';
import type { Autoreset, Environment, StepResult, VectorEnvironment } from './contract.js';
import { requireResult, resultForms } from './require-result.js';
import type { Space } from './spaces/space.js';
import { packSnapshot, unpackSnapshot } from './snapshot.js';

const component = 'vectorize';

/**
 * A vector environment out of single worlds, stepped one after the other. It has action masks, `snapshot` and `restore`
 * if every world has them. Time limits are the worlds' own (see `timeLimit`). An observation that is not in the space that the world
 * declares raises `contract-broken`.
 *
 * @param source the worlds, or a function that makes the one for each row
 * @throws LeptonError `invalid-value` unless all worlds have the same spaces, and all or none of them have masks
 */
export function vectorize(
  source: readonly Environment[] | ((row: number) => Environment),
  count: number,
  autoreset: Autoreset = 'next-step',
): VectorEnvironment {
  const worlds =
    typeof source === 'function' ? Array.from({ length: count }, (_, row) => source(row)) : source;
  check(worlds.length === count && count > 0, {
    component,
    parameter: 'count',
    value: count,
    requirement: 'how many worlds there are, at least one',
  });
  worlds.forEach((world, row) => checkSame(worlds[0], world, row));
  return batch(rowsOf(worlds), { autoreset });
}

function rowsOf(worlds: readonly Environment[]): Rows {
  const [{ observationSpace, actionSpace }] = worlds;
  const layout = observationLayout(observationSpace);
  makeActionBuffer(actionSpace, 1); // raises now, not at the first step, if such actions have no buffer
  const current: unknown[] = worlds.map(() => undefined); // [B] each world's last observation
  const masked = worlds.every((world) => world.actionMask);

  return {
    count: worlds.length,
    observationSpace,
    actionSpace,
    start(row, seed) {
      const result = worlds[row].reset(seed === undefined ? {} : { seed });
      requireResult('reset', result);
      current[row] = result.observation;
      if (!observationSpace.contains(current[row]))
        brokenObservation('reset', observationSpace, current[row]);
    },
    step(row, actions, rewards) {
      const result = worlds[row].step(readAction(actionSpace, actions, row));
      requireResult('step', result);
      checkKinds(result);
      current[row] = result.observation;
      if (!observationSpace.contains(current[row])) brokenObservation('step', observationSpace, current[row]);
      rewards[row] = result.reward;
      return (result.terminated ? TERMINATED : 0) | (result.truncated ? TRUNCATED : 0);
    },
    observe: (row, into) => writeObservation(layout, current[row], into, row),
    ...(masked && { mask: maskWriter(worlds, actionCount(actionSpace)) }),
    ...snapshotsOf(worlds),
    close: () => worlds.forEach((world) => world.close?.()),
  };
}

function maskWriter(
  worlds: readonly Environment[],
  actions: number,
): (row: number, into: Uint8Array) => void {
  return (row, into) => {
    const mask = worlds[row].actionMask!();
    if ((mask as Uint8Array | undefined)?.length !== actions) brokenMask(mask, actions);
    into.set(mask, row * actions);
  };
}

function snapshotsOf(worlds: readonly Environment[]): Pick<Rows, 'save' | 'load'> {
  if (!worlds.every((world) => world.snapshot && world.restore)) return {};
  return {
    save: () =>
      packSnapshot(
        component,
        worlds.map((world) => world.snapshot!()),
      ),
    load: (saved) => {
      const parts = unpackSnapshot(component, saved, worlds.length);
      parts.forEach((part, row) => worlds[row].restore!(part));
    },
  };
}

function checkSame(first: Environment, world: Environment, row: number): void {
  const describe = ({ observationSpace, actionSpace, actionMask }: Environment) =>
    `${String(observationSpace)} -> ${String(actionSpace)}${actionMask === undefined ? '' : ' with masks'}`;
  check(describe(world) === describe(first), {
    component,
    parameter: `world ${row}`,
    value: describe(world),
    requirement: `like world 0, ${describe(first)}`,
  });
}

/** A world that breaks its word would be learned from, wrongly and in silence. */
function brokenObservation(method: 'reset' | 'step', space: Space<unknown>, observation: unknown): never {
  const problem = misfit(space, observation, 'observation');
  fail('contract-broken', {
    component: 'environment',
    parameter: `observation of ${method}`,
    value: shown(observation),
    requirement: `in the observationSpace, ${String(space)}: ${problem?.message ?? 'it is not'}`,
    hint: `${problem?.hint ?? 'declare another space'}; npx lepton check-env looks for all such mistakes`,
  });
}

const kinds = { reward: 'number', terminated: 'boolean', truncated: 'boolean' } as const;

/** An end that nobody can read would be an episode that never ends, learned from in silence. */
function checkKinds(result: Partial<StepResult<unknown>>): void {
  for (const key of ['reward', 'terminated', 'truncated'] as const)
    if (typeof result[key] !== kinds[key]) brokenKind(key, result);
}

function brokenKind(key: keyof typeof kinds, result: Partial<StepResult<unknown>>): never {
  fail('contract-broken', {
    component: 'environment',
    parameter: `${key} of step`,
    value: result[key],
    requirement: `a ${kinds[key]}`,
    hint:
      'done' in result
        ? 'old Gym has done: say whether the task ended (terminated) or was cut (truncated), or use fromOldGym'
        : `return ${resultForms.step}; npx lepton check-env looks for all such mistakes`,
  });
}

function brokenMask(mask: Uint8Array | undefined, actions: number): never {
  fail('contract-broken', {
    component,
    parameter: 'actionMask().length',
    value: mask?.length,
    requirement: `${actions}, one byte an action`,
  });
}
