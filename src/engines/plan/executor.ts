import type { KernelName } from './kernels.js';
import type { KernelCall } from './plan.js';

/** A kernel with its arguments in the table's order, pointers as byte offsets into the engine's memory. */
export type Kernel = (...numbers: number[]) => void;

/**
 * Makes a function that walks a plan's calls.
 * @param bases where the segments begin, in bytes
 */
export function bindCalls(
  calls: readonly KernelCall[],
  kernels: Readonly<Record<KernelName, Kernel>>,
  bases: readonly number[],
): () => void {
  const bound = calls.map(({ kernel, arguments: given }) => {
    const numbers = given.map((argument) =>
      typeof argument === 'number' ? argument : bases[argument.segment] + argument.offset,
    );
    return kernels[kernel].bind(undefined, ...numbers);
  });
  return () => {
    for (let index = 0; index < bound.length; index++) bound[index]();
  };
}
