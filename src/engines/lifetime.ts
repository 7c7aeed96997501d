import { fail } from '../errors.js';

/** Whether a store or a program may still be used: its memory may be someone else's once it was disposed. */
export class Lifetime {
  readonly #name: string;
  #alive = true;

  constructor(name: string) {
    this.#name = name;
  }

  /** Raises `wrong-order` after the end. */
  check(): void {
    if (this.#alive) return;
    fail('wrong-order', {
      component: 'engine',
      parameter: this.#name,
      value: 'disposed',
      requirement: 'alive when it is used',
    });
  }

  /** True the first time. */
  end(): boolean {
    const wasAlive = this.#alive;
    this.#alive = false;
    return wasAlive;
  }
}
