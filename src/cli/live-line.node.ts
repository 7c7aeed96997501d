import { type ProgressState, renderLiveLine, renderPlainLine } from './progress-line.js';
import { styleFor } from './style.js';
import { isLive, type Terminal } from './terminal.node.js';

const eraseLine = '\r\u001b[K';
/** Milliseconds from one drawing to the next. */
const drawInterval = 80;
/** In a pipe a line comes with each tenth of the work, and after this many milliseconds at the latest. */
const plainInterval = 30_000;
const usualColumns = 80;

/** The one line of standard error that shows how far things are; in a pipe, a line now and then. */
export class LiveLine {
  readonly #terminal: Terminal;
  readonly #live: boolean;
  readonly #quiet: boolean;
  #drawn = false;
  #lastAt = -Infinity;
  #lastTenth = 0;

  constructor(terminal: Terminal, quiet: boolean) {
    this.#terminal = terminal;
    this.#quiet = quiet;
    this.#live = isLive(terminal.stderr, terminal);
  }

  show(state: ProgressState): void {
    if (this.#quiet) return;
    const now = performance.now();
    const isEnd = state.step >= state.steps;
    if (!this.#live) return this.#showPlain(state, now);
    if (now - this.#lastAt < drawInterval && !isEnd) return;
    const { stderr, environment } = this.#terminal;
    // Room for the ^C that a terminal adds, which would otherwise wrap.
    const width = (stderr.columns ?? usualColumns) - 3;
    stderr.write(eraseLine + renderLiveLine(state, width, styleFor(stderr, environment)));
    this.#drawn = true;
    this.#lastAt = now;
  }

  /** A line that stays, above the live one. */
  note(text: string): void {
    if (!this.#quiet) this.warn(text);
  }

  /** As `note`, also where it should be quiet. */
  warn(text: string): void {
    this.clear();
    this.#terminal.stderr.write(`${text}\n`);
  }

  clear(): void {
    if (this.#drawn) this.#terminal.stderr.write(eraseLine);
    this.#drawn = false;
    this.#lastAt = -Infinity;
  }

  #showPlain(state: ProgressState, now: number): void {
    const tenth = Math.floor((10 * state.step) / Math.max(state.steps, 1));
    if (this.#lastAt === -Infinity) this.#lastAt = now;
    if (tenth === this.#lastTenth && now - this.#lastAt < plainInterval) return;
    this.#lastTenth = tenth;
    this.#lastAt = now;
    this.#terminal.stderr.write(`${renderPlainLine(state)}\n`);
  }
}
