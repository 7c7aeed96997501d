import type { CompactShape } from '../picture.js';
import type { Replay, ReplayFrame } from '../replay.js';

/**
 * The script that plays recorded episodes. Its functions are put into the page as text: they may use each other and
 * the browser, and nothing else of this file or another.
 */
interface PlayerParts {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  readonly bars: HTMLElement;
  readonly play: HTMLButtonElement;
  readonly scrub: HTMLInputElement;
  readonly episode: HTMLSelectElement;
  readonly speed: HTMLSelectElement;
}

interface PlayerState {
  replay: Replay;
  frame: number;
  playing: boolean;
}

function startPlayer(replays: readonly Replay[]): void {
  const root = document.querySelector<HTMLElement>('[data-player]');
  const first = replays[0];
  if (root === null || first === undefined) return;
  const part = <Part extends Element>(name: string): Part =>
    root.querySelector<Part>(`[data-part="${name}"]`) as Part;
  const parts: PlayerParts = {
    root,
    stage: part('stage'),
    bars: part('bars'),
    play: part('play'),
    scrub: part('scrub'),
    episode: part('episode'),
    speed: part('speed'),
  };
  const state: PlayerState = { replay: first, frame: 0, playing: false };
  const load = (): void => {
    state.replay = replays[Number(parts.episode.value)] ?? first;
    state.playing = false;
    parts.scrub.max = String(state.replay.frames.length - 1);
    buildBars(parts.bars, state.replay);
    showFrame(parts, state, 0);
  };
  parts.episode.addEventListener('change', load);
  parts.scrub.addEventListener('input', () => {
    state.playing = false;
    showFrame(parts, state, Number(parts.scrub.value));
  });
  parts.play.addEventListener('click', () => {
    state.playing = !state.playing;
    const atEnd = state.frame === state.replay.frames.length - 1;
    showFrame(parts, state, state.playing && atEnd ? 0 : state.frame);
    if (state.playing) runPlayer(parts, state);
  });
  load();
}

/** Shows the frames one after the other until the end, or until somebody pauses. */
function runPlayer(parts: PlayerParts, state: PlayerState): void {
  const { replay } = state;
  let shown: number | undefined;
  let position = state.frame;
  const tick = (now: number): void => {
    if (!state.playing || state.replay !== replay) return;
    if (shown !== undefined) {
      const framesPerSecond = (30 * Number(parts.speed.value)) / replay.every;
      position += (Math.min(now - shown, 250) / 1000) * framesPerSecond;
    }
    shown = now;
    const last = replay.frames.length - 1;
    state.playing = position < last;
    showFrame(parts, state, Math.min(Math.floor(position), last));
    if (state.playing) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

function showFrame(parts: PlayerParts, state: PlayerState, index: number): void {
  const { replay } = state;
  const frame = replay.frames[index];
  state.frame = index;
  parts.scrub.value = String(index);
  parts.scrub.setAttribute('aria-valuetext', `step ${frame.step} of ${replay.steps}`);
  parts.play.textContent = state.playing ? 'Pause' : 'Play';
  drawStage(parts.stage, replay, frame);
  const readouts = { step: frame.step, steps: replay.steps, action: frame.action, total: frame.total ?? '–' };
  for (const [name, value] of Object.entries(readouts)) {
    const output = parts.root.querySelector(`[data-readout="${name}"]`);
    if (output !== null) output.textContent = String(value).replace(/^-/, '\u2212');
  }
  showBars(parts.bars, replay, frame);
}

function drawStage(stage: HTMLElement, replay: Replay, frame: ReplayFrame): void {
  if (typeof frame.drawing === 'string') {
    const text = document.createElement('pre');
    text.textContent = frame.drawing;
    stage.replaceChildren(text);
    return;
  }
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', (replay.views[frame.view ?? 0] ?? []).join(' '));
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `Step ${frame.step} of the episode`);
  svg.append(...frame.drawing.map(shapeElement));
  stage.replaceChildren(svg);
}

function shapeElement([kind, color, ...numbers]: CompactShape): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', kind);
  const set = (values: Readonly<Record<string, unknown>>): void => {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
  };
  const [a, b, c, d, e] = numbers;
  if (kind === 'polygon') set({ points: numbers.join(' '), fill: color });
  if (kind === 'circle') set({ r: a, cx: b, cy: c, fill: color });
  if (kind === 'line') {
    set({ x1: b, y1: c, x2: d, y2: e, stroke: color, 'stroke-width': a, 'stroke-linecap': 'round' });
  }
  return element;
}

function buildBars(bars: HTMLElement, replay: Replay): void {
  const rows = replay.actionNames.map((name) => {
    const row = document.createElement('div');
    row.className = 'bar-row';
    for (const part of ['name', 'track', 'value']) {
      const cell = document.createElement('span');
      cell.className = `bar-${part}`;
      row.append(cell);
    }
    (row.firstChild as HTMLElement).textContent = name;
    (row.children[1] as HTMLElement).append(document.createElement('i'));
    return row;
  });
  bars.replaceChildren(...(replay.range === undefined ? [] : rows));
  const heading = bars.parentElement as HTMLElement;
  heading.hidden = replay.range === undefined;
  const scale = heading.querySelector('[data-part="scale"]');
  if (scale !== null && replay.range !== undefined) {
    const [low, high] = replay.range.map((value) => value.toPrecision(3).replace(/^-/, '\u2212'));
    scale.textContent = `Bars run from ${low} to ${high}, the least and the greatest Q-value of the episode.`;
  }
}

function showBars(bars: HTMLElement, replay: Replay, frame: ReplayFrame): void {
  if (replay.range === undefined) return;
  const [low, high] = replay.range;
  const span = high > low ? high - low : 1;
  replay.actionNames.forEach((_, action) => {
    const row = bars.children[action] as HTMLElement;
    const value = frame.q?.[action] ?? undefined;
    const share = value === undefined ? 0 : (value - low) / span;
    row.classList.toggle('chosen', action === frame.chosen);
    (row.querySelector('i') as HTMLElement).style.width = `${(100 * share).toFixed(1)}%`;
    (row.lastChild as HTMLElement).textContent =
      value === undefined ? '–' : value.toFixed(2).replace(/^-/, '\u2212');
  });
}

export const playerClient = [startPlayer, runPlayer, showFrame, drawStage, shapeElement, buildBars, showBars]
  .map(String)
  .join('\n');
