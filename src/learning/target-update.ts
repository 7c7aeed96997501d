import { check } from '../errors.js';
import { equalShapes, showShape } from '../tensor/shape.js';
import { add, equal, mul, sub, where } from '../tensor/index.js';
import type { Graph, Operand, ParameterSource, Tensor } from '../tensor/index.js';
import type { Update } from '../tensor/update.js';

/**
 * How a target network follows the online one: (1 - tau) target + tau online, for a program of its own. With tau = 1 it is a
 * copy, bit for bit; the number 1 makes a program that does nothing else.
 *
 * See "Human-level control through deep reinforcement learning" (Mnih et al., 2015), algorithm 1, for the copy, and "Continuous
 * control with deep reinforcement learning" (Lillicrap et al., 2016), algorithm 1, for the mixture (Polyak averaging).
 *
 * @param target parameters of the same names, shapes and types as those of `online`
 * @param tau from 0 to 1: a number, or a scalar input where it changes. []
 */
export function targetUpdates(
  graph: Graph,
  online: ParameterSource,
  target: ParameterSource,
  tau: Operand,
): readonly Update[] {
  requireSameParameters(online, target);
  const follow = tau === 1 ? copied : mixed(graph, tau);
  return [...online.specifications.keys()].map((name) => {
    const current = graph.parameter(target, name);
    return { target: current, value: follow(graph.parameter(online, name), current) };
  });
}

const copied = (online: Tensor): Tensor => online;

function mixed(graph: Graph, tau: Operand): (online: Tensor, target: Tensor) => Tensor {
  const weight = typeof tau === 'number' ? graph.scalar(tau) : tau; // []
  const isCopy = equal(weight, 1); // []
  const keep = sub(1, weight); // []
  // The sum would turn -0 into 0, and a target that is not finite would stay so.
  return (online, target) => where(isCopy, online, add(mul(keep, target), mul(weight, online)));
}

function requireSameParameters(online: ParameterSource, target: ParameterSource): void {
  const describe = ({ specifications }: ParameterSource) =>
    [...specifications].map(([name, { shape, type }]) => `${name} ${type} ${showShape(shape)}`).join(', ');
  const same = [...online.specifications].every(([name, { shape, type }]) => {
    const other = target.specifications.get(name);
    return other !== undefined && other.type === type && equalShapes(other.shape, shape);
  });
  check(same && online.specifications.size === target.specifications.size, {
    component: 'targetUpdates',
    parameter: `parameters of ${target.label}`,
    value: describe(target),
    requirement: `those of ${online.label}: ${describe(online)}`,
  });
}
