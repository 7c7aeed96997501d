import type { Report } from '../../experiments/contract.js';
import { formatQuantity } from './format.js';
import { LiveLine } from './live-line.node.js';
import type { ProgressState } from './progress-line.js';
import { type Style, styleFor } from './style.js';
import type { Terminal } from './terminal.node.js';

interface One {
  step: number;
  steps: number;
  stepsPerSecond: number;
  return: number;
  best: number;
  over: boolean;
}

/** How much of a new measurement goes into the shown speed. */
const share = 0.3;

export interface ProgressOptions {
  readonly quiet: boolean;
  /** Names of the trainings; most often one. */
  readonly keys: readonly (number | string)[];
  /** Steps that each will have done in the end. */
  readonly steps: number;
  readonly label: string;
}

/** Sums up the reports of one training, or of several side by side, in one line. */
export class Progress {
  readonly #line: LiveLine;
  readonly #label: string;
  readonly #style: Style;
  readonly #all: Map<number | string, One>;
  readonly #history: number[] = [];
  #memorySaid = false;

  constructor(terminal: Terminal, { quiet, keys, steps, label }: ProgressOptions) {
    this.#line = new LiveLine(terminal, quiet);
    this.#label = label;
    this.#style = styleFor(terminal.stderr, terminal.environment);
    const fresh = (): One => ({ step: 0, steps, stepsPerSecond: NaN, return: NaN, best: NaN, over: false });
    this.#all = new Map(keys.map((key) => [key, fresh()]));
  }

  report(key: number | string, report: Report): void {
    const one = this.#one(key);
    if (report.kind === 'memory') return this.#announceMemory(report.replayBytes);
    if (report.kind === 'warning')
      return this.#line.warn(`${this.#style.yellow('warning')} ${report.message}`);
    if (report.kind === 'evaluation') {
      if (report.best) one.best = report.mean;
      return;
    }
    const { step, steps, stepsPerSecond } = report;
    const before = Number.isNaN(one.stepsPerSecond) ? stepsPerSecond : one.stepsPerSecond;
    Object.assign(one, { step, steps, return: report.return });
    one.stepsPerSecond = before + share * (stepsPerSecond - before);
    const state = this.#state();
    this.#history.push(state.return);
    this.#line.show({ ...state, history: this.#history });
  }

  /** One of several trainings is over. What it has not done it will not do, and counts no longer. */
  end(key: number | string, result: string): void {
    const one = this.#one(key);
    one.over = true;
    one.steps = one.step;
    const name = typeof key === 'number' ? `seed ${key}` : key;
    this.note(`${this.#style.dim(name.padEnd(8))}  ${result}`);
  }

  /** Before all else: what is about to run. */
  headline(text: string): void {
    this.note(this.#style.dim(text));
  }

  /** Said before it is taken; once, where several seeds take the same. */
  #announceMemory(replayBytes: number): void {
    if (!this.#memorySaid) this.headline(`the replay will take ${formatQuantity(replayBytes, 'B')}`);
    this.#memorySaid = true;
  }

  #one(key: number | string): One {
    return this.#all.get(key)!;
  }

  note(text: string): void {
    this.#line.note(text);
  }

  clear(): void {
    this.#line.clear();
  }

  #state(): ProgressState {
    const all = [...this.#all.values()];
    const sum = (value: (one: One) => number): number => all.reduce((total, one) => total + value(one), 0);
    const step = sum((one) => one.step);
    const steps = sum((one) => one.steps);
    const speed = sum((one) => (one.over || Number.isNaN(one.stepsPerSecond) ? 0 : one.stepsPerSecond));
    const over = all.filter((one) => one.over).length;
    return {
      label: all.length === 1 ? this.#label : `${this.#label} ${over}/${all.length}`,
      step,
      steps,
      stepsPerSecond: speed,
      secondsLeft: (steps - step) / speed,
      return: meanOfKnown(all.map((one) => one.return)),
      best: meanOfKnown(all.map((one) => one.best)),
      history: this.#history,
    };
  }
}

function meanOfKnown(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
