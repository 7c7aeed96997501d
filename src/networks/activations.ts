import {
  exp,
  less,
  maximum,
  minimum,
  mul,
  relu,
  sigmoid,
  square,
  sub,
  add,
  tanh,
  where,
  type Tensor,
} from '../tensor/index.js';

const rootOfTwoOverPi = 0.7978845608028654;

/** What can stand between layers, element by element, by the names and with the constants of PyTorch. */
export const activations = {
  identity: (x: Tensor): Tensor => x,
  relu,
  tanh,
  sigmoid,
  /** x where x > 0, else 0.01 x. */
  leakyRelu: (x: Tensor): Tensor => maximum(mul(0.01, x), x),
  /** x where x > 0, else exp(x) - 1. See "Fast and Accurate Deep Network Learning by ELUs" (Clevert et al., 2016), eq. 13. */
  elu: (x: Tensor): Tensor => where(less(0, x), x, sub(exp(minimum(x, 0)), 1)),
  /** x sigmoid(x). See "Gaussian Error Linear Units" (Hendrycks & Gimpel, 2016), section 2. */
  silu: (x: Tensor): Tensor => mul(x, sigmoid(x)),
  /**
   * x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))): the same paper's approximation, `approximate='tanh'` in PyTorch, not
   * the form with the error function.
   */
  gelu: (x: Tensor): Tensor => {
    const inner = mul(rootOfTwoOverPi, mul(x, add(1, mul(0.044715, square(x)))));
    return mul(mul(0.5, x), add(1, tanh(inner)));
  },
} as const satisfies Readonly<Record<string, (x: Tensor) => Tensor>>;

export type ActivationName = keyof typeof activations;

/** The names that a recipe may use, as `relu`. */
export const activationNames = Object.keys(activations) as ActivationName[];
