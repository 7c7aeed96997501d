/** Numbers for tests, the same on every machine. */
import { fc } from '../fast-check.js';
import { RandomStream } from '../../src/random/random-stream.js';
import { sizeOf, type Shape } from '../../src/tensor/index.js';

export const streamOf = (seed: number): RandomStream => new RandomStream([seed, 1, 2]);

/** Values of both signs between -limit and limit, as float32. */
export function ordinaryValues(stream: RandomStream, size: number, limit = 2): number[] {
  return Array.from({ length: size }, () => Math.fround((2 * stream.uniform() - 1) * limit));
}

const specialValues = [
  ...[0, -0, NaN, Infinity, -Infinity, 1, -1, 0.5, -2.5],
  ...[1e-45, -1e-45, 1e-39, -1.1754942e-38, 1.1754944e-38, 1e-30, -1e-31, 1e-20],
  ...[3.4028235e38, -3.4028235e38, 88.8, -88.8, 104, -104, 1e10, 16777217, 2147483648, -2147483904],
].map(Math.fround);

/** About half ordinary values, half the ones that break careless kernels. */
export function specialMixture(stream: RandomStream, size: number): number[] {
  return ordinaryValues(stream, size, 10).map((value) =>
    stream.uniform() < 0.5 ? value : specialValues[Math.floor(stream.uniform() * specialValues.length)],
  );
}

/** Distinct multiples of 0.1, shifted by 0.05: none nearer than 0.05 to 0 or than 0.1 to another. In a random order. */
export function separatedValues(stream: RandomStream, size: number): number[] {
  const values = Array.from({ length: size }, (_, index) => (index - Math.floor(size / 2)) * 0.1 + 0.05);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(stream.uniform() * (last + 1));
    [values[last], values[other]] = [values[other], values[last]];
  }
  return values;
}

export function wholeNumbers(stream: RandomStream, size: number, below: number): number[] {
  return Array.from({ length: size }, () => Math.floor(stream.uniform() * below));
}

export interface BroadcastCase {
  readonly shape: Shape;
  readonly operands: readonly Shape[];
}

/** A shape, and operands that broadcast to it, at least one of them along each axis with the full length. */
export function broadcastCases(
  operandCount: number,
  lengths: readonly number[],
  maxRank = 4,
): fc.Arbitrary<BroadcastCase> {
  const anyShape = fc.array(fc.constantFrom(...lengths), { maxLength: maxRank });
  return anyShape.chain((shape) => {
    const kept = fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length });
    const dropped = fc.nat({ max: shape.length });
    return fc
      .tuple(
        fc.array(fc.tuple(kept, dropped), { minLength: operandCount, maxLength: operandCount }),
        fc.nat(),
      )
      .map(([choices, whole]) => ({
        shape,
        operands: choices.map(([keep, drop], index) =>
          index === whole % operandCount
            ? shape
            : shape.map((length, axis) => (keep[axis] ? length : 1)).slice(drop),
        ),
      }));
  });
}

/** By definition: the element of an operand that stands at an index of the result. */
export function operandIndex(index: number, shape: Shape, operand: Shape): number {
  const coordinates: number[] = [];
  let rest = index;
  for (const length of [...shape].reverse()) {
    coordinates.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  const own = coordinates.slice(shape.length - operand.length);
  return operand.reduce((at, length, axis) => at * length + (length === 1 ? 0 : own[axis]), 0);
}

export const indicesOf = (shape: Shape): number[] =>
  Array.from({ length: sizeOf(shape) }, (_, index) => index);
