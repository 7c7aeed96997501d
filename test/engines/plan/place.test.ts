import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { matmulScratchBytes } from '../../../src/engines/plan/kernels.js';
import { layOutStore, place } from '../../../src/engines/plan/place.js';
import { makeSchedule } from '../../../src/engines/plan/schedule.js';
import { legalize } from '../../../src/engines/plan/strides.js';
import * as t from '../../../src/tensor/index.js';
import { Graph, sizeOf, type Tensor } from '../../../src/tensor/index.js';
import { copy } from '../../../src/tensor/operators/copy.js';
import { simplify } from '../../../src/tensor/simplify.js';
import type { Update } from '../../../src/tensor/update.js';
import { buildProgram, parameterSpecifications, recipes } from '../random-graphs.js';

/** Where bytes lie, and from which to which step of the program they must not change. */
interface Claim {
  readonly node: Tensor;
  readonly from: number;
  readonly until: number;
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

const bytesOf = ({ shape, type }: Tensor): number => sizeOf(shape) * (type === 'uint8' ? 1 : 4);
const leafOrSelf = (node: Tensor): Tensor =>
  node.operator.name === 'reshape' ? leafOrSelf(node.inputs[0]) : node;

/** Says which places a program holds when; shares nothing with the code that placed them. */
function claimsOf(
  outputs: readonly Tensor[],
  updates: readonly Update[],
): {
  readonly claims: readonly Claim[];
  readonly bytes: number;
} {
  const wanted = legalize(simplify([...outputs, ...updates.map(({ value }) => value)])).map((node) =>
    leafOrSelf(node).inputs.length === 0 ? copy(node) : node,
  );
  const kept = wanted.slice(0, outputs.length);
  const schedule = makeSchedule(
    kept,
    updates.map(({ target }, index) => ({ target, value: wanted[outputs.length + index] })),
  );
  const { order } = schedule;
  const placement = place(schedule, kept);
  const claims = order
    .filter((node) => leafOrSelf(node) === node)
    .map((node): Claim => {
      const reads = order.flatMap(({ inputs }, index) =>
        inputs.some((one) => leafOrSelf(one) === node) ? [index] : [],
      );
      const isLeaf = node.inputs.length === 0;
      const stays = kept.some((one) => leafOrSelf(one) === node);
      const { segment, offset } = placement.pointerTo(node);
      return {
        node,
        from: isLeaf ? -1 : order.indexOf(node),
        until: stays || (isLeaf && segment === 0) ? Infinity : Math.max(...reads, order.indexOf(node)),
        segment,
        start: offset,
        end: offset + bytesOf(node),
      };
    });
  const scratch = order.reduce((most, node) => Math.max(most, scratchBytes(node)), 0);
  const { segment, offset: start } = placement.scratch;
  const whole = { node: order[0], from: -1, until: Infinity, segment, start, end: start + scratch };
  return { claims: [...claims, whole], bytes: placement.bytes };
}

function scratchBytes({ operator, inputs, shape: [m, n] }: Tensor): number {
  if (operator.name !== 'matmul' && operator.name !== 'fusedProduct') return 0;
  const k = sizeOf(inputs[0].shape) / Math.max(1, m);
  return matmulScratchBytes(m, n, k);
}

const overlap = (a: Claim, b: Claim): boolean =>
  a.segment === b.segment && a.start < b.end && b.start < a.end;

/** In place: the parameter's old value is read until, at the latest, the step that writes the new one. */
const takesOver = (a: Claim, b: Claim): boolean =>
  a.segment > 0 && b.from >= a.until && a.start === b.start && a.end === b.end && a.node.inputs.length === 0;

describe('places', () => {
  it('never overlap while both are needed, but for updates in place after the last read', () => {
    let inPlace = 0;
    fc.assert(
      fc.property(recipes(40), (recipe) => {
        const { wanted } = buildProgram(recipe, { label: 'store', specifications: parameterSpecifications });
        const { claims, bytes } = claimsOf(Object.values(wanted.outputs), wanted.updates);
        claims.forEach((a, index) => {
          expect(a.start % 16).toBe(0);
          if (a.segment === 0) expect(a.end).toBeLessThanOrEqual(bytes);
          if (a.segment > 0 && a.from >= 0) inPlace++;
          for (const b of claims.slice(index + 1)) {
            const together = a.from <= b.until && b.from <= a.until;
            if (overlap(a, b) && together) expect(takesOver(a, b) || takesOver(b, a)).toBe(true);
          }
        });
      }),
      runs(150),
    );
    expect(inPlace).toBeGreaterThan(50);
  });

  it('are used again: a chain of a hundred operators needs two of them', () => {
    const graph = new Graph();
    let x = graph.input('x', [1000]);
    for (let depth = 0; depth < 100; depth++) x = t.exp(x);
    const { bytes } = claimsOf([x], []);
    expect(bytes).toBe(4000 + 2 * 4000);
  });

  it('of nothing take no memory', () => {
    const graph = new Graph();
    const empty = graph.input('x', [0, 4]);
    const { bytes } = claimsOf([t.exp(empty), t.sum(empty, 1)], []);
    expect(bytes).toBe(0);
  });

  it('hold the scratch memory of the greatest product, apart from everything else', () => {
    const graph = new Graph();
    const [a, b] = [graph.input('a', [5, 9]), graph.input('b', [9, 17])];
    const { bytes } = claimsOf([t.matmul(a, b), t.matmul(b, a, { transposeA: true, transposeB: true })], []);
    const whole = (length: number) => Math.ceil(length / 16) * 16;
    const tensors = whole(4 * 45) + whole(4 * 153) + 2 * whole(4 * 85);
    // Panels of 4 rows of A and of 8 columns of B, and 256 bytes.
    const panels = Math.max(4 * 9 * (8 + 24), 4 * 9 * (20 + 8)) + 256;
    expect(bytes).toBe(tensors + whole(panels));
  });
});

describe('a store', () => {
  it('has its parameters one after the other, each at a multiple of 16', () => {
    const specifications = new Map([
      ['a', { shape: [3], type: 'uint8' as const }],
      ['b', { shape: [5], type: 'float32' as const }],
      ['c', { shape: [0], type: 'int32' as const }],
      ['d', { shape: [], type: 'float32' as const }],
    ]);
    const { bytes, offsets } = layOutStore(specifications);
    expect([...offsets]).toEqual([
      ['a', 0],
      ['b', 16],
      ['c', 48],
      ['d', 48],
    ]);
    expect(bytes).toBe(64);
  });
});
