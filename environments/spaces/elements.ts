/** The element types of arrays in spaces and buffers. */
export type ElementType = 'float32' | 'int32' | 'uint8';

/** The array that holds elements of a type. */
export interface ArrayOf {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly uint8: Uint8Array;
}

export function makeArray<E extends ElementType>(type: E, size: number): ArrayOf[E] {
  const makers: { readonly [K in ElementType]: () => ArrayOf[K] } = {
    float32: () => new Float32Array(size),
    int32: () => new Int32Array(size),
    uint8: () => new Uint8Array(size),
  };
  return makers[type]();
}

const smallIntegers = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array'];

/** NumPy's `can_cast`: which arrays lose nothing when they become this type. float64 never becomes float32. */
const castable: Readonly<Record<ElementType, readonly string[]>> = {
  float32: ['Float32Array', ...smallIntegers],
  int32: ['Int32Array', ...smallIntegers],
  uint8: ['Uint8Array', 'Uint8ClampedArray'],
};

/**
 * The numbers of a value that can stand for `size` elements of this type, or undefined. A plain list of numbers is
 * promoted, as Gymnasium promotes a Python list; it must hold integers where the type does.
 */
export function elementsOf(value: unknown, type: ElementType, size: number): ArrayLike<number> | undefined {
  const elements = Array.isArray(value) ? numbersOf(value, type) : castableArray(value, type);
  return elements?.length === size ? elements : undefined;
}

/** Whether every element passes; a loop that also visits the holes of a sparse list. */
export function everyElement(
  elements: ArrayLike<number>,
  passes: (element: number, index: number) => boolean,
): boolean {
  for (let index = 0; index < elements.length; index++) {
    if (!passes(elements[index], index)) return false;
  }
  return true;
}

const own = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array } as const;

function castableArray(value: unknown, type: ElementType): ArrayLike<number> | undefined {
  // Nearly always, and quick: every step of a single world is looked at.
  if (value instanceof own[type]) return value;
  // By name, not by `instanceof`: an array may come from another realm (a worker's sandbox, a test runner).
  const isArray = ArrayBuffer.isView(value) && castable[type].includes(nameOf(value));
  return isArray ? (value as unknown as ArrayLike<number>) : undefined;
}

function numbersOf(list: readonly unknown[], type: ElementType): readonly number[] | undefined {
  const fits = type === 'float32' ? isNumber : Number.isInteger;
  return list.every(fits) ? (list as readonly number[]) : undefined;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function nameOf(view: ArrayBufferView): string {
  return Object.prototype.toString.call(view).slice('[object '.length, -1);
}
