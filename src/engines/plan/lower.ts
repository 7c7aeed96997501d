/** Lowers a graph to a plan: simplify, order, place, and write down the kernel calls. */
import { fail } from '../../errors.js';
import { copy } from '../../tensor/operators/copy.js';
import { constantOperator, inputOperator } from '../../tensor/operators/leaves.js';
import { topologicalOrder } from '../../tensor/rewrite.js';
import { simplify } from '../../tensor/simplify.js';
import type { Tensor } from '../../tensor/tensor.js';
import { costOf } from '../cost.js';
import type { ProgramSpecification } from '../engine.js';
import { kernelTable, type KernelName } from './kernels.js';
import { loweringRules, type LoweringContext } from './lowering-rules.js';
import { place, type Placement } from './place.js';
import type { KernelArguments, KernelCall, PlacedTensor, Plan, Pointer } from './plan.js';
import { makeSchedule, storageOf, type Schedule } from './schedule.js';
import { legalize } from './strides.js';

/** The specification must have passed `checkSpecification`. */
export function lower({ outputs = {}, updates = [] }: ProgramSpecification): Plan {
  const names = Object.keys(outputs);
  const wanted = [...Object.values(outputs), ...updates.map(({ value }) => value)];
  const simplified = simplify(wanted);
  const nodes = legalize(simplified).map(inOwnPlace);
  const kept = nodes.slice(0, names.length);
  const schedule = makeSchedule(
    kept,
    updates.map(({ target }, index) => ({ target, value: nodes[names.length + index] })),
  );
  const placement = place(schedule, kept);
  const placed = (tensor: Tensor): PlacedTensor => ({
    ...placement.pointerTo(tensor),
    shape: tensor.shape,
    type: tensor.type,
  });
  const leaves = (operator: Tensor['operator']) =>
    schedule.order.filter((node) => node.operator === operator);
  return {
    bytes: placement.bytes,
    inputs: Object.fromEntries(
      leaves(inputOperator).map((leaf) => [leaf.attributes['name'] as string, placed(leaf)]),
    ),
    outputs: Object.fromEntries(kept.map((node, index) => [names[index], placed(node)])),
    constants: leaves(constantOperator).map((leaf) => ({
      ...placed(leaf),
      values: leaf.attributes['values'] as readonly number[],
    })),
    calls: writeCalls(schedule, placement),
    cost: costOf(topologicalOrder(simplified)),
  };
}

/** A leaf is not the program's to hand out: what is wanted of it is a copy. */
const inOwnPlace = (node: Tensor): Tensor => (storageOf(node).inputs.length === 0 ? copy(node) : node);

function writeCalls({ order }: Schedule, { pointerTo, scratch }: Placement): readonly KernelCall[] {
  const calls: KernelCall[] = [];
  const emit: LoweringContext['emit'] = (kernel, args) => calls.push(callOf(kernel, args));
  const context = { pointerTo, scratch, emit };
  for (const node of order) {
    if (node.inputs.length === 0 || storageOf(node) !== node) continue;
    const rule = loweringRules[node.operator.name];
    if (rule === undefined) {
      fail('unsupported', {
        component: 'compile',
        parameter: 'operator',
        value: node.operator.name,
        requirement: `one of ${Object.keys(loweringRules).join(', ')}`,
      });
    }
    rule(node, context);
  }
  return calls;
}

function callOf<Name extends KernelName>(kernel: Name, args: KernelArguments<Name>): KernelCall {
  const named = args as Readonly<Record<string, Pointer | number>>;
  return {
    kernel,
    arguments: Object.keys(kernelTable[kernel]).map((name) => named[name]),
  };
}
