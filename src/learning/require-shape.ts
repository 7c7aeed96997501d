import { check } from '../errors.js';
import { equalShapes, showShape } from '../tensor/shape.js';
import type { Shape, Tensor } from '../tensor/index.js';

/**
 * Raises `invalid-value` unless each tensor has the shape. Formulas check, because [B] against [B, 1] would silently
 * broadcast to [B, B].
 */
export function requireShape(
  component: string,
  tensors: Readonly<Record<string, Tensor>>,
  shape: Shape,
): void {
  for (const [name, tensor] of Object.entries(tensors)) {
    check(equalShapes(tensor.shape, shape), {
      component,
      parameter: `shape of ${name}`,
      value: tensor.shape,
      requirement: showShape(shape),
    });
  }
}
