import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { legalize, matrixView, repeatView } from '../../../src/engines/plan/strides.js';
import * as t from '../../../src/tensor/index.js';
import { Graph, sizeOf, type Shape, type Tensor } from '../../../src/tensor/index.js';
import { topologicalOrder } from '../../../src/tensor/rewrite.js';
import { broadcastCases, indicesOf, operandIndex } from '../random-values.js';

const lengths = [0, 1, 2, 3, 5];

/** Whether, by definition, some split of the axes gives each operand constant strides: tried on the indices themselves. */
function someSplitWorks(shape: Shape, operands: readonly Shape[]): boolean {
  return Array.from({ length: shape.length + 1 }, (_, split) => sizeOf(shape.slice(split))).some((columns) =>
    operands.every((operand) =>
      [0, 1].some((columnStride) => {
        const first = (row: number) => operandIndex(row * columns, shape, operand);
        const rowStride = sizeOf(shape) > columns ? first(1) : 0;
        return indicesOf(shape).every((index) => {
          const [row, column] = [Math.floor(index / columns), index % columns];
          return operandIndex(index, shape, operand) === row * rowStride + column * columnStride;
        });
      }),
    ),
  );
}

describe('matrixView', () => {
  it('finds strides that read the element which broadcasting means, if there are any', () => {
    let found = 0;
    fc.assert(
      fc.property(broadcastCases(2, lengths), ({ shape, operands }) => {
        const view = matrixView(shape, operands);
        expect(view !== undefined || sizeOf(shape) === 0 || !someSplitWorks(shape, operands)).toBe(true);
        if (view === undefined) return;
        found++;
        expect(view.rows * view.columns).toBe(sizeOf(shape));
        operands.forEach((operand, which) => {
          const { row, column } = view.strides[which] as { row: number; column: number };
          expect([0, 1]).toContain(column);
          for (const index of indicesOf(shape)) {
            const at = Math.floor(index / view.columns) * row + (index % view.columns) * column;
            expect(at).toBe(operandIndex(index, shape, operand));
          }
        });
      }),
      runs(400),
    );
    expect(found).toBeGreaterThan(200);
  });

  it('sees the usual cases', () => {
    const all = { row: 4, column: 1 };
    expect(matrixView([3, 4], [[3, 4], [4]])).toEqual({
      rows: 3,
      columns: 4,
      strides: [all, { row: 0, column: 1 }],
    });
    expect(
      matrixView(
        [3, 4],
        [
          [3, 4],
          [3, 1],
        ],
      ),
    ).toEqual({ rows: 3, columns: 4, strides: [all, { row: 1, column: 0 }] });
    expect(matrixView([3, 4], [[3, 4], []])?.rows).toBe(1);
    expect(
      matrixView(
        [2, 3, 4],
        [
          [2, 3, 4],
          [2, 1, 4],
        ],
      ),
    ).toBeUndefined();
  });
});

describe('repeatView', () => {
  it('repeats the blocks that broadcasting means, and is missing only where two runs of axes are stretched', () => {
    fc.assert(
      fc.property(broadcastCases(2, lengths), ({ shape, operands: [, operand = []] }) => {
        const view = repeatView(shape, operand);
        if (view === undefined) {
          const padded = [...new Array<number>(shape.length - operand.length).fill(1), ...operand];
          const pattern = shape.flatMap((length, axis) =>
            length === 1 ? [] : [length === padded[axis] ? '=' : '*'],
          );
          expect(pattern.join('')).toMatch(/\*=+\*/);
          return;
        }
        const { outer, repeat, inner } = view;
        expect(outer * repeat * inner).toBe(sizeOf(shape));
        for (const index of indicesOf(shape)) {
          const at = Math.floor(index / (repeat * inner)) * inner + (index % inner);
          expect(at).toBe(operandIndex(index, shape, operand));
        }
      }),
      runs(400),
    );
  });
});

describe('legalize', () => {
  const graph = new Graph();
  const legal = (root: Tensor): readonly Tensor[] => topologicalOrder(legalize([root]));

  it('leaves only element-wise operators and broadcasts that kernels can do in one call, of the same shape', () => {
    let inputs = 0;
    fc.assert(
      fc.property(broadcastCases(2, [1, 2, 3]), fc.nat(3), ({ shape, operands }, which) => {
        const [a, b] = operands.map((operand) => graph.input(`x${inputs++}`, operand)) as [Tensor, Tensor];
        const root = [t.add, t.reluGradient, t.where, (x: Tensor) => t.broadcastTo(x, shape)][which]?.(
          a,
          b,
          b,
        );
        const order = legal(root);
        expect(order.at(-1)?.shape).toEqual(root.shape);
        for (const node of order) {
          const shapes = node.inputs.map((input) => input.shape);
          const { name } = node.operator;
          if (name === 'add') expect(matrixView(node.shape, shapes)).toBeDefined();
          else if (name === 'broadcast') expect(repeatView(node.shape, shapes[0])).toBeDefined();
          else for (const operand of shapes) expect(operand).toEqual(node.shape);
        }
      }),
      runs(200),
    );
  });

  it('changes nothing that is legal already', () => {
    const root = t.add(t.matmul(graph.input('a', [3, 4]), graph.input('b', [4, 2])), graph.input('c', [2]));
    expect(legalize([root])[0]).toBe(root);
  });
});
