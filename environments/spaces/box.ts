import { check } from '../../src/errors.js';
import type { Pcg64 } from '../../src/random/pcg64.js';
import { LazyGenerator } from '../lazy-generator.js';
import { elementsOf, everyElement, makeArray } from './elements.js';
import type { ArrayOf, ElementType } from './elements.js';
import type { Space } from './space.js';

export interface BoxSettings<E extends ElementType> {
  /** One bound for all elements, or one each, row-major. Infinite bounds need `float32`. */
  readonly low: number | ArrayLike<number>;
  readonly high: number | ArrayLike<number>;
  /** Default: the length of `low` or `high` where one is a list, else [1]. */
  readonly shape?: readonly number[];
  /** Default: `float32`. */
  readonly type?: E;
}

/** Arrays of a shape, row-major, with an interval for each element, both ends included. */
export class Box<E extends ElementType = 'float32'> implements Space<ArrayOf[E]> {
  readonly kind = 'box';
  readonly shape: readonly number[];
  readonly size: number;
  readonly type: E;
  readonly low: ArrayOf[E];
  readonly high: ArrayOf[E];
  readonly #generator = new LazyGenerator();

  constructor({ low, high, shape, type = 'float32' as E }: BoxSettings<E>) {
    this.type = type;
    this.shape = [...(shape ?? [lengthOf(low) ?? lengthOf(high) ?? 1])];
    this.size = this.shape.reduce((product, side) => product * side, 1);
    check(Number.isSafeInteger(this.size) && this.size > 0, {
      component: 'Box',
      parameter: 'shape',
      value: this.shape,
      requirement: 'a list of positive integers',
    });
    this.low = boundOf('low', low, type, this.size);
    this.high = boundOf('high', high, type, this.size);
    const crossed = this.low.findIndex((bound, index) => !(bound <= this.high[index]));
    check(crossed === -1, {
      component: 'Box',
      parameter: `low[${crossed}]`,
      value: this.low[crossed],
      requirement: `at most high[${crossed}], which is ${this.high[crossed]}`,
    });
  }

  contains(value: unknown): boolean {
    const elements = elementsOf(value, this.type, this.size);
    return (
      elements !== undefined &&
      everyElement(elements, (x, index) => this.low[index] <= x && x <= this.high[index])
    );
  }

  /**
   * Bounded elements are uniform, half-bounded ones exponential from their bound, unbounded ones normal: Gymnasium's numbers for
   * the same seed.
   */
  sample(): ArrayOf[E] {
    const sample = makeArray(this.type, this.size);
    const generator = this.#generator.current;
    // Gymnasium draws kind by kind, in this order, and within a kind element by element.
    for (const draw of [drawNormal, drawAboveLow, drawBelowHigh, drawUniform]) {
      for (let index = 0; index < this.size; index++) {
        const [low, high] = [this.low[index], this.high[index]];
        if (drawFor(low, high) === draw) sample[index] = draw(generator, low, high, this.type);
      }
    }
    return sample;
  }

  seed(seed: number): void {
    this.#generator.seed(seed);
  }

  toString(): string {
    return `Box(${show(this.low)}, ${show(this.high)}, (${this.shape.join(', ')}), ${this.type})`;
  }
}

type Draw = (generator: Pcg64, low: number, high: number, type: ElementType) => number;

function drawFor(low: number, high: number): Draw {
  if (low === -Infinity) return high === Infinity ? drawNormal : drawBelowHigh;
  return high === Infinity ? drawAboveLow : drawUniform;
}

const drawUniform: Draw = (generator, low, high, type) =>
  type === 'float32' ? generator.uniform(low, high) : Math.floor(generator.uniform(low, high + 1));

const drawAboveLow: Draw = (generator, low) => generator.standardExponential() + low;

const drawBelowHigh: Draw = (generator, _low, high) => high - generator.standardExponential();

const drawNormal: Draw = (generator) => generator.standardNormal();

const ranges: Readonly<Record<ElementType, readonly [low: number, high: number]>> = {
  float32: [-Infinity, Infinity],
  int32: [-0x80000000, 0x7fffffff],
  uint8: [0, 255],
};

function boundOf<E extends ElementType>(
  parameter: string,
  bound: number | ArrayLike<number>,
  type: E,
  size: number,
): ArrayOf[E] {
  const [smallest, largest] = ranges[type];
  const fits = (x: number) => x >= smallest && x <= largest && (type === 'float32' || Number.isInteger(x));
  const isOne = typeof bound === 'number';
  check(isOne ? fits(bound) : bound.length === size && everyElement(bound, fits), {
    component: 'Box',
    parameter,
    value: bound,
    requirement: `a number of type ${type}, or ${size} of them`,
  });
  const array = makeArray(type, size);
  if (isOne) array.fill(bound);
  else array.set(bound);
  return array;
}

function lengthOf(bound: number | ArrayLike<number>): number | undefined {
  return typeof bound === 'number' ? undefined : bound.length;
}

function show(bounds: ArrayLike<number>): string {
  const first = bounds[0];
  return everyElement(bounds, (bound) => bound === first)
    ? String(first)
    : `[${Array.from(bounds).join(' ')}]`;
}
