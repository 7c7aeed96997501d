/** Spaces infer the types of what they hold. Checked by the compiler alone; nothing here runs. */
import type { Environment } from '../../environments/contract.js';
import { narrowSpace } from '../../environments/spaces/any-space.js';
import { Box } from '../../environments/spaces/box.js';
import { Dict } from '../../environments/spaces/dict.js';
import { Discrete } from '../../environments/spaces/discrete.js';
import { MultiBinary } from '../../environments/spaces/multi-binary.js';
import { MultiDiscrete } from '../../environments/spaces/multi-discrete.js';
import type { Space, ValueOf } from '../../environments/spaces/space.js';
import { Tuple } from '../../environments/spaces/tuple.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectSame<A, B>(..._proof: Equal<A, B> extends true ? [] : ['not the same type']): void {}

const action = new Discrete(2);
const image = new Box({ low: 0, high: 255, shape: [8, 8, 1], type: 'uint8' });
const account = new Box({ low: -1, high: 1, shape: [3] });
const observation = new Dict({ image, account, phase: action });
const pair = new Tuple([action, new MultiDiscrete([2, 3]), new MultiBinary(4)]);

expectSame<ValueOf<typeof action>, number>();
expectSame<ValueOf<typeof image>, Uint8Array>();
expectSame<ValueOf<typeof account>, Float32Array>();
expectSame<
  ValueOf<typeof observation>,
  { readonly image: Uint8Array; readonly account: Float32Array; readonly phase: number }
>();
expectSame<ValueOf<typeof pair>, readonly [number, Int32Array, Uint8Array]>();
expectSame<ValueOf<Dict<{ readonly inner: typeof observation }>>['inner']['phase'], number>();

export const asUnknown: Space<unknown> = observation;
// @ts-expect-error: a space of numbers holds no arrays
export const wrong: Space<Float32Array> = action;
// @ts-expect-error: a box has low and high
export const incomplete = new Box({ low: 0 });

const known = narrowSpace(asUnknown);
if (known.kind === 'discrete') expectSame<typeof known.n, number>();
if (known.kind === 'box') expectSame<typeof known.low, Float32Array | Int32Array | Uint8Array>();

export function actOn(world: Environment<Float32Array, number>): void {
  const { observation: first } = world.reset({ seed: 1 });
  expectSame<typeof first, Float32Array>();
  // @ts-expect-error: the action is a number
  world.step(first);
  const anyWorld: Environment = world;
  expectSame<ReturnType<typeof anyWorld.reset>['observation'], unknown>();
}
