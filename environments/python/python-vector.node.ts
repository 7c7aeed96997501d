import { checkCount, checkSeeds, failNotRunning, NEVER_STARTED, RUNNING } from '../batch-checks.js';
import { actionCount, makeActionBuffer, observationLayout, type ObservationPart } from '../buffers.js';
import type { ActionBuffer, Autoreset, Info, StepBuffers, VectorEnvironment } from '../contract.js';
import type { Space } from '../spaces/space.js';
import { headerSize, PythonProcess, request } from './python-process.node.js';
import { Reply } from './reply.js';
import { spaceOf, type SpaceDescription } from './spaces.js';

export interface PythonVectorSettings {
  /** As `gymnasium.make` takes it: `CartPole-v1`, `my_module:MyEnv-v0`. */
  readonly id: string;
  readonly count: number;
  readonly autoreset: Autoreset;
  /** A time limit of ours, around the one that Gymnasium has. */
  readonly maxEpisodeSteps?: number | undefined;
  /** Keyword arguments of `gymnasium.make`. */
  readonly options: Info;
  readonly python: string;
  readonly startSeconds: number;
}

/** What bridge.py says of the worlds. */
interface Description {
  readonly observationSpace: SpaceDescription;
  readonly actionSpace: SpaceDescription;
  /** Where each array of a reply belongs in an observation, in the order of replies. */
  readonly parts: readonly (readonly string[])[];
  readonly masked: boolean;
}

export interface PythonVector extends VectorEnvironment {
  /** Of the last step, in full. [B] */
  readonly rewards: Float64Array;
  /** As `reset`, with the options of Gymnasium's `reset`. */
  begin(
    seeds: readonly number[] | undefined,
    out: StepBuffers,
    only: Uint8Array | undefined,
    options?: Info,
  ): void;
}

/** Worlds of Gymnasium in one Python process, stepped by one message to and fro. Errors: see `pythonEnvironment`. */
export function pythonVector(settings: PythonVectorSettings): PythonVector {
  const { id, count, autoreset, maxEpisodeSteps: limit = null, options, python, startSeconds } = settings;
  const component = `python:${id}`;
  checkCount(component, count);
  const batch = { id, count, autoreset, limit, options };
  const worlds = new PythonProcess({ component, python, startSeconds, batch });
  try {
    return vectorOf(worlds, worlds.description as Description, settings);
  } catch (error) {
    worlds.close();
    throw error;
  }
}

function vectorOf(
  worlds: PythonProcess,
  description: Description,
  { id, count, autoreset }: PythonVectorSettings,
): PythonVector {
  const component = `python:${id}`;
  const { masked } = description;
  const [observationSpace, actionSpace] = [
    spaceOf(description.observationSpace),
    spaceOf(description.actionSpace),
  ];
  const actionBytes = makeActionBuffer(actionSpace, count).byteLength; // raises where such actions have no buffer
  const reply = new Reply({
    layout: inOrder(observationSpace, description.parts),
    count,
    actions: masked ? actionCount(actionSpace) : 0,
    keepsFinals: autoreset === 'same-step',
  });
  const state = new Uint8Array(count).fill(NEVER_STARTED);
  const stepMessage = message(request.step, new Uint8Array(actionBytes));

  const begin: PythonVector['begin'] = (seeds, out, only, options) => {
    checkSeeds(component, seeds, count);
    const rows = Array.from({ length: count }, (_, row) => row).filter((row) => only?.[row] !== 0);
    // A generator that was never seeded starts from its row's number, as those of Lepton's own worlds do.
    const seedOf = (row: number) => seeds?.[row] ?? (state[row] === NEVER_STARTED ? row : null);
    const order = { rows, seeds: rows.map(seedOf), options: options ?? null };
    worlds.send(message(request.reset, new TextEncoder().encode(JSON.stringify(order))));
    worlds.receive(reply.bytes);
    for (const row of rows) {
      state[row] = RUNNING;
      reply.copyRow(row, out);
    }
  };

  return {
    count,
    autoreset,
    observationSpace,
    actionSpace,
    masked,
    rewards: reply.rewards,
    begin,
    reset: (seeds, out, only) => begin(seeds, out, only),
    step(actions, out) {
      for (let row = 0; row < count; row++)
        if (state[row] !== RUNNING) failNotRunning(component, row, state[row]);
      stepMessage.set(bytesIn(actions), headerSize);
      worlds.send(stepMessage);
      worlds.receive(reply.bytes);
      reply.copyAll(out);
      if (autoreset !== 'disabled') return;
      for (let row = 0; row < count; row++) state[row] = out.terminated[row] | out.truncated[row];
    },
    close: () => worlds.close(),
  };
}

/** The layout of an observation in the order of replies, which is Python's. */
function inOrder(space: Space<unknown>, paths: readonly (readonly string[])[]): readonly ObservationPart[] {
  const layout = new Map(observationLayout(space).map((part) => [part.key, part]));
  return paths.map((path) => layout.get(path.length === 0 ? 'observation' : path.join('/'))!);
}

function message(kind: number, content: Uint8Array): Uint8Array {
  const whole = new Uint8Array(headerSize + content.length);
  const header = new DataView(whole.buffer);
  header.setUint32(0, kind, true);
  header.setUint32(4, content.length, true);
  whole.set(content, headerSize);
  return whole;
}

const bytesIn = ({ buffer, byteOffset, byteLength }: ActionBuffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
