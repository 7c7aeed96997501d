import { formatClock, formatNumber, formatReturn } from './format.js';
import { bar, sparkline } from './sparkline.js';
import { type Style, widthOf } from './style.js';

/** What there is to say of a training, or of several together, at one moment. */
export interface ProgressState {
  readonly label: string;
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
  /** Mean return of the latest training episodes; NaN before there is one. */
  readonly return: number;
  /** Mean of the best evaluation so far; NaN before there is one. */
  readonly best: number;
  /** Returns so far, oldest first. */
  readonly history: readonly number[];
}

const longestBar = 28;
const shortestBar = 8;

/** The live line: at most `width` columns; in narrow terminals the less important parts are left out. */
export function renderLiveLine(state: ProgressState, width: number, style: Style): string {
  const { label, step, steps, stepsPerSecond, secondsLeft, best, history } = state;
  const share = steps === 0 ? 1 : step / steps;
  const total = formatNumber(steps);
  const percent = `${formatNumber(Math.floor(share * 100))} %`.padStart(5);
  // The first ones are left out last.
  const byImportance = [
    ['percent', percent],
    ['return', `return ${style.bold(formatReturn(state.return).padStart(6))}`],
    ['left', style.dim(step >= steps ? 'evaluating' : `${formatClock(secondsLeft)} left`)],
    ['speed', `${formatNumber(stepsPerSecond).padStart(6)} steps/s`],
    ['steps', style.dim(`${formatNumber(step).padStart(total.length)}/${total}`)],
    ['best', `best ${style.green(formatReturn(best).padStart(5))}`],
    ['label', style.bold(label)],
    ['history', style.cyan(sparkline(history, 12).padEnd(12))],
  ] as const;
  const kept = new Map<string, string>();
  let used = shortestBar;
  for (const [name, text] of byImportance) {
    used += 2 + widthOf(text);
    if (used > width) break;
    kept.set(name, text);
  }
  if (kept.size === 0) return percent.trim().slice(0, width);
  const free = width - [...kept.values()].reduce((sum, text) => sum + 2 + widthOf(text), 0);
  const [done, left] = bar(share, Math.min(longestBar, free));
  const order = ['label', 'bar', 'percent', 'steps', 'speed', 'return', 'best', 'left', 'history'];
  kept.set('bar', style.green(done) + style.dim(left));
  return order
    .flatMap((name) => kept.get(name) ?? [])
    .join('  ')
    .trimEnd();
}

/** The same in a pipe: one line for people and for grep. */
export function renderPlainLine(state: ProgressState): string {
  const { label, step, steps, stepsPerSecond, secondsLeft, best } = state;
  const percent = Math.floor((100 * step) / Math.max(steps, 1));
  return [
    `${label}: step ${step} of ${steps} (${percent} %)`,
    `${Math.round(stepsPerSecond)} steps/s`,
    `return ${formatReturn(state.return)}`,
    `best ${formatReturn(best)}`,
    `${formatClock(secondsLeft)} left`,
  ].join(', ');
}
