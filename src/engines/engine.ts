/** Where graphs are computed: the contract that every engine keeps. */
import type { Graph, ParameterSource, ParameterSpecification } from '../tensor/graph.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Update } from '../tensor/update.js';
import type { Cost } from './cost.js';

/** float32 tensors are Float32Array, on the reference engine Float64Array; int32 and uint8 tensors are what they say. */
export type TensorArray = Float32Array | Float64Array | Int32Array | Uint8Array;

export interface Engine {
  readonly name: string;
  /** Parameters in the engine's own memory, all 0 at first. */
  createParameters(
    label: string,
    specifications: ReadonlyMap<string, ParameterSpecification>,
  ): ParameterStore;
  /** Makes a program of the parts of a graph that these outputs and updates need; inputs that they do not need are gone. */
  compile(graph: Graph, wanted: ProgramSpecification): Program;
  /** Bytes that stores and programs hold now, and bytes of memory behind them. */
  memory(): { readonly used: number; readonly reserved: number };
}

export interface ProgramSpecification {
  readonly outputs?: Readonly<Record<string, Tensor>>;
  /** All reads of a run see the values at its entry; updates appear at its end. A parameter has at most one. */
  readonly updates?: readonly Update[];
}

/**
 * Parameters by name. `get` is a view of the engine's memory, dense and row-major: write to it to set them. A view is valid
 * until the next `compile` or `createParameters` of the engine; ask again after one.
 */
export interface ParameterStore extends ParameterSource {
  readonly bytes: number;
  get(name: string): TensorArray;
  /** Gives the memory back; programs of the store, and its views, raise `wrong-order` from then on. */
  dispose(): void;
}

/**
 * A compiled computation. Views are valid until the next `compile` or `createParameters` of the engine. After `dispose`,
 * everything but `cost` raises `wrong-order`.
 */
export interface Program {
  input(name: string): TensorArray;
  output(name: string): TensorArray;
  run(): void;
  readonly cost: Cost;
  dispose(): void;
}

/** A program that runs elsewhere (a GPU): only learners live there. */
export interface AsyncProgram {
  input(name: string): TensorArray;
  read(name: string): Promise<TensorArray>;
  run(): Promise<void>;
  readonly cost: Cost;
  dispose(): void;
}
