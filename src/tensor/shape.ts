import { fail } from '../errors.js';

/** Sizes of the axes, outermost first. A scalar is `[]`. */
export type Shape = readonly number[];

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Raises `invalid-value` unless every length is a whole number of 0 or more. */
export function checkShape(shape: Shape, component: string): void {
  if (shape.every((length) => Number.isSafeInteger(length) && length >= 0)) return;
  fail('invalid-value', {
    component,
    parameter: 'shape',
    value: showShape(shape),
    requirement: 'of whole numbers, 0 or more',
  });
}

export function equalShapes(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

export function showShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** The shape of an element-wise result, by NumPy's rule: axes align at the end, and a length of 1 stretches. */
export function broadcastShapes(a: Shape, b: Shape, component: string): Shape {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      fail('invalid-value', {
        component,
        parameter: 'shapes',
        value: `${showShape(a)} and ${showShape(b)}`,
        requirement: 'equal along each axis, or 1',
      });
    }
    shape.push(left === 1 ? right : left);
  }
  return shape;
}

/** A shape seen from one axis: `outer` blocks of `length` entries of `inner` elements. */
export interface AxisView {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

export function viewFromAxis(shape: Shape, axis: number): AxisView {
  return {
    outer: sizeOf(shape.slice(0, axis)),
    length: shape[axis] ?? 1,
    inner: sizeOf(shape.slice(axis + 1)),
  };
}

/** Turns a possibly negative axis into its position; raises `invalid-value` outside the rank. */
export function resolveAxis(shape: Shape, axis: number, component: string): number {
  const position = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(position) || position < 0 || position >= shape.length) {
    fail('invalid-value', {
      component,
      parameter: 'axis',
      value: axis,
      requirement: `an axis of a tensor of shape ${showShape(shape)}`,
    });
  }
  return position;
}
