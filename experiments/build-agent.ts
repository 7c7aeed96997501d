import type { Agent } from '../agents/contract.js';
import { agentSchema, createAgent, predictReplayBytes, type AgentDocument } from '../agents/create-agent.js';
import { observationLayout } from '../environments/buffers.js';
import type { Engine } from '../src/engines/engine.js';
import { createWasmEngine } from '../src/engines/wasm/engine.js';
import { checkPlainData } from '../src/plain-data.js';
import { Streams } from '../src/random/streams.js';
import type { Autoreset, VectorEnvironment } from '../environments/contract.js';
import { narrowSpace } from '../environments/spaces/any-space.js';
import type { Space } from '../environments/spaces/space.js';
import { fail } from '../src/errors.js';

export interface BuildAgentOptions {
  /** What it will act in: spaces, masks, the number of worlds and how they start again are taken from it. Its autoreset must not be `disabled`. */
  readonly environment: Pick<
    VectorEnvironment,
    'observationSpace' | 'actionSpace' | 'masked' | 'count' | 'autoreset'
  >;
  /** As the `agent` of a recipe. */
  readonly settings: AgentDocument;
  /** Environment steps that schedules with a fraction refer to. */
  readonly horizon: number;
  /** Default: a wasm engine of its own. */
  readonly engine?: Engine;
  /** Default: streams of seed 0. */
  readonly streams?: Streams;
}

/**
 * An agent, for whoever writes the loop: `act`, `environment.step`, `observe`, `learn`.
 * @throws `unsupported` where the actions are not Discrete from 0, or episodes do not begin again by themselves; `invalid-value`
 */
export function buildAgent({
  horizon,
  engine = createWasmEngine(),
  streams = new Streams(0),
  ...basis
}: BuildAgentOptions): Agent {
  return createAgent({ ...placed(basis), engine, horizon, streams });
}

/** Bytes that the replay of such an agent will take, so that it can be said before they are taken. */
export const replayBytes = (basis: Basis): number => predictReplayBytes(placed(basis));

type Basis = Pick<BuildAgentOptions, 'environment' | 'settings'>;

/** The settings, complete, and what the agent has to know of its environment. */
function placed({ environment, settings }: Basis): Parameters<typeof predictReplayBytes>[0] {
  const { observationSpace, actionSpace, masked, count, autoreset } = environment;
  return {
    settings: checkPlainData(agentSchema, settings, 'agent'),
    observations: observationLayout(observationSpace),
    actions: discreteActions(actionSpace),
    masked,
    environments: count,
    autoreset: automatic(autoreset),
  };
}

function automatic(autoreset: Autoreset): Exclude<Autoreset, 'disabled'> {
  if (autoreset !== 'disabled') return autoreset;
  return fail('unsupported', {
    component: 'agent',
    parameter: 'autoreset of the environment',
    value: autoreset,
    requirement: 'same-step or next-step, so that the agent knows which rows are steps',
    hint: "makeVectorEnvironment(id, { count, autoreset: 'same-step' })",
  });
}

function discreteActions(space: Space<unknown>): number {
  const known = narrowSpace(space);
  if (known.kind === 'discrete' && known.start === 0) return known.n;
  return fail('unsupported', {
    component: 'agent',
    parameter: 'actionSpace',
    value: String(space),
    requirement: 'Discrete, counted from 0',
  });
}
