import { z } from 'zod';
import type { Agent, AgentOptions } from './contract.js';
import { createDqn } from './dqn.js';
import { dqnSchema } from './dqn-settings.js';
import { predictAgentReplayBytes } from './parts/replay.js';

/** Settings of any agent; `name` says of which. */
export const agentSchema = z.discriminatedUnion('name', [dqnSchema]);

/** What people write; defaults may be left out. */
export type AgentDocument = z.input<typeof agentSchema>;
/** With all defaults. */
export type AgentSettings = z.output<typeof agentSchema>;

/** Bytes that the agent's replay will take, so that it can be said before they are taken. */
export function predictReplayBytes(
  options: Omit<AgentOptions<AgentSettings>, 'engine' | 'horizon' | 'streams'>,
): number {
  switch (options.settings.name) {
    case 'dqn':
      return predictAgentReplayBytes(options);
  }
}

/** The agent that the settings name. Errors as its own `create`. */
export function createAgent(options: AgentOptions<AgentSettings>): Agent {
  switch (options.settings.name) {
    case 'dqn':
      return createDqn(options);
  }
}
