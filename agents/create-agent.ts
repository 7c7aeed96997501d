import { z } from 'zod';
import type { Agent, AgentOptions } from './contract.js';
import { createDqn, dqnSchema } from './dqn.js';

/** Settings of any agent; `name` says of which. */
export const agentSchema = z.discriminatedUnion('name', [dqnSchema]);

/** What people write; defaults may be left out. */
export type AgentDocument = z.input<typeof agentSchema>;
/** With all defaults. */
export type AgentSettings = z.output<typeof agentSchema>;

export function createAgent(options: AgentOptions<AgentSettings>): Agent {
  switch (options.settings.name) {
    case 'dqn':
      return createDqn(options);
  }
}
