/** How a target network follows the online one: updates for a program of its own. */
import { check } from '../errors.js';
import { equalShapes, showShape } from '../tensor/shape.js';
import { add, equal, mul, sub, where } from '../tensor/index.js';
import type { Graph, Operand, ParameterSource, Tensor } from '../tensor/index.js';
import type { Update } from '../tensor/update.js';

export interface TargetUpdate {
  readonly graph: Graph;
  /** What is followed: the online parameters. */
  readonly from: ParameterSource;
  /** What follows; parameters of the same names and shapes. */
  readonly to: ParameterSource;
}

/**
 * Every parameter of `to` becomes that of `from`, bit for bit.
 *
 * See "Human-level control through deep reinforcement learning" (Mnih et al., 2015), algorithm 1, "every C steps reset".
 */
export function hardTargetUpdate({ graph, from, to }: TargetUpdate): readonly Update[] {
  return updateEach({ graph, from, to }, (online) => online);
}

/**
 * Every parameter of `to` becomes (1 - tau) * to + tau * from (Polyak averaging); with tau = 1 a copy, bit for bit.
 *
 * See "Continuous control with deep reinforcement learning" (Lillicrap et al., 2016), algorithm 1.
 *
 * @param tau from 0 to 1: a number, or a scalar input where it changes. []
 */
export function polyakTargetUpdate({
  graph,
  from,
  to,
  tau,
}: TargetUpdate & { readonly tau: Operand }): readonly Update[] {
  const weight = typeof tau === 'number' ? graph.scalar(tau) : tau; // []
  const isCopy = equal(weight, 1); // []
  const keep = sub(1, weight); // []
  // Computing the copy would lose -0, and a target that is not finite would stay so.
  return updateEach({ graph, from, to }, (online, target) =>
    where(isCopy, online, add(mul(keep, target), mul(weight, online))),
  );
}

function updateEach(
  { graph, from, to }: TargetUpdate,
  valueOf: (online: Tensor, target: Tensor) => Tensor,
): readonly Update[] {
  check(from.specifications.size === to.specifications.size, {
    component: 'target update',
    parameter: `number of parameters of ${to.label}`,
    value: to.specifications.size,
    requirement: `${from.specifications.size}, as in ${from.label}`,
  });
  return [...from.specifications.keys()].map((name) => {
    const online = graph.parameter(from, name);
    const target = graph.parameter(to, name);
    check(equalShapes(online.shape, target.shape), {
      component: 'target update',
      parameter: `shape of ${name} of ${to.label}`,
      value: target.shape,
      requirement: `${showShape(online.shape)}, as in ${from.label}`,
    });
    return { target, value: valueOf(online, target) };
  });
}
