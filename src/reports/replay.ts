import type { EpisodeRecording } from '../runs/records.js';
import { escapeJson } from './escape.js';
import { rounded } from './format.js';
import { readPicture } from './picture.js';
import type { Picture, View } from './picture.js';

/** A frame as the player shows it: the picture before the action, and the reward so far with this action's. */
export interface ReplayFrame {
  readonly step: number;
  readonly drawing: Picture['drawing'];
  /** Index into `views`. */
  readonly view?: number;
  readonly action: string;
  /** Index of the action, where it is one. */
  readonly chosen?: number;
  readonly total: number | null;
  readonly q?: readonly (number | null)[];
}

/** An episode for the player in the page. */
export interface Replay {
  readonly label: string;
  /** Steps of the whole episode. */
  readonly steps: number;
  readonly return: number | null;
  readonly views: readonly View[];
  readonly actionNames: readonly string[];
  /** Least and greatest Q-value of the episode. */
  readonly range?: readonly [number, number];
  /** Every so many steps there is a frame. */
  readonly every: number;
  readonly frames: readonly ReplayFrame[];
}

const shownActions = 12;
const bytesOfAllReplays = 2_500_000;

/** The recordings as replays; long ones keep every second, third... frame so that a page stays small. */
export function replaysOf(
  recordings: readonly { readonly label: string; readonly recording: EpisodeRecording }[],
): Replay[] {
  const whole = recordings.flatMap(({ label, recording }) => replayOf(label, recording, 1) ?? []);
  const every = Math.ceil(escapeJson(whole).length / bytesOfAllReplays);
  if (every <= 1) return whole;
  return recordings.flatMap(({ label, recording }) => replayOf(label, recording, every) ?? []);
}

function replayOf(label: string, recording: EpisodeRecording, every: number): Replay | undefined {
  const views: View[] = [];
  const frames = readFrames(recording, views).filter(
    ({ step }, i, all) => (step - 1) % every === 0 || i === all.length - 1,
  );
  if (frames.length === 0) return undefined;
  const range = rangeOf(recording);
  return {
    label,
    steps: recording.frames.length,
    return: rounded(recording.return),
    views,
    actionNames: namesOf(recording),
    ...(range === undefined ? {} : { range }),
    every,
    frames,
  };
}

/** All frames that have a picture; fills `views`. */
function readFrames(recording: EpisodeRecording, views: View[]): ReplayFrame[] {
  const names = namesOf(recording);
  const frames: ReplayFrame[] = [];
  let total = 0;
  recording.frames.forEach(({ picture, action, reward, q }, i) => {
    total += reward;
    const read = readPicture(picture);
    if (read === undefined) return;
    frames.push({
      step: i + 1,
      drawing: read.drawing,
      ...(read.view === undefined ? {} : { view: indexOfView(views, read.view) }),
      action:
        typeof action === 'number' ? (names[action] ?? String(action)) : action.map(shortText).join(', '),
      ...(typeof action === 'number' ? { chosen: action } : {}),
      total: rounded(total, 6),
      ...(hasBars(q) ? { q: q.map((value) => rounded(value)) } : {}),
    });
  });
  return frames;
}

function indexOfView(views: View[], view: View): number {
  const known = views.findIndex((other) => other.every((value, i) => value === view[i]));
  return known >= 0 ? known : views.push(view) - 1;
}

function hasBars(q: readonly number[] | undefined): q is readonly number[] {
  return q !== undefined && q.length > 0 && q.length <= shownActions;
}

function rangeOf(recording: EpisodeRecording): readonly [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const { q } of recording.frames) {
    for (const value of hasBars(q) ? q : []) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : undefined;
}

function namesOf({ frames, actionNames = [] }: EpisodeRecording): string[] {
  const count = frames.reduce((most, { q }) => Math.max(most, q?.length ?? 0), actionNames.length);
  return Array.from({ length: count }, (_, action) => actionNames[action] ?? `action ${action}`);
}

function shortText(value: number): string {
  return String(rounded(value, 4));
}
