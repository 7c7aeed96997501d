import type { Context } from '../context.node.js';
import { bar } from '../sparkline.js';
import { styleFor } from '../style.js';
import { isLive } from '../terminal.node.js';

const eraseLine = '\r\u001b[K';
/** Milliseconds before anything is shown, and from one drawing to the next. */
const patience = 2000;
const drawInterval = 100;

/** A bar on standard error for what takes longer than two seconds; nothing for what is quick, and nothing in a pipe. */
export class QuickProgress {
  readonly #context: Context;
  readonly #label: string;
  readonly #start = performance.now();
  #lastAt = -Infinity;
  #drawn = false;

  constructor(context: Context, label: string) {
    this.#context = context;
    this.#label = label;
  }

  readonly show = (share: number): void => {
    const { terminal } = this.#context;
    const now = performance.now();
    if (
      !isLive(terminal.stderr, terminal) ||
      now - this.#start < patience ||
      now - this.#lastAt < drawInterval
    )
      return;
    const style = styleFor(terminal.stderr, terminal.environment);
    const [done, left] = bar(share, 28);
    terminal.stderr.write(
      `${eraseLine}${this.#label}  ${style.green(done)}${style.dim(left)}  ${Math.floor(100 * share)} %`,
    );
    this.#drawn = true;
    this.#lastAt = now;
  };

  end(): void {
    if (this.#drawn) this.#context.terminal.stderr.write(eraseLine);
    this.#drawn = false;
  }
}
