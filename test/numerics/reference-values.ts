import { readFileSync } from 'node:fs';

const fixture = JSON.parse(readFileSync(new URL('reference-values.json', import.meta.url), 'utf8')) as {
  readonly functions: Readonly<Record<string, readonly string[]>>;
};
const view = new DataView(new ArrayBuffer(8));

/** One value of the fixture: f(...inputs) is nearest + rest, the rest in ulps of nearest. */
export interface ReferenceValue {
  readonly inputs: readonly number[];
  readonly nearest: number;
  readonly rest: number;
}

export function referenceValues(name: string): readonly ReferenceValue[] {
  return fixture.functions[name].map((line) => {
    const [inputs, nearest, rest] = line.split(':') as [string, string, string];
    return { inputs: inputs.split(',').map(doubleOf), nearest: doubleOf(nearest), rest: Number(rest) };
  });
}

/** How far a value is from the exact one, in ulps; Infinity where only the nearest double would do. */
export function errorInUlps(value: number, { nearest, rest }: ReferenceValue): number {
  if (nearest === 0 || !(Math.abs(nearest) < Infinity)) return Object.is(value, nearest) ? 0 : Infinity;
  return Math.abs((value - nearest) / ulpOf(nearest) - rest);
}

export function doubleOf(hexadecimal: string): number {
  view.setBigUint64(0, BigInt(`0x${hexadecimal}`));
  return view.getFloat64(0);
}

function ulpOf(x: number): number {
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const isLargest = bits === 0x7fefffffffffffffn;
  view.setBigUint64(0, isLargest ? bits - 1n : bits + 1n);
  return Math.abs(view.getFloat64(0) - Math.abs(x));
}
