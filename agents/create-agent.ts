import { z } from 'zod';
import type { ObservationPart } from '../environments/buffers.js';
import type { Engine } from '../src/engines/engine.js';
import type { Streams } from '../src/random/streams.js';
import type { Agent } from './contract.js';
import { createDqn, dqnSchema } from './dqn.js';

/** Settings of any agent; `name` says of which. */
export const agentSchema = z.discriminatedUnion('name', [dqnSchema]);

export type AgentSettings = z.output<typeof agentSchema>;

/** What every agent needs to know of where it will act. */
export interface AgentOptions<Settings = AgentSettings> {
  readonly engine: Engine;
  readonly settings: Settings;
  readonly observations: readonly ObservationPart[];
  readonly actions: number;
  readonly masked: boolean;
  readonly environments: number;
  /** Environment steps that schedules with a fraction refer to. */
  readonly horizon: number;
  readonly streams: Streams;
}

export function createAgent(options: AgentOptions): Agent {
  switch (options.settings.name) {
    case 'dqn':
      return createDqn(options);
  }
}
