/** A program as plain data: what to put where, and which kernels to call in turn. Every executor walks the same plan. */
import type { Shape } from '../../tensor/shape.js';
import type { TensorType } from '../../tensor/tensor.js';
import type { Cost } from '../cost.js';
import type { KernelName, kernelTable } from './kernels.js';

/** A place in memory: segment 0 is the program's own block, segment 1 + i that of the graph's i-th parameter source. */
export interface Pointer {
  readonly segment: number;
  readonly offset: number;
}

export interface PlacedTensor extends Pointer {
  readonly shape: Shape;
  readonly type: TensorType;
}

export interface KernelCall {
  readonly kernel: KernelName;
  /** In the order of the kernel table. */
  readonly arguments: readonly (Pointer | number)[];
}

export interface Plan {
  /** Size of segment 0. */
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, PlacedTensor>>;
  readonly outputs: Readonly<Record<string, PlacedTensor>>;
  readonly constants: readonly (PlacedTensor & { readonly values: readonly number[] })[];
  readonly calls: readonly KernelCall[];
  readonly cost: Cost;
}

/** Arguments of a kernel by name. */
export type KernelArguments<Name extends KernelName> = {
  readonly [
    Argument in keyof (typeof kernelTable)[Name]
  ]: (typeof kernelTable)[Name][Argument] extends 'pointer' ? Pointer | 0 : number;
};
